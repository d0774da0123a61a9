import { fixedClock, now } from '../../schema/clock';
import type { Capability } from '../../schema/capabilities';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { RouteMove, RouteStage } from '../../schema/migration/route-moves';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import {
  answering,
  CAUSEWAY,
  createLedger,
  createMoves,
  freezeChanges,
  ledgerHistory,
  syncRoutes,
  waitingMoves,
  type LedgerSettings,
  type Mover,
  type RouteSetting,
} from '.';

const RWE = 'RWE' as OdsCode;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const MINA: Mover = { userId: '1', name: 'PLANNER Mina', role: 'migration-planner' };
const OMAR: Mover = { userId: '2', name: 'PLANNER Omar', role: 'migration-planner' };
const reason = 'the programme board agreed to it';

const setting = (capability: Capability, candidate?: InstanceName): RouteSetting => ({
  ...{ organisation: RWE, capability, role: 'inpatient-record', control: 'pas@RWE', needed: true },
  ...(candidate && { candidate }),
});
const kinds = new Map<string, Capability[]>([
  ['pas', ['encounters', 'wards', 'bed-state', 'flags', 'allergies', 'demographics']],
  ['nervecentre', ['encounters', 'wards', 'bed-state', 'flags']],
]);
const NC = 'nervecentre@RWE';

/** `flags`: who is to take over the flags. */
const settings = (flags: InstanceName = NC): LedgerSettings => ({
  kinds,
  systems: (['pas@RWE', 'pas-to-be@RWE', NC] as const).map((name) => ({
    ...{ name, kind: name === NC ? 'nervecentre' : 'pas', systemName: name },
    ...{ organisation: RWE, organisationName: 'UHL', lifecycle: 'live' },
  })),
  routes: [
    ...(['encounters', 'wards', 'bed-state'] as const).map((capability) => setting(capability, NC)),
    setting('flags', flags),
    setting('allergies'),
  ],
});

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await syncRoutes(database.store, settings(), clock);
  await database.store.db
    .insertInto('projection')
    .values(
      ['W12', 'W13'].map((ward) => ({
        ...{ instance: 'pas@RWE', kind: 'wards', key: `RWE|${ward}`, stream: ward, record_id: null },
        ...{ organisation: 'RWE', ward, from_at: '2026-01-01T00:00:00.000Z' as Instant, to_at: null },
        ...{ open: true, sensitive: false, body: '{}' },
      })),
    )
    .execute();
});
afterEach(() => database.drop());

const moves = () => createMoves({ store: database.store, clock, kinds });
const to = (route: string, stage: RouteStage, more: Partial<RouteMove> = {}) => ({
  ...{ route: `RWE/${route}/inpatient-record`, stage, percent: null, sites: [], reason },
  ...more,
});
const stages = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await database.store.db.selectFrom('route').selectAll().orderBy('capability').execute()).map((row) => [
      row.capability,
      [row.stage, row.percent, ...row.sites].filter((part) => part !== null).join(' '),
    ]),
  );

it('takes a group through every stage together, by site, and keeps who, when and why', async () => {
  const { move } = moves();
  for (const step of [
    to('bed-state', 'shadow'),
    to('encounters', 'ramp', { sites: ['RWE|W12'] }),
    to('wards', 'ramp', { sites: ['RWE|W13', 'RWE|W12', 'RWE|W12'] }),
    to('bed-state', 'live'),
  ])
    await move(step, MINA);
  expect(await stages()).toEqual({
    allergies: 'off',
    flags: 'off',
    'bed-state': 'live',
    encounters: 'live',
    wards: 'live',
  });
  await move(to('wards', 'off'), OMAR);
  const history = await ledgerHistory(database.store.db, {
    ...{ about: 'RWE/encounters/inpatient-record', first: 100, after: null },
  });
  expect(history.map(({ what, before, after, by }) => [what, before, after, by])).toEqual([
    ['rolled-back', 'live', 'off', OMAR.name],
    ['moved', 'ramp RWE|W12, RWE|W13', 'live', MINA.name],
    ['moved', 'ramp RWE|W12', 'ramp RWE|W12, RWE|W13', MINA.name],
    ['moved', 'shadow', 'ramp RWE|W12', MINA.name],
    ['moved', 'off', 'shadow', MINA.name],
  ]);
  await expect(database.store.db.updateTable('ledger_change').set({ reason: 'another' }).execute()).rejects.toThrow();
});

