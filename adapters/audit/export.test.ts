import type { Ask } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { exportReads } from './export';
import { recordRead, type ReadRecord } from './record';

const MAVIS = 'pt_1' as PersonId;
const MERGED = 'pt_2' as PersonId;
const OTHER = 'pt_3' as PersonId;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const ask = (requestId: string): Ask => ({
  viewer: {
    ...{ userId: '555000000020', name: 'WARD Ann', role: 'nurse', roleProfileId: '555000000022' },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL', wards: [] },
  },
  ...{ purpose: 'TREAT', client: 'ward-app', operation: 'Header', requestId, deadline: 0 },
  ...{ signal: new AbortController().signal, clock },
});
const read = (requestId: string, more: Partial<ReadRecord>): ReadRecord => ({
  ...{ ask: ask(requestId), capability: 'allergies', persons: [], instances: ['pas@RWE'], outcome: 'answered' },
  ...more,
});

let database: FreshDatabase;
const recorded: string[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  const { pool } = database.store;
  await recordRead(
    pool,
    read('r-1', { capability: 'demographics', persons: [MERGED], note: 'find by nhsNumber: one' }),
  );
  await recordRead(pool, read('r-1', { persons: [MAVIS, OTHER] }));
  await recordRead(pool, read('r-1', { capability: 'problems', outcome: 'refused', note: 'The role may not.' }));
  await recordRead(pool, read('r-2', { persons: [OTHER] }));
});
afterAll(() => database.drop());

const exported = async (since: string): Promise<readonly Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  const means = {
    db: database.store.db,
    personBy: () =>
      Promise.resolve({
        ...{ id: MAVIS, epoch: 1, mergedIds: [MERGED], identifiers: [], restricted: false, records: [] },
        ...{ nhsNumber: '9990000018' as NhsNumber, nhsNumberVerified: true },
      }),
    authorise: () => Promise.resolve(),
    record: (_: Ask, person: PersonId, note: string) => Promise.resolve(void recorded.push(`${person} ${note}`)),
  };
  for await (const event of exportReads(means, { patient: MERGED, since: since as Instant }, ask('r-3'))) {
    expect(recorded).not.toEqual([]);
    found.push(event);
  }
  return found;
};

it('gives every read of the person, under any of their ids, in the patterns of IHE BALP', async () => {
  const events = await exported('2026-11-20T00:00:00.000Z');
  const balp = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit';
  expect(events.map(({ action, outcome, outcomeDesc, meta }) => [action, outcome, outcomeDesc, meta])).toEqual([
    ['E', '0', undefined, { profile: [`${balp}.PatientQuery`] }],
    ['R', '0', undefined, { profile: [`${balp}.PatientRead`] }],
    ['R', '4', 'The role may not.', undefined],
  ]);
  const [query, whole] = events;
  expect(whole).toMatchObject({
    resourceType: 'AuditEvent',
    type: { code: 'rest' },
    subtype: [{ code: 'read' }],
    recorded: '2026-11-20T10:00:00.000Z',
    purposeOfEvent: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' }] }],
    agent: [
      { type: { coding: [{ code: '110152' }] }, who: { identifier: { value: 'ward-app' } }, requestor: false },
      { type: { coding: [{ code: '110153' }] }, requestor: false },
      {
        who: { identifier: { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: '555000000020' } },
        requestor: true,
        role: [{ text: 'nurse' }, { coding: [{ code: '555000000022' }] }],
      },
      { who: { identifier: { value: 'RWE' } } },
    ],
    entity: [
      { what: { reference: 'Patient/pt_1', identifier: { value: '9990000018' } }, role: { code: '1' } },
      { what: { display: 'allergies, pas@RWE' }, role: { code: '4' } },
      { what: { identifier: { value: 'r-1' } }, type: { code: 'XrequestId' } },
    ],
  });
  expect(JSON.stringify(events)).not.toContain(OTHER);
  const [, { query: text } = { query: '' }] = query?.['entity'] as { query: string }[];
  expect(Buffer.from(text, 'base64').toString()).toBe('demographics; find by nhsNumber: one');
  expect(recorded).toEqual(['pt_1 access log exported as AuditEvent']);
});

it('gives nothing of before the moment that is asked for', async () => {
  expect(await exported('2026-11-21T00:00:00.000Z')).toEqual([]);
});
