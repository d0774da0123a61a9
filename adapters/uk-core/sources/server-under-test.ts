import { found, type SourceStamp } from '../../../schema/answer';
import { fixedClock } from '../../../schema/clock';
import type { Ask } from '../../../schema/capabilities';
import type { ClinicalRecord } from '../../../schema/clinical/values';
import type { InstanceName, OdsCode } from '../../../schema/identifiers';
import type { Instant } from '../../../schema/time';
import { unabandoned } from '../../../schema/unabandoned';
import { readAs, type FhirResource } from '../../wire/fhir/values';
import { localVocabulary } from '../vocabulary';
import { recordSource } from './reading';
import { personAt } from './registered-under-test';
import type { Dialect, UkCoreServer } from '../server';
import type { PersonSource } from '../../contract';

export const AT = '2026-11-20T10:00:00.000Z' as Instant;
const RT5 = 'RT5' as OdsCode;
export const LOCAL = localVocabulary('https://systems.example');
const clock = fixedClock(AT);
export const ask: Ask = {
  viewer: {
    ...{ userId: '555000000001', name: 'WARD Ann', role: 'nurse', roleProfileId: 'UNK' },
    ...{ organisation: RT5, organisationName: 'Leicestershire Partnership', wards: [] },
  },
  ...{ purpose: 'TREAT', client: 'test', operation: 'Test', requestId: 'request-1', clock, signal: unabandoned() },
  deadline: clock.millis() + 5_000,
};
export const person = personAt(RT5)(['L1']);

/** Gives every record of the search to everybody who is asked about: whose it is, is no matter here. */
const everybodys: Dialect['people'] = {
  parameter: 'patient',
  namesOf: () => [],
  ask: async (server, people, search, asking) => {
    const searched = await server.search(search.what, search.query, asking);
    const read = search.reader(searched);
    const records = searched.matches.flatMap((each) => {
      const one = readAs(search.schema, each);
      return read(one, recordSource(one, searched.source), search.subject(one)) ?? [];
    });
    return people.map(() => found(records, searched.source));
  },
};

/** A server of the organisation that holds these resources; one without an id it calls 1. */
export const serverWith = (instance: InstanceName, ...resources: readonly object[]): UkCoreServer => {
  const source: SourceStamp = { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' };
  const matches = resources.map((resource) => ({ id: '1', ...resource }) as FhirResource);
  return {
    dialect: { name: 'A system', local: LOCAL, lastN: true, people: everybodys },
    ...{ instance, organisation: RT5, clock, stamp: () => source },
    search: () => Promise.resolve({ matches, included: [], warnings: [], complete: true, source }),
    close: () => Promise.resolve(),
  };
};

export type Lists = (
  server: UkCoreServer,
) => (...asked: Parameters<PersonSource<'documents'>>) => Promise<readonly unknown[]>;

/** The records that a server with these resources gives of one person. */
export const recordsWith = async (
  lists: Lists,
  instance: InstanceName,
  ...resources: readonly object[]
): Promise<readonly ClinicalRecord[]> => {
  const answers = await lists(serverWith(instance, ...resources))([person], {}, ask);
  return answers.flatMap((answer) => (answer as { readonly value: readonly ClinicalRecord[] }).value);
};
