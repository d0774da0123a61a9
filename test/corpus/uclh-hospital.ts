import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ITK_PROFILE, UCLH_PROFILE } from '../../adapters/systems/pas/profiles';
import type { FeedProfile } from '../../adapters/contract';
import { readEnvironment } from '../../adapters/settings/environment';
import type { Store } from '../../adapters/store';
import { decode } from '../../adapters/wire/hl7v2/charset';
import { parseMessage } from '../../adapters/wire/hl7v2/parse';
import { connectMllp } from '../../adapters/wire/mllp/client';
import { startCauseway } from '../../gateway/assembly/causeway';
import { fixedClock } from '../../schema/clock';
import type { OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase } from '../database';
import { at } from '../scenarios/answers';
import type { Reply } from '../scenarios/hospital';

const CENSUS = `query Census($organisation: OdsCode!) {
  encounters(filter: { organisations: [$organisation] }) {
    nodes { identifier { value } ward { code } bed { code } }
    completeness { status }
  }
}`;

/** A UCLH hospital number, of authority MRENTR in the messages. */
export const uclhNumber = (value: string): Record<string, unknown> => ({
  system: 'https://fhir.rrv.example.nhs.uk/Id/hospital-number',
  value,
});

export interface UclhHospital {
  readonly store: Store;
  /** Sends in order and waits until the inbox has dealt with them: MSA-1, and the condition of a refusal, of each. */
  send(feed: 'uclh-adt' | 'pas-adt', messages: readonly Buffer[]): Promise<readonly string[]>;
  /** Asks the whole graph over HTTP, as a clinician of UCLH. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Pick<Reply, 'data' | 'errors'>>;
  /** Who is in hospital now at one organisation, as the graph says. */
  census(organisation: 'RWE' | 'RRV'): Promise<unknown>;
  close(): Promise<void>;
}

const profileInSettings = ({ pl, instance: _i, silenceMs: _s, nhsAuthorities: _n, ...rest }: FeedProfile): object => ({
  ...{ dialect: 'itk', pl: { ...pl } },
  ...rest,
});

/** Leicester's PAS with its live profile, and beside it UCLH's under the profile of its own feed; no simulators. */
const estate = (): object => {
  const pas = { systemName: 'PAS', settings: { queryHost: '127.0.0.1', queryPort: 1 } };
  const capabilities = ['demographics', 'encounters', 'wards', 'bed-state'];
  const feed = { silence: '1h' };
  return {
    organisations: [
      { code: 'RWE', name: 'University Hospitals of Leicester' },
      { code: 'RRV', name: 'University College London Hospitals' },
    ],
    instances: [
      { name: 'pas@RWE', ...pas },
      { name: 'pas@RRV', ...pas },
    ],
    feeds: [
      { ...feed, name: 'pas-adt', instance: 'pas@RWE', port: 'PAS_MLLP_PORT', profile: profileInSettings(ITK_PROFILE) },
      {
        ...feed,
        ...{ name: 'uclh-adt', instance: 'pas@RRV', port: 'NERVECENTRE_MLLP_PORT' },
        profile: profileInSettings(UCLH_PROFILE),
      },
    ],
    routes: ['RWE', 'RRV'].map((organisation) => ({
      ...{ organisation, role: 'inpatient-record', control: `pas@${organisation}`, capabilities },
    })),
    notConnected: [],
  };
};

/** MSA-1 with, for a refusal, its condition of HL7 table 0357 (ERR-1.4 of a 2.4 acknowledgement): `AR 202`. */
const told = (reply: Buffer): string => {
  const parsed = parseMessage(decode(reply, 'utf-8').text);
  if (parsed.kind === 'unreadable') throw new Error(`an acknowledgement is unreadable: ${parsed.reason}`);
  const msa = parsed.message.first('MSA');
  return `${msa?.text(1) ?? ''} ${msa?.text(6) ?? ''}`.trim();
};

export const openUclhHospital = async (): Promise<UclhHospital> => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-uclh-'));
  const database = await freshDatabase();
  const settings = join(folder, 'estate.yaml');
  writeFileSync(settings, stringify(estate()));
  const env = {
    ...{ CAUSEWAY_DATA: folder, CAUSEWAY_SETTINGS: settings, DATABASE_URL: database.url },
    ...{ SIMULATORS: 'off', LOG_LEVEL: 'silent', PORT: '0' },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
  };
  const clean = async (): Promise<void> => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  // The day after: stays of that day are recent, which is what lets a clinician of the organisation read of them.
  const clock = fixedClock('2013-02-12T10:00:00.000Z' as Instant);
  const causeway = await startCauseway({ environment: readEnvironment(env), env, clock, log: () => undefined }).catch(
    async (error: unknown) => {
      await clean();
      throw error;
    },
  );
  const { tokenFor } = causeway;
  const { feeds, worker, store } = causeway.adapters;
  if (!tokenFor || !feeds || !worker) throw new Error('This needs development tokens, feeds and a worker');
  const token = await tokenFor({ role: 'clinician', organisation: 'RRV' as OdsCode });
  const ask: UclhHospital['ask'] = async (query, variables = {}) => {
    const response = await fetch(`${causeway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as Partial<Reply>;
    return { data, errors };
  };
  return {
    store,
    send: async (feed, messages) => {
      const client = await connectMllp({ host: '127.0.0.1', port: feeds.ports.get(feed) ?? 0, timeoutMs: 20_000 });
      try {
        const replies: string[] = [];
        for (const message of messages) replies.push(told(await client.send(message)));
        return replies;
      } finally {
        await client.close();
        await worker.drain();
      }
    },
    ask,
    census: async (organisation) => at(await ask(CENSUS, { organisation }), 'encounters.nodes'),
    close: async () => {
      await causeway.close();
      await clean();
    },
  };
};
