import { fixedClock, now } from '../../schema/clock';
import type { Capability } from '../../schema/capabilities';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { answering, createLedger, syncRoutes, type LedgerSettings, type RouteSetting, type SystemInstance } from '.';

const RWE = 'RWE' as OdsCode;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const system = (name: InstanceName, kind: string | null): SystemInstance => ({
  ...{ name, kind, systemName: name, organisation: RWE, organisationName: 'University Hospitals' },
  lifecycle: kind === null ? 'not-connected' : 'live',
});
const route = (capability: Capability, control: InstanceName, more: Partial<RouteSetting> = {}): RouteSetting => ({
  ...{ organisation: RWE, capability, role: 'inpatient-record', control, needed: true },
  ...more,
});
const kinds = new Map<string, Capability[]>([
  ['pas', ['demographics', 'encounters']],
  ['gp-connect', ['allergies']],
]);
const settings = (routes: RouteSetting[]): LedgerSettings => ({
  systems: [system('pas@RWE', 'pas'), system('pas2@RWE', 'pas'), system('pds@SPINE', null)],
  routes,
  kinds,
});
const usual = [
  route('encounters', 'pas@RWE'),
  route('demographics', 'pas@RWE'),
  route('demographics', 'pds@SPINE', { organisation: 'SPINE' as OdsCode, role: 'national-record', needed: false }),
  route('allergies', 'gp-connect@*', { organisation: '*', role: 'gp-record' }),
];

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

it('names every route that cannot be, in one error, and writes nothing', async () => {
  const wrong = settings([
    route('allergies', 'pas@RWE'),
    route('flags', 'nervecentre@RWE'),
    route('problems', 'gp-connect@*', { organisation: '*' }),
    route('allergies', 'gp-connect@*', { organisation: '*', role: 'gp-record', candidate: 'pas@*' }),
    route('allergies', 'gp-connect@*', { organisation: '*', role: 'community-record', candidate: 'pas@RWE' }),
    route('encounters', 'pas@*' as InstanceName),
    route('demographics', 'pas@RWE'),
    route('demographics', 'pas2@RWE'),
    route('encounters', 'pas@RWE', { role: 'departmental-record', candidate: 'pds@SPINE' as InstanceName }),
  ]);
  const error = await syncRoutes(database.store, wrong, clock).then(
    () => '',
    (reason: Error) => reason.message,
  );
  for (const part of [
    'allergies of RWE (inpatient-record) to pas@RWE: pas does not provide allergies',
    'nervecentre@RWE is not among the systems',
    'gp-connect does not provide problems',
    'only a route of the registered practice',
    'allergies of * (gp-record), planned to move to pas@*: pas does not provide allergies',
    'allergies of * (community-record), planned to move to pas@RWE: a route of the registered practice (*) moves to',
    'encounters of RWE (departmental-record), planned to move to pds@SPINE: pds@SPINE is not a connected system',
    'to pas2@RWE: the same organisation, capability and role is routed twice',
  ])
    expect(error).toContain(part);
  expect(await database.store.db.selectFrom('route').selectAll().execute()).toEqual([]);
});

it('tells of each route that left the settings, unless a person has moved it or it only answers by another system', async () => {
  const { store } = database;
  expect(await syncRoutes(store, settings(usual), clock)).toEqual([]);
  expect(await syncRoutes(store, settings([...usual.slice(1, 3), route('encounters', 'pas2@RWE')]), clock)).toEqual([
    'allergies of * (gp-record) has left the settings: gp-connect@* is not asked for it any more',
  ]);
  await store.db.updateTable('route').set({ moved_by: 'MOVE Mina' }).where('capability', '=', 'demographics').execute();
  expect(await syncRoutes(store, settings([]), clock)).toEqual([
    'encounters of RWE (inpatient-record) has left the settings: pas2@RWE is not asked for it any more',
  ]);
});

it('keeps what a person has moved, follows the settings elsewhere, and rests when nothing differs', async () => {
  const { store } = database;
  await syncRoutes(store, settings(usual), clock);
  await store.db
    .updateTable('route')
    .set({ control: 'pas2@RWE', moved_by: 'MOVE Mina' })
    .where('capability', '=', 'encounters')
    .execute();
  const ledger = await createLedger({ store });
  const version = ledger.version();
  await syncRoutes(store, settings(usual), clock);
  await ledger.reload();
  expect(ledger.version()).toBe(version);
  await syncRoutes(store, settings([route('demographics', 'pas2@RWE')]), clock);
  await ledger.reload();
  expect(ledger.version()).toBeGreaterThan(version);
  const controls = (capability: Capability) => ledger.routesFor(capability).map(({ control }) => control);
  expect([controls('encounters'), controls('demographics'), controls('allergies')]).toEqual([
    ['pas2@RWE'],
    ['pas2@RWE'],
    [],
  ]);
  await ledger.close();
});

