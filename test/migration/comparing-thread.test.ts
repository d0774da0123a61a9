import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnvironment } from '../../adapters/settings/environment';
import { createBeginRehearsal } from '../../adapters/shadow';
import { startCauseway, type Causeway } from '../../gateway/assembly/causeway';
import type { Ask } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import type { OdsCode } from '../../schema/identifiers';
import { DAY, instantOf } from '../../schema/time';
import { hospitalEnvironment } from '../scenarios/hospital-environment';
import { seededHospital, type SeededHospital } from '../scenarios/seeded';

/**
 * An installation as `npm start` has it, by the clock of the machine: what compares has a thread of its own, with a store,
 * connections and a ledger of its own.
 */
const ENCOUNTERS = 'RWE/encounters/inpatient-record';
const settings = join(__dirname, '../../adapters/settings');

let seeded: SeededHospital;
let causeway: Causeway;
const lines: string[] = [];
beforeAll(async () => {
  seeded = await seededHospital();
  const file = join(seeded.folder, 'estate.yaml');
  const shipped = readFileSync(join(settings, 'leicester.yaml'), 'utf8').replace(
    /^register: /m,
    `register: ${settings}/`,
  );
  writeFileSync(file, `${shipped}\nshadow: { every: 0s, settle: 1s, watch: 1s }\n`);
  const env = { ...hospitalEnvironment(seeded.folder, seeded.database.url), CAUSEWAY_SETTINGS: file };
  causeway = await startCauseway({
    ...{ environment: readEnvironment(env), env, clock: systemClock, workerThread: true },
    log: (line) => void lines.push(line),
  });
  await causeway.adapters.simulated?.settled();
  await causeway.adapters.worker?.drain();
  await move('shadow');
}, 180_000);
afterAll(async () => {
  await causeway.close();
  await seeded.database.drop();
  rmSync(seeded.folder, { recursive: true, force: true });
});

const move = async (stage: string): Promise<void> => {
  await seeded.database.store.pool.query(
    `update route set stage = $1, moved_by = 'test', why = 'test' where candidate is not null`,
    [stage],
  );
  await causeway.adapters.ledger.reload();
};
const ask = async (query: string, role: 'nurse', organisation: string, ward: string): Promise<unknown> => {
  const token = await causeway.tokenFor?.({ role, wards: [ward], organisation: organisation as OdsCode });
  const response = await fetch(`${causeway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(200);
  return response.json();
};
const OBSERVED = `{ encounters(filter: { organisations: ["RT5"] }, first: 50) { nodes { patient {
  observations(first: 50) { nodes { id } } } } } }`;
const compared = (): number =>
  causeway.adapters
    .shadowed()
    .filter(({ fate }) => fate === 'compared')
    .reduce((sum, { count }) => sum + count, 0);
const outcomes = async (where: string): Promise<readonly string[]> => {
  const { rows } = await seeded.database.store.pool.query<{ outcome: string }>(
    `select distinct outcome from shadow_comparison where ${where} and outcome <> 'in-flight' order by 1`,
  );
  return rows.map(({ outcome }) => outcome);
};
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(50);
};

/** Asks again what was asked of stays, in the thread, to its end. */
const rehearsed = async (): Promise<readonly string[]> => {
  const { store } = causeway.adapters;
  const at = systemClock.millis();
  const by: Ask['viewer'] = {
    ...{ userId: 'p1', name: 'PLANNER Pat', role: 'migration-planner', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
  };
  const id = await createBeginRehearsal({ store, clock: systemClock })({
    ...{ route: ENCOUNTERS, window: { from: instantOf(at - DAY), to: instantOf(at + DAY) }, most: 5 },
    ...{ reason: 'before the first step', by },
  });
  await until(async () => {
    const { rows } = await store.pool.query('select 1 from rehearsal where id = $1 and finished_at is not null', [id]);
    return rows.length === 1;
  });
  // What was found in the last second is on its way.
  await until(async () => (await outcomes(`rehearsal = ${Number(id)}`)).length > 0);
  return outcomes(`rehearsal = ${Number(id)}`);
};

test('live reads are compared by the thread, with the real adapters, and not once the route is off', async () => {
  await ask(OBSERVED, 'nurse', 'RT5', 'RT5|CEDAR');
  expect(compared()).toBeGreaterThan(0);
  await until(async () => (await outcomes(`route like 'RT5/%' and origin = 'live'`)).length > 0);
  await move('off');
  const before = compared();
  await ask(OBSERVED, 'nurse', 'RT5', 'RT5|CEDAR');
  expect(compared()).toBe(before);
  expect(causeway.adapters.shadowed().filter(({ fate }) => fate === 'failed')).toEqual([]);
  expect(lines.filter((line) => line.includes('compar'))).toEqual([]);
}, 60_000);

test('a system that is retired is an archive for the thread, too, from the moment of the change', async () => {
  await ask(
    '{ encounters(filter: { organisations: ["RWE"] }, first: 50) { nodes { id } } }',
    'nurse',
    'RWE',
    'RWE|W12',
  );
  await until(async () => {
    const { rows } = await seeded.database.store.pool.query(
      `select 1 from recorded_ask where capability = 'encounters'`,
    );
    return rows.length > 0;
  });
  // Its feed has been silent for longer than was agreed.
  expect(await rehearsed()).toEqual(['control-failed']);
  await seeded.database.store.pool.query(`update system_instance set lifecycle = 'retired' where name = 'pas@RWE'`);
  // It hears of it by itself, a moment later.
  await until(async () => !(await rehearsed()).includes('control-failed'));
}, 60_000);

test('a ramp that breaks its budget is sent back by the thread, and whom it asked about is on record', async () => {
  const { pool } = seeded.database.store;
  const route = 'RT5/observations/departmental-record';
  // No candidate answers within a millisecond.
  await pool.query(
    `insert into ramp_budget (route, error_percent, latency_ms, severe_percent, minimum_sample, window_seconds)
     values ($1, 100, 1, 100, 5, 300)`,
    [route],
  );
  const stage = async (): Promise<string | undefined> => {
    const { rows } = await pool.query<{ stage: string }>(
      `select stage from route where organisation || '/' || capability || '/' || role = $1`,
      [route],
    );
    return rows[0]?.stage;
  };
  await pool.query(
    `update route set stage = 'ramp', percent = 10, moved_by = 'test', why = 'test', at = now()
     where organisation || '/' || capability || '/' || role = $1`,
    [route],
  );
  await until(async () => (await stage()) !== 'ramp');
  // Told of by the moment at which it has gone back.
  const { rows: told } = await pool.query<{ words: string }>(
    `select words from migration_alert where kind = 'rolled-back' and about = $1`,
    [route],
  );
  expect(told).toHaveLength(1);
  expect(told[0]?.words).toMatch(/candidate's 95th percentile is \d+ ms \(allowed: 1 ms\)/);
  const { rows: probes } = await pool.query<{ note: string }>(
    `select distinct note from read_audit where operation = 'Probe' and outcome = 'answered'`,
  );
  expect(probes).toEqual([{ note: `probe of the ramp of ${route}` }]);
}, 120_000);