it('agrees to nothing that was asked of another system than the settings have named since', async () => {
  const { store } = database;
  const { move, decide } = moves();
  await store.db.updateTable('route').set({ second_approver: true }).execute();
  const flags = await move(to('flags', 'shadow'), MINA);
  const wards = await move(to('wards', 'shadow'), MINA);
  await syncRoutes(store, settings('pas-to-be@RWE'), clock);
  await expect(decide({ move: flags.waiting?.id ?? '', agree: true, reason }, OMAR)).rejects.toThrow('none that waits');
  await decide({ move: wards.waiting?.id ?? '', agree: true, reason }, OMAR);
  expect(await stages()).toMatchObject({ flags: 'off', encounters: 'shadow', wards: 'shadow' });
  const [last] = await ledgerHistory(store.db, { about: 'RWE/flags/inpatient-record', first: 1, after: null });
  expect(last).toMatchObject({ what: 'refused', after: 'shadow', by: 'settings' });
});

it('moves nothing where what goes with it cannot be written', async () => {
  await moves().move(to('flags', 'shadow'), MINA);
  await moves().move(to('flags', 'ramp', { percent: 10 }), MINA);
  const unwritten = moves().move(to('flags', 'off'), CAUSEWAY, () => Promise.reject(new Error('no room is left')));
  await expect(unwritten).rejects.toThrow('no room is left');
  expect(await stages()).toMatchObject({ flags: 'ramp 10' });
});

it('lets Causeway do nothing to a route that somebody took out of its ramp meanwhile', async () => {
  const { move } = moves();
  const told: string[] = [];
  const back = async (stage: 'off' | 'shadow') =>
    (await move(to('flags', stage), CAUSEWAY, () => Promise.resolve(void told.push(stage)))).group;
  await move(to('flags', 'shadow'), MINA);
  await move(to('flags', 'ramp', { percent: 10 }), MINA);
  await move(to('flags', 'live'), MINA);
  expect([await back('shadow'), await back('off'), (await stages())['flags']]).toEqual([[], [], 'live']);
  await move(to('flags', 'ramp', { percent: 10 }), MINA);
  await move(to('flags', 'shadow'), MINA);
  expect([await back('shadow'), await back('off'), (await stages())['flags']]).toEqual([[], [], 'shadow']);
  await move(to('flags', 'ramp', { percent: 20 }), MINA);
  expect([await back('shadow'), (await stages())['flags'], told]).toEqual([[`RWE/flags/inpatient-record`], 'shadow', ['shadow']]); // prettier-ignore
});

it('tells of a roll-back until the group is moved on again, and of one that failed until it is moved at all', async () => {
  const { db } = database.store;
  const { move, decide } = moves();
  const alert = (kind: string, about = 'RWE/wards/inpatient-record') =>
    db
      .insertInto('migration_alert')
      .values({ kind, about, since: now(clock), words: 'as it was' })
      .execute();
  const open = async () =>
    (await db.selectFrom('migration_alert').select(['kind', 'about']).where('over_at', 'is', null).execute())
      .map(({ kind, about }) => `${kind} ${about.split('/')[1] ?? about}`)
      .sort();
  await move(to('wards', 'shadow'), MINA);
  await move(to('wards', 'ramp', { sites: ['RWE|W12'] }), MINA);
  for (const kind of ['rolled-back', 'roll-back-failed', 'not-watched']) await alert(kind);
  await alert('rolled-back', 'RWE/flags/inpatient-record');
  await move(to('wards', 'shadow'), MINA);
  expect(await open()).toEqual(['not-watched wards', 'rolled-back flags', 'rolled-back wards']);
  await db.updateTable('route').set({ second_approver: true }).where('capability', '=', 'wards').execute();
  const { waiting } = await move(to('encounters', 'ramp', { sites: ['RWE|W12'] }), MINA);
  expect(await open()).toContain('rolled-back wards');
  await decide({ move: waiting?.id ?? '', agree: true, reason }, OMAR);
  expect(await open()).toEqual(['not-watched wards', 'rolled-back flags']);
});