it('ends the alert of a route that is none any more, and says why; one of a route that stays goes on', async () => {
  const { store } = database;
  const about = (capability: string) => `RWE/${capability}/inpatient-record`;
  const alert = (capability: string) => ({
    ...{ kind: 'rolled-back' as const, about: about(capability), since: now(clock), words: 'It went back' },
  });
  await syncRoutes(store, settings(usual), clock);
  await store.db.insertInto('migration_alert').values(['encounters', 'demographics'].map(alert)).execute();
  const open = async () =>
    (await store.db.selectFrom('migration_alert').selectAll().orderBy('about').execute()).map(
      ({ about, over_at, over_by, over_why }) => [about, over_at !== null, over_by, over_why],
    );
  await syncRoutes(store, settings(usual), clock);
  expect(await open()).toEqual([
    [about('demographics'), false, null, null],
    [about('encounters'), false, null, null],
  ]);
  await syncRoutes(store, settings([route('demographics', 'pas2@RWE')]), clock);
  expect(await open()).toEqual([
    [about('demographics'), false, null, null],
    [about('encounters'), true, 'settings', 'the route is in the ledger no more'],
  ]);
});

it('adds no route to a group that has moved without it, unless whoever answers there by now answers for it, too', async () => {
  const { store } = database;
  const kindsOfStays = new Map<string, Capability[]>([['pas', ['encounters', 'wards']]]);
  const stays = (...routes: RouteSetting[]) => ({ ...settings(routes), kinds: kindsOfStays });
  const moving = route('encounters', 'pas@RWE', { candidate: 'pas2@RWE' });
  const joining = route('wards', 'pas@RWE', { candidate: 'pas2@RWE' });
  const rows = async () =>
    (await store.db.selectFrom('route').selectAll().orderBy('capability').execute()).map(
      ({ capability, control, stage }) => `${capability} ${control} ${stage}`,
    );
  await syncRoutes(store, stays(moving), clock);
  for (const stage of ['shadow', 'ramp', 'live']) {
    await store.db.updateTable('route').set({ stage, moved_by: 'MOVE Mina' }).execute();
    await expect(syncRoutes(store, stays(moving, joining), clock)).rejects.toThrow(
      `route RWE/wards/inpatient-record cannot be added: RWE/encounters/inpatient-record, with which it must agree, stands at ${stage}`,
    );
    expect(await rows()).toEqual([`encounters pas@RWE ${stage}`]);
  }
  await syncRoutes(store, stays(moving, route('wards', 'pas2@RWE')), clock);
  expect(await rows()).toEqual(['encounters pas@RWE live', 'wards pas2@RWE off']);
  await store.db.deleteFrom('route').where('capability', '=', 'wards').execute();
  await store.db.updateTable('route').set({ stage: 'off' }).execute();
  await syncRoutes(store, stays(moving, joining), clock);
  expect(await rows()).toEqual(['encounters pas@RWE off', 'wards pas@RWE off']);
});

it('hears of a route that was moved, and narrows to the organisation that is asked for', async () => {
  const { store } = database;
  await syncRoutes(store, settings(usual), clock);
  const ledger = await createLedger({ store });
  expect(ledger.routesFor('demographics', RWE).map(({ control }) => control)).toEqual(['pas@RWE']);
  expect(ledger.system('pds@SPINE')).toEqual(system('pds@SPINE', null));
  await store.db
    .updateTable('route')
    .set({ candidate: 'pas2@RWE', stage: 'live' })
    .where('capability', '=', 'encounters')
    .execute();
  const moved = async (): Promise<InstanceName | undefined> => {
    for (let n = 0; n < 200; n += 1) {
      const [first] = ledger.routesFor('encounters');
      if (first && answering(first) === 'pas2@RWE') return answering(first);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return undefined;
  };
  expect(await moved()).toBe('pas2@RWE');
  await ledger.close();
});

it('hears of a change in the end, though reading it failed at first and nothing more is told', async () => {
  const { store } = database;
  await syncRoutes(store, settings(usual), clock);
  let failures = 0;
  const ledger = await createLedger({ store, onError: () => void (failures += 1) });
  await store.pool.query('alter table route rename to route_away');
  await store.pool.query(
    `update route_away set why = 'moved', moved_by = 'PLANNER Ann' where capability = 'encounters'`,
  );
  while (failures === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const before = ledger.version();
  await store.pool.query('alter table route_away rename to route');
  while (ledger.version() === before) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ledger.routesFor('encounters')).toHaveLength(1);
  await ledger.close();
});
