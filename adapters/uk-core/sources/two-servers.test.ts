import { found, type SourceStamp } from '../../../schema/answer';
import { fixedClock } from '../../../schema/clock';
import type { Ask } from '../../../schema/capabilities';
import type { ClinicalRecord } from '../../../schema/clinical/values';
import type { InstanceName, OdsCode } from '../../../schema/identifiers';
import type { Instant } from '../../../schema/time';
import { unabandoned } from '../../../schema/unabandoned';
import { readAs, type FhirResource } from '../../wire/fhir/values';
import { localVocabulary, NEWS2_TOTAL } from '../vocabulary';
import { allergiesOfPeople } from './allergies';
import { appointmentsOfPeople } from './appointments';
import { careTeamOfPeople } from './care-team';
import { documentsOfPeople } from './documents';
import { earlyWarningOfPeople } from './early-warning';
import { encountersOfPeople } from './encounters';
import { observationsOfPeople } from './observations';
import { preferencesOfPeople } from './preferences';
import { personAt } from './registered-under-test';
import type { Dialect, UkCoreServer } from '../server';
import type { PersonSource } from '../../contract';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const RT5 = 'RT5' as OdsCode;
const LOCAL = localVocabulary('https://systems.example');
const clock = fixedClock(AT);
const ask: Ask = {
  viewer: {
    ...{ userId: '555000000001', name: 'WARD Ann', role: 'nurse', roleProfileId: 'UNK' },
    ...{ organisation: RT5, organisationName: 'Leicestershire Partnership', wards: [] },
  },
  ...{ purpose: 'TREAT', client: 'test', operation: 'Test', requestId: 'request-1', clock, signal: unabandoned() },
  deadline: clock.millis() + 5_000,
};
const person = personAt(RT5)(['L1']);

/** Gives every record of the search to everybody who is asked about: whose it is, is no matter here. */
const everybodys: Dialect['people'] = {
  parameter: 'patient',
  namesOf: () => [],
  ask: async (server, people, search, asking) => {
    const searched = await server.search(search.what, search.query, asking);
    const read = search.reader(searched);
    const records = searched.matches.flatMap(
      (each) => read(readAs(search.schema, each), { ...searched.source, asOf: AT }) ?? [],
    );
    return people.map(() => found(records, searched.source));
  },
};

/** A server of the organisation that holds one resource, which it calls 1. */
const serverWith = (instance: InstanceName, resource: object): UkCoreServer => {
  const source: SourceStamp = { instance, asOf: AT, retrievedAt: AT, freshness: 'LIVE' };
  const matches = [{ ...resource, id: '1' } as FhirResource];
  return {
    dialect: { name: 'A system', local: LOCAL, lastN: true, people: everybodys },
    ...{ instance, organisation: RT5, clock, stamp: () => source },
    search: () => Promise.resolve({ matches, included: [], warnings: [], complete: true, source }),
    close: () => Promise.resolve(),
  };
};

const subject = { reference: 'Patient/1' };
const code = { text: 'Something' };

type Lists = (server: UkCoreServer) => (...asked: Parameters<PersonSource<'documents'>>) => Promise<readonly unknown[]>;

const keysOf = async (lists: Lists, resource: object): Promise<readonly string[]> => {
  const answers = await Promise.all(
    (['old@RT5', 'new@RT5'] as const).map((instance) => lists(serverWith(instance, resource))([person], {}, ask)),
  );
  return answers.flat().flatMap((answer) => {
    const { value } = answer as { readonly value: readonly ClinicalRecord[] };
    return value.map(({ key }) => key);
  });
};

test.each<[string, Lists, object]>([
  ['allergies', allergiesOfPeople, { resourceType: 'AllergyIntolerance', code, patient: subject }],
  [
    'appointments',
    (server) => appointmentsOfPeople(server, 'community'),
    { resourceType: 'Appointment', status: 'booked', start: AT, participant: [] },
  ],
  ['care teams', careTeamOfPeople, { resourceType: 'CareTeam', subject }],
  [
    'documents',
    documentsOfPeople,
    { resourceType: 'DocumentReference', status: 'current', type: code, subject, content: [] },
  ],
  [
    'observations',
    observationsOfPeople,
    { resourceType: 'Observation', status: 'final', code, subject, effectiveDateTime: AT },
  ],
  [
    'scores',
    earlyWarningOfPeople,
    {
      ...{ resourceType: 'Observation', status: 'final', subject, effectiveDateTime: AT, valueInteger: 3 },
      code: { coding: [{ code: NEWS2_TOTAL }] },
    },
  ],
  [
    'preferences',
    preferencesOfPeople,
    { resourceType: 'Flag', status: 'active', category: [{ coding: [{ code: 'resuscitation' }] }], code, subject },
  ],
])('%s of two systems of an organisation that give them the same id are two', async (_, lists, resource) => {
  const { resourceType } = resource as FhirResource;
  expect(await keysOf(lists, resource)).toEqual([`old@RT5|${resourceType}/1`, `new@RT5|${resourceType}/1`]);
});

test('a stay is known by its visit number, which is the hospital’s, whichever system tells of it', async () => {
  const stay = {
    ...{ resourceType: 'Encounter', status: 'in-progress', class: { code: 'IMP' }, subject },
    identifier: [{ system: LOCAL.visitSystem, value: '900002' }],
  };
  expect(await keysOf(encountersOfPeople, stay)).toEqual(['RT5|900002', 'RT5|900002']);
});