it.each([
  [to('flags', 'live'), 'stage cannot go from off to live'],
  [to('flags', 'ramp', { percent: 10 }), 'stage cannot go from off to ramp'],
  [to('flags', 'off'), 'stage is already so'],
  [to('flags', 'retired'), 'through its gate'],
  [to('allergies', 'shadow'), 'has no candidate'],
  [to('nothing', 'shadow'), 'route is not one of the ledger'],
  [to('flags', 'shadow', { percent: 5 }), 'percent belongs to RAMP only'],
])('refuses what cannot be: %o', async (move, words) => {
  await expect(moves().move(move, MINA)).rejects.toThrow(words);
  expect(new Set(Object.values(await stages()))).toEqual(new Set(['off']));
});

it('refuses a candidate that cannot serve, and a ramp of units that are not there', async () => {
  await moves().move(to('flags', 'shadow'), MINA);
  await moves().move(to('wards', 'shadow'), MINA);
  for (const percent of [0, 100, 1.5, null])
    await expect(moves().move(to('flags', 'ramp', { percent }), MINA)).rejects.toThrow('percent must be');
  await expect(moves().move(to('flags', 'ramp', { percent: 5, sites: ['RWE|W12'] }), MINA)).rejects.toThrow(
    'sites are not',
  );
  await expect(moves().move(to('wards', 'ramp', { sites: ['RWE|W99'] }), MINA)).rejects.toThrow(
    '"RWE|W99" are no wards',
  );
  await expect(moves().move(to('wards', 'ramp'), MINA)).rejects.toThrow('sites must name');
  const less = createMoves({ ...{ store: database.store, clock }, kinds: new Map([...kinds, ['nervecentre', []]]) });
  await expect(less.move(to('flags', 'ramp', { percent: 5 }), MINA)).rejects.toThrow(
    'nervecentre does not provide flags',
  );
  await database.store.db.updateTable('system_instance').set({ lifecycle: 'retired' }).where('name', '=', NC).execute();
  await expect(moves().move(to('flags', 'ramp', { percent: 5 }), MINA)).rejects.toThrow('not a connected system');
  await less.move(to('flags', 'off'), MINA);
});

it('stands still during a freeze, but goes back, and Causeway may only go back', async () => {
  const { store } = database;
  const { move } = moves();
  await move(to('flags', 'shadow'), MINA);
  await move(to('flags', 'ramp', { percent: 10 }), MINA);
  await store.db
    .transaction()
    .execute((trx) =>
      freezeChanges(trx, { route: null, from: null, to: '2037-07-01T00:00:00.000Z' as Instant, reason }, MINA, clock),
    );
  await expect(move(to('flags', 'ramp', { percent: 20 }), MINA)).rejects.toThrow(
    'stage is frozen: until 1 Jul 2037, 01:00:00 BST by',
  );
  await expect(move(to('flags', 'live'), CAUSEWAY)).rejects.toThrow('by people only');
  await move(to('flags', 'shadow'), CAUSEWAY);
  await move(to('flags', 'off'), MINA);
  expect((await stages())['flags']).toBe('off');
});

it('waits for another person, who may agree; a roll-back waits for nobody and ends what waited', async () => {
  const { store } = database;
  const { move, decide } = moves();
  await store.db.updateTable('route').set({ second_approver: true }).where('capability', '=', 'flags').execute();
  const asked = await move(to('flags', 'shadow'), MINA);
  expect((await stages())['flags']).toBe('off');
  const waiting = asked.waiting?.id ?? '';
  await expect(move(to('flags', 'shadow'), OMAR)).rejects.toThrow('already has a move that waits');
  await expect(decide({ move: waiting, agree: true, reason }, MINA)).rejects.toThrow('another person');
  await decide({ move: waiting, agree: true, reason }, OMAR);
  expect((await stages())['flags']).toBe('shadow');
  await expect(decide({ move: waiting, agree: true, reason }, OMAR)).rejects.toThrow('none that waits');
  const second = await move(to('flags', 'ramp', { percent: 50 }), OMAR);
  await move(to('flags', 'off'), MINA);
  await expect(decide({ move: second.waiting?.id ?? '', agree: true, reason }, MINA)).rejects.toThrow(
    'none that waits',
  );
  expect(await waitingMoves(store.db)).toEqual([]);
  const third = await move(to('flags', 'shadow'), MINA);
  await decide({ move: third.waiting?.id ?? '', agree: false, reason }, MINA);
  expect((await stages())['flags']).toBe('off');
  const history = await ledgerHistory(store.db, { about: 'RWE/flags/inpatient-record', first: 100, after: null });
  expect(history.map(({ what, after, by }) => [what, after, by]).reverse()).toEqual([
    ['asked', 'shadow', MINA.name],
    ['agreed', 'shadow', OMAR.name],
    ['moved', 'shadow', MINA.name],
    ['asked', 'ramp 50 %', OMAR.name],
    ['rolled-back', 'off', MINA.name],
    ['asked', 'shadow', MINA.name],
    ['refused', 'shadow', MINA.name],
  ]);
});

