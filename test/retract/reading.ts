import { developmentKeys, issueDevelopmentToken } from '../../adapters/access';
import { systemClock } from '../../schema/clock';
import type { Started } from '../served/installation';

const SYSTEM = 'https://fhir.rwe.example.nhs.uk/Id/hospital-number';

const QUERY = `query Retract($identifier: IdentifierInput, $id: ID) {
  patient(identifier: $identifier, id: $id) {
    id
    address { text }
    encounters { nodes { bed { id } } }
    careTeams { completeness { status } }
    labReports { nodes { ...Report } }
    all: labReports(includeRetracted: true) { nodes { ...Report } }
  }
}
fragment Report on LabReport { fillerNumber status results { valueText status } previous { status } }`;

interface Result {
  readonly valueText: string | null;
  readonly status: string;
}
export interface Report {
  readonly fillerNumber: string;
  readonly status: string;
  readonly results: readonly Result[];
  readonly previous: readonly { readonly status: string }[];
}
interface Reports {
  readonly nodes: readonly Report[];
}

export interface Read {
  readonly id: string;
  readonly address: { readonly text: string } | null;
  readonly encounters: { readonly nodes: readonly { readonly bed: { readonly id: string } | null }[] };
  readonly labReports: Reports;
  readonly all: Reports;
  /** How fresh the answer of the system that was asked live is: LIVE, or CACHED. */
  readonly live: string;
}

interface Body {
  readonly data: { readonly patient: Omit<Read, 'live'> | null } | null;
  readonly errors?: unknown;
  readonly extensions?: {
    readonly sources?: readonly { readonly capability: string; readonly system: string; readonly freshness: string }[];
  };
}

/** Reads a person once, by hospital number or by id, as a clinician. Null: nobody. */
export const read = async (
  { url }: Started,
  folder: string,
  who: { readonly number: string } | { readonly id: string },
): Promise<Read | null> => {
  const token = await issueDevelopmentToken({ role: 'clinician' }, await developmentKeys(folder), systemClock);
  const variables = 'id' in who ? { id: who.id } : { identifier: { system: SYSTEM, value: who.number } };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUERY, variables }),
  });
  const body = (await response.json()) as Body;
  if (!body.data) throw new Error(JSON.stringify(body.errors));
  const asked = body.extensions?.sources?.find(
    ({ capability, system }) => capability === 'care-team' && system === 'nervecentre',
  );
  return (
    body.data.patient && {
      ...body.data.patient,
      live: asked?.freshness ?? `not asked: ${JSON.stringify(body.extensions)}`,
    }
  );
};
