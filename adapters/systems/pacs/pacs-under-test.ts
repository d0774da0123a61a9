import { fixedClock } from '../../../schema/clock';
import type { Answer } from '../../../schema/answer';
import type { Ask, Selection } from '../../../schema/capabilities';
import type { ImagingStudy } from '../../../schema/clinical/imaging';
import type { PersonIdentity } from '../../../schema/clinical/person';
import { hospitalNumberSystem } from '../../../schema/identifiers';
import type { OdsCode } from '../../../schema/identifiers';
import type { Instant, PartialDate } from '../../../schema/time';
import { unabandoned } from '../../../schema/unabandoned';
import type { Connection } from '../../contract';
import type { SimPerson } from '../../simulation/hospital';
import { pacs } from '.';

export const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
export const clock = fixedClock(ANCHOR);

const ask: Ask = {
  viewer: {
    userId: '555000000001',
    name: 'Ann Ward',
    role: 'clinician',
    roleProfileId: 'UNK',
    organisation: 'RWE' as OdsCode,
    organisationName: 'University Hospitals of Leicester',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
  operation: 'Test',
  requestId: 'request-1',
  deadline: clock.millis() + 5_000,
  signal: unabandoned(),
  clock,
};

/** A connection as the process makes one: settings through the schema, then opened. */
export const connectTo = (baseUrl: string, more: object = {}): Connection =>
  pacs.connect(pacs.config.parse({ baseUrl, ...more }), {
    instance: 'pacs@RWE',
    clock,
    projections: {
      forPeople: () => Promise.reject(new Error('A PACS is asked live')),
      forPlaces: () => Promise.reject(new Error('A PACS is asked live')),
      heardUntil: () => Promise.resolve(null),
    },
  });

/** A person as the index would know them: verified when the PAS traced the number. */
export const identityOf = (person: SimPerson, also: readonly SimPerson[] = []): PersonIdentity => {
  const { nhsNumber } = person;
  return {
    id: `id-${person.key}` as PersonIdentity['id'],
    mergedIds: [],
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    nhsNumberVerified: nhsNumber !== undefined && person.traceStatus === '01',
    identifiers: [person, ...also].flatMap(({ rweNumber }) =>
      rweNumber === undefined ? [] : [{ system: hospitalNumberSystem('RWE'), value: rweNumber }],
    ),
    birthDate: person.birthDate as string as PartialDate,
    records: [],
    restricted: person.restricted,
    epoch: 0,
  };
};

export const studiesOf = async (
  connection: Connection,
  person: PersonIdentity,
  selection: Selection = {},
): Promise<Answer<readonly ImagingStudy[]>> => {
  const answers = await connection.sources.people['imaging-studies']?.([person], selection, ask);
  const [answer] = answers ?? [];
  if (answer === undefined) throw new Error('The PACS gave no answer for the person asked');
  return answer;
};

/** The value of an answer that was found; fails the test otherwise. */
export const valueOf = <T>(answer: Answer<T>): T => {
  if (answer.kind !== 'found') throw new Error(`Expected an answer that was found, not ${answer.kind}`);
  return answer.value;
};
