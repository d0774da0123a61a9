import { randomBytes } from 'node:crypto';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Ask } from '../../schema/capabilities';
import { fixedClock, now } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Evidence } from '../../schema/migration/evidence';
import type { Instant } from '../../schema/time';
import { syncRoutes, type LedgerSettings, type RouteSetting } from '../ledger';
import { createRecorder } from '../routing';
import { createAudit, seenKey } from '../audit';
import { rolePolicy } from '../access';
import { createEvidence } from './evidence';

const clock = fixedClock('2026-06-01T09:00:00.000Z' as Instant);
const ask = {
  viewer: {
    userId: 'u1',
    name: 'Pat',
    role: 'migration-planner',
    roleProfileId: 'UNK',
    organisation: 'RWE',
    wards: [],
  },
  ...{ purpose: 'HOPERAT', client: 'dashboard', operation: 'Q', requestId: 'r1', clock },
  ...{ deadline: clock.millis() + 10_000, signal: new AbortController().signal },
} as unknown as Ask;

let database: FreshDatabase;
let evidence: Evidence;
beforeAll(async () => {
  database = await freshDatabase();
  const { store } = database;
  const instance = { kind: 'pas', system_name: 'HISS', organisation: 'RWE', organisation_name: 'UHL' };
  await store.db
    .insertInto('system_instance')
    .values({ name: 'pas@RWE', ...instance, lifecycle: 'live' })
    .execute();
  await store.db
    .insertInto('route')
    .values({
      ...{ organisation: 'RWE', capability: 'wards', role: 'inpatient-record', control: 'pas@RWE', candidate: null },
      ...{ stage: 'live', needed: true, moved_by: null, at: now(clock), why: 'so' },
    })
    .execute();
  evidence = createEvidence({
    ...{ store, clock, recorder: createRecorder(createAudit(store, seenKey(randomBytes(32))), rolePolicy, {}) },
    ...{ index: {} as never, key: randomBytes(32), budgetOf: () => Promise.reject(new Error('not asked')) },
  });
});
afterAll(() => database.drop());

test('a route or a rehearsal that nobody knows is not one without differences', async () => {
  const unknown = { code: 'BAD_USER_INPUT', message: 'route is not known' };
  await expect(evidence.comparisons({ route: 'RWE/ward/x' }, 20, null, ask)).rejects.toMatchObject(unknown);
  await expect(evidence.rehearsals('RWE/ward/x', ask)).rejects.toMatchObject(unknown);
  const rehearsal = { code: 'BAD_USER_INPUT', message: 'rehearsal is not known' };
  for (const id of ['rh_7', 'the last one'])
    await expect(evidence.comparisons({ rehearsal: id }, 20, null, ask)).rejects.toMatchObject(rehearsal);
  const route = 'RWE/wards/inpatient-record';
  expect(await evidence.comparisons({ route }, 20, null, ask)).toEqual({ comparisons: [], next: null });
  expect(await evidence.rehearsals(route, ask)).toEqual([]);
});

test('a rehearsal is over, and none of the route any more, where the settings name another candidate since', async () => {
  const { store } = database;
  const RWE = 'RWE' as OdsCode;
  const later = fixedClock('2026-06-01T10:00:00.000Z' as Instant);
  const settings = (candidate: InstanceName, more: Partial<RouteSetting> = {}): LedgerSettings => ({
    kinds: new Map([['pas', ['flags']]]),
    systems: (['pas@RWE', 'one@RWE', 'other@RWE'] as const).map((name) => ({
      ...{ name, kind: 'pas', systemName: name, organisation: RWE, organisationName: 'UHL', lifecycle: 'live' },
    })),
    routes: [
      {
        ...{ organisation: RWE, capability: 'flags', role: 'inpatient-record', control: 'pas@RWE', candidate },
        ...{ needed: true, ...more },
      },
    ],
  });
  const route = 'RWE/flags/inpatient-record';
  const told = async (of: string | null) => (await evidence.rehearsals(of, ask)).map(({ finishedAt }) => finishedAt);
  await syncRoutes(store, settings('one@RWE'), clock);
  const at = now(clock);
  await store.db
    .insertInto('rehearsal')
    .values({ route, at, by_name: 'Pat', by_role: '', reason: 'so', from_at: at, to_at: at, ask_ids: [1], done: 0 })
    .execute();
  await syncRoutes(store, settings('one@RWE', { needed: false }), later);
  expect(await told(route)).toEqual([null]);
  await syncRoutes(store, settings('other@RWE'), later);
  expect(await told(route)).toEqual([]);
  expect(await told(null)).toEqual([now(later)]);
});