it('two people who move at once: one is told that it is so already', async () => {
  const both = await Promise.allSettled([
    moves().move(to('flags', 'shadow'), MINA),
    moves().move(to('flags', 'shadow'), OMAR),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('a route that went back meanwhile is not moved on by whoever saw it before; the way back to off is open to them', async () => {
  const { move } = moves();
  for (const step of [to('flags', 'shadow'), to('flags', 'ramp', { percent: 10 })]) await move(step, MINA);
  const { rows } = await database.store.pool.query<{ at: Date }>(`select at from route where capability = 'flags'`);
  const movedAt = rows[0]?.at.toISOString() as Instant;
  clock.advance(1_000);
  await move(to('flags', 'shadow'), CAUSEWAY);
  await expect(move({ ...to('flags', 'ramp', { percent: 50 }), movedAt }, OMAR)).rejects.toThrow(
    /^movedAt is past: causeway brought the route to shadow since/,
  );
  // Nor is one that asks for just what it stands at by now told only that: somebody else's reason stands there.
  await expect(move({ ...to('flags', 'shadow'), movedAt }, OMAR)).rejects.toThrow(/^movedAt is past: causeway/);
  expect(await stages()).toMatchObject({ flags: 'shadow' });
  await move({ ...to('flags', 'ramp', { percent: 50 }), movedAt: now(clock) }, OMAR);
  await move({ ...to('flags', 'off'), movedAt }, MINA);
  expect(await stages()).toMatchObject({ flags: 'off' });
});

it('is heard by every process, also by one whose listening connection was killed meanwhile', async () => {
  const { store } = database;
  const ledgers = [await createLedger({ store }), await createLedger({ store })];
  const heard = ledgers.map(
    (ledger) =>
      new Promise<void>((resolve) => {
        const stop = ledger.follow(() => {
          stop();
          resolve();
        });
      }),
  );
  // Whoever listens is cut off first: nobody hears of the move itself, only that they must read again.
  await store.pool.query(
    `with killed as (select pg_terminate_backend(pid) as done from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and query like 'listen%')
     select count(*) from killed`,
  );
  await moves().move(to('flags', 'shadow'), MINA);
  await Promise.all(heard);
  expect(ledgers.map((ledger) => ledger.routesFor('flags')[0]?.stage)).toEqual(['shadow', 'shadow']);
  await moves().move(to('flags', 'ramp', { percent: 50 }), MINA);
  await ledgers[0]?.reload();
  const [route] = ledgers[0]?.routesFor('flags') ?? [];
  expect(route && [answering(route, { bucket: 49 }), answering(route, { bucket: 50 }), answering(route)]).toEqual([
    ...[NC, 'pas@RWE', 'pas@RWE'],
  ]);
  await Promise.all(ledgers.map((ledger) => ledger.close()));
});

describe('the next migration of a route', () => {
  const NEXT = 'next@RWE';
  const kindsNow = new Map([...kinds, ['next', ['encounters', 'wards', 'bed-state'] as Capability[]]]);
  const moving = () => createMoves({ store: database.store, clock, kinds: kindsNow });
  const wish = (candidate: InstanceName) => ({ route: 'RWE/wards/inpatient-record', candidate, reason });
  const connected = { kind: 'next', system_name: 'Next', organisation: 'RWE', organisation_name: 'UHL' };
  const group = ['bed-state', 'encounters', 'wards'].map((capability) => `RWE/${capability}/inpatient-record`);
  const pairs = async (): Promise<readonly string[]> =>
    (await database.store.db.selectFrom('route').selectAll().orderBy('capability').execute())
      .filter(({ capability }) => capability !== 'allergies' && capability !== 'flags')
      .map(({ control, candidate, stage, predecessors }) => [stage, ...predecessors, control, candidate].join(' '));
  beforeEach(async () => {
    const { db } = database.store;
    await db
      .insertInto('system_instance')
      .values({ name: NEXT, ...connected, lifecycle: 'live' })
      .execute();
  });
  /** As the gate leaves it. */
  const retired = async (): Promise<void> => {
    const { db } = database.store;
    const capabilities = ['encounters', 'wards', 'bed-state'];
    await db
      .updateTable('route')
      .set({ stage: 'retired', moved_by: 'x' })
      .where('capability', 'in', capabilities)
      .execute();
    await db.updateTable('system_instance').set({ lifecycle: 'retired' }).where('name', '=', 'pas@RWE').execute();
  };

  test('once the control is retired, its successor becomes the control, and the next one can be moved to; nobody’s answers change', async () => {
    await retired();
    const before = await createLedger({ store: database.store });
    const answers = before.routesFor('wards').map((route) => answering(route));
    await before.close();
    expect([...(await moving().plan(wish(NEXT), MINA)).group].sort()).toEqual(group);
    expect(await pairs()).toEqual(Array(3).fill(`off pas@RWE ${NC} ${NEXT}`));
    const after = await createLedger({ store: database.store });
    expect(after.routesFor('wards').map((route) => answering(route))).toEqual(answers);
    await after.close();
    expect(await ledgerHistory(database.store.db, { about: group[2] ?? '', first: 1, after: null })).toMatchObject([
      { what: 'planned', before: `retired: pas@RWE -> ${NC}`, after: `off: ${NC} -> ${NEXT}`, by: MINA.name, reason },
    ]);
    await moving().move(to('wards', 'shadow'), MINA);
    expect(await pairs()).toEqual(Array(3).fill(`shadow pas@RWE ${NC} ${NEXT}`));
  });

  test('a start leaves it as it was planned, and adds no route that its owner would not answer', async () => {
    await retired();
    await moving().plan(wish(NEXT), MINA);
    const systems = (['pas@RWE', NC, NEXT] as const).map((name) => ({
      ...{ name, kind: name.split('@')[0] ?? null, systemName: name, organisation: RWE, organisationName: 'UHL' },
      lifecycle: 'live' as const,
    }));
    const start = (...capabilities: readonly Capability[]) =>
      syncRoutes(database.store, { kinds: kindsNow, systems, routes: capabilities.map((one) => setting(one)) }, clock);
    await start('encounters', 'wards', 'bed-state');
    expect(await pairs()).toEqual(Array(3).fill(`off pas@RWE ${NC} ${NEXT}`));
    await database.store.db.deleteFrom('route').where('capability', '=', 'wards').execute();
    await expect(start('encounters', 'wards', 'bed-state')).rejects.toThrow('nervecentre@RWE answers there');
  });

  test('at off another candidate is planned in place of the one that was, and what waited for it is over', async () => {
    await moving().plan(wish(NEXT), MINA);
    expect(await pairs()).toEqual(Array(3).fill(`off pas@RWE ${NEXT}`));
    await expect(moving().plan(wish(NEXT), MINA)).rejects.toThrow('candidate is already so');
  });

  test.each<[string, InstanceName, () => Promise<unknown>, RegExp]>([
    ['while it is compared or moved', NEXT, () => moving().move(to('wards', 'shadow'), MINA), /stands at off, or at retired/],
    ['of who answers already', NC, retired, /nervecentre@RWE answers on .* already/],
    ['of who was retired', 'pas@RWE', retired, /pas@RWE answered on .* before, and is off/],
    ['of a system that nobody reaches', 'nobody@RWE', retired, /nobody@RWE is not a connected system/],
    ['during a freeze', NEXT, async () => {
      await retired();
      const freeze = { route: null, from: null, to: '2026-12-01T00:00:00.000Z' as Instant, reason };
      await database.store.db.transaction().execute((trx) => freezeChanges(trx, freeze, OMAR, clock));
    }, /^candidate is frozen: until/],
  ])('no candidate is planned %s', async (_when, candidate, first, words) => {
    await first();
    const before = await pairs();
    await expect(moving().plan(wish(candidate), MINA)).rejects.toThrow(words);
    expect(await pairs()).toEqual(before);
  }); // prettier-ignore
});
