import { freshDatabase, type FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { Agreement } from '../../schema/migration/evidence';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import { instantOf, MINUTE, type Instant } from '../../schema/time';
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

const figures = (of: Partial<MigrationRoute> = {}) => {
  const feed = (name: string, instance: InstanceName) => ({ name, instance, silenceMs: 900_000 });
  const system = (id: InstanceName) => [id, { id, conditions: [] } as unknown as RegisteredSystem] as const;
  const means = {
    ...{ store: database.store, clock: fixedClock(AT), agreement: () => Promise.resolve(NOTHING) },
    kindOf: (name: InstanceName) => KINDS.find(({ kind }) => name.startsWith(`${kind.kind}@`))?.kind,
    feeds: [feed('pas-adt', 'pas@RWE'), feed('nervecentre-adt', 'nervecentre@RWE')],
  } as unknown as PlanMeans;
  return readinessFigures({ ...ROUTE, ...of }, new Map([system('pas@RWE'), system('nervecentre@RWE')]), means);
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

test('a candidate is as fresh as the most silent of its feeds, and as what waits of them; one never heard is not known', async () => {
  const { pool } = database.store;
  const fresh = async () => (await figures({ control: 'nervecentre@RWE', candidate: 'pas@RWE' }))?.freshness;
  const heard = async (feed: string, minutesAgo: number): Promise<string> => {
    const { rows } = await pool.query<{ seq: string }>(
      `insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
         sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
       values ($1, 'pas@RWE', $2, 'x', 'x', 'utf-8', $3, '', '', 'ADT', 'A01', '1', 'P', '2.4', true, '{}', 'translated')
       returning seq`,
      [feed, instantOf(Date.parse(AT) - minutesAgo * MINUTE), String(minutesAgo)],
    );
    return rows[0]?.seq ?? '';
  };
  await pool.query(`insert into known_feed (name, instance) values ('pas-adt', 'pas@RWE'), ('pas-mfn', 'pas@RWE')`);
  const first = await heard('pas-adt', 50);
  await heard('pas-adt', 1);
  expect(await fresh()).toBeNull();
  await heard('pas-mfn', 5);
  expect(await fresh()).toEqual({ ageMs: 5 * MINUTE, allowedMs: 15 * MINUTE });
  await pool.query(`insert into backlog (feed, key, pending, since) values ('pas-adt', 'a', 1, $1)`, [first]);
  expect(await fresh()).toEqual({ ageMs: 50 * MINUTE, allowedMs: 15 * MINUTE });
});
