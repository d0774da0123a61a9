import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Agreement } from '../../schema/migration/evidence';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { Instant } from '../../schema/time';
import { KINDS } from '../registry';
import type { PlanMeans } from './plan-means';
import { readinessFigures } from './readiness-figures';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const NOTHING: Agreement = {
  ...{ outcomes: new Map(), severities: new Map(), fields: [], records: 0, matchedRecords: null, noise: null },
  ...{ reads: null, losses: new Map() },
};
const ROUTE = {
  ...{ id: 'RWE/encounters/inpatient-record', capability: 'encounters', control: 'pas@RWE' },
  candidate: 'nervecentre@RWE',
} as unknown as MigrationRoute;

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const figures = () => {
  const feed = (name: string, instance: InstanceName) => ({ name, instance, silenceMs: 900_000 });
  const system = (id: InstanceName) => [id, { id, conditions: [] } as unknown as RegisteredSystem] as const;
  const means = {
    ...{ store: database.store, clock: fixedClock(AT), agreement: () => Promise.resolve(NOTHING) },
    kindOf: (name: InstanceName) => KINDS.find(({ kind }) => name.startsWith(`${kind.kind}@`))?.kind,
    feeds: [feed('pas-adt', 'pas@RWE'), feed('nervecentre-adt', 'nervecentre@RWE')],
  } as unknown as PlanMeans;
  return readinessFigures(ROUTE, new Map([system('pas@RWE'), system('nervecentre@RWE')]), means);
};
const read = (day: string) =>
  database.store.pool.query(
    `insert into field_use (day, client, operation, field, capability, system, requests, last_at)
     values ($1::date, 'board', 'Q', 'LabReport.code', 'lab-reports', 'lims@RWE', 1, $1::date)`,
    [day],
  );

test('that everybody is known, or that nobody reads what would be lost, is not said where nothing was heard or counted', async () => {
  const before = await figures();
  expect(before?.fields?.lost).toContain('Encounter.admissionSource');
  expect([before?.people, before?.readers]).toEqual([null, null]);
  await read('2026-11-12');
  expect((await figures())?.readers).toBeNull();
  await read('2026-09-12');
  await database.store.pool.query(`insert into person (id, created_at) values ('pt_1', now())`);
  await database.store.pool.query(
    `insert into person_record (instance, record_id, person_id, own_person_id) values ('pas@RWE', 'a', 'pt_1', 'pt_1')`,
  );
  const after = await figures();
  expect([after?.people, after?.readers]).toEqual([
    { control: 1, candidate: 0 },
    { all: 0, losing: [] },
  ]);
});
