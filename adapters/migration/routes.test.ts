import { sql } from 'kysely';
import type { Ask, Role } from '../../schema/capabilities';
import { fixedClock, now } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import { createMoves, lockLedger, syncRoutes, type LedgerSettings } from '../ledger';
import { createRecorder } from '../routing';
import { createRegister } from './register';
import { readRouteArguments, UsageError } from './route-arguments';
import { createRouteMoves } from './routes';
import { runRouteCommand } from './run-route-command';

const RWE = 'RWE' as OdsCode;
const RT5 = 'RT5' as OdsCode;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const ROUTE = 'RWE/flags/inpatient-record';
const kinds: LedgerSettings['kinds'] = new Map([['any', ['flags', 'allergies']]]);

let database: FreshDatabase;
const audited: { readonly note?: string; readonly outcome: string }[] = [];
beforeEach(async () => {
  audited.length = 0;
  database = await freshDatabase();
  const system = (name: InstanceName) => ({
    ...{ name, kind: 'any', systemName: name, organisation: RWE, organisationName: 'UHL', lifecycle: 'live' as const },
  });
  const route = { organisation: RWE, capability: 'flags', role: 'inpatient-record', needed: true } as const;
  await syncRoutes(
    database.store,
    {
      ...{ kinds, systems: [system('pas@RWE'), system('nervecentre@RWE')] },
      routes: [{ ...route, control: 'pas@RWE', candidate: 'nervecentre@RWE' }],
    },
    clock,
  );
});
afterEach(() => database.drop());

const means = () => {
  const { store } = database;
  const audit = {
    recordRead: (read: (typeof audited)[number]) => {
      audited.push(read);
      return Promise.resolve();
    },
  };
  return { store, clock, recorder: createRecorder(audit, rolePolicy, {}) };
};
const ask = (role: Role = 'migration-planner', user = 'Mina'): Ask => ({
  viewer: {
    ...{ userId: user, name: `PLANNER ${user}`, role, roleProfileId: 'UNK', wards: [] },
    ...{ organisation: RWE, organisationName: 'UHL' },
  },
  ...{ purpose: 'HOPERAT', client: 'test', operation: 'Test', requestId: 'r' },
  ...{ deadline: clock.millis() + 5_000, signal: new AbortController().signal, clock },
});
const routeMoves = () => createRouteMoves({ ...means(), moves: createMoves({ store: database.store, clock, kinds }) });
const run = (line: readonly string[], asking = ask()) =>
  runRouteCommand(routeMoves(), readRouteArguments(line).command, asking);
const why = ['--reason', 'as the programme board agreed'];

it('does in a terminal what the graph does: list, preview, move, approve, freeze, note, history', async () => {
  expect((await run(['list'])).lines).toEqual([expect.stringContaining(`${ROUTE}  pas@RWE -> nervecentre@RWE  off`)]);
  expect(await run(['preview', ROUTE, 'live'])).toMatchObject({ exitCode: 1, json: { people: 0 } });
  await run(['move', ROUTE, 'shadow', ...why]);
  await run(['second', ROUTE, 'on', ...why]);
  const waits = await run(['move', ROUTE, 'ramp', '--percent', '20', ...why]);
  const { waiting } = waits.json as { waiting: { id: string } };
  await run(['approve', waiting.id, ...why], ask('migration-planner', 'Omar'));
  await run(['note', ROUTE, 'the ward managers were told']);
  await run(['freeze', '--until', '2026-12-01T00:00:00Z', ...why]);
  const shown = (await run(['show', ROUTE])).lines.join('\n');
  for (const part of [
    'ramp 20 %',
    'the ward managers were told',
    'every route  frozen from',
    'to 2026-12-01T00:00:00.000Z by PLANNER Mina: as the programme board agreed',
    'a ramp may cost: errors 2 %',
  ])
    expect(shown).toContain(part);
  await run(['move', ROUTE, 'off', ...why]);
  const thaw = await run(['freeze', '--until', '2026-11-01T00:00:00Z', ...why]);
  const { loosening } = thaw.json as { loosening: { id: string } };
  expect(thaw.lines.join()).toContain(`${loosening.id} waits for a second person: the freeze of every route until`);
  expect((await run(['show', ROUTE])).lines.join('\n')).toContain(loosening.id);
  await run(['approve', loosening.id, ...why], ask('migration-planner', 'Omar'));
  expect((await run(['show', ROUTE])).lines.join('\n')).not.toContain('frozen');
  const { json } = await run(['history']);
  expect((json as { what: string }[]).map(({ what }) => what)).toEqual([
    ...['unfrozen', 'agreed', 'asked', 'rolled-back', 'frozen', 'noted'],
    ...['moved', 'agreed', 'asked', 'second-approver', 'moved'],
  ]);
});

it.each([
  ['a note without quotation marks', ['note', ROUTE, 'the', 'ward', 'managers', 'were', 'told']],
  ['a per cent without its option', ['move', ROUTE, 'ramp', '20', ...why]],
  ['a second freeze to end', ['thaw', 'fz_1', 'fz_2', ...why]],
  ['freezes of one route', ['freezes', ROUTE]],
])('%s is not understood, and nothing is done by halves', (_, line) => {
  expect(() => readRouteArguments(line)).toThrow(UsageError);
});

it('tells of freezes that are to come, on each route and in one list, and ends one by its id', async () => {
  const until = ['--until', '2026-12-31T00:00:00Z', ...why];
  expect((await run(['freezes'])).lines).toEqual(['No freeze stands or is to come.']);
  await run(['freeze', ROUTE, '--from', '2026-12-18T00:00:00Z', ...until]);
  await run(['freeze', '--from', '2026-12-24T00:00:00Z', ...until]);
  const [route] = await routeMoves().byIds([ROUTE], ask());
  expect([route?.freeze, route?.freezes.map(({ route: of }) => of)]).toEqual([null, [ROUTE, null]]);
  const listed = await run(['freezes']);
  const freezes = listed.json as readonly { id: string; route: string | null }[];
  expect(freezes).toEqual(route?.freezes);
  expect(listed.lines[1]).toMatch(/^fz_\d+ {2}every route {2}frozen from 2026-12-24T00:00:00.000Z to 2026-12-31/);
  const thaw = await run(['thaw', freezes[1]?.id ?? '', ...why]);
  const { loosening } = thaw.json as { loosening: { id: string } };
  expect(thaw.lines[1]).toMatch(
    /waits for a second person: the freeze of every route from 24 Dec 2026, 00:00:00 GMT to 31 Dec 2026, 00:00:00 GMT is lifted/,
  );
  expect((await run(['freezes'])).lines[2]).toContain(`${loosening.id} waits for a second person`);
  await run(['approve', loosening.id, ...why], ask('migration-planner', 'Omar'));
  expect((await run(['freezes'])).json).toEqual([freezes[0]]);
});

it('of several freezes that stand, the route tells the one that ends last, and all of them', async () => {
  for (const until of ['2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z', '2026-12-10T00:00:00Z'])
    await run(['freeze', '--until', until, ...why]);
  const [route] = await routeMoves().byIds([ROUTE], ask());
  expect([route?.freeze?.to, route?.freezes.length]).toEqual(['2026-12-31T00:00:00.000Z', 3]);
});

it('refuses whoever may not, a reason that says nothing, and a patient’s number; on record each time', async () => {
  await expect(run(['list'], ask('clinician'))).rejects.toThrow('may not see the ledger');
  await expect(run(['move', ROUTE, 'shadow', ...why], ask('integration-engineer'))).rejects.toThrow('may not change');
  await expect(run(['move', ROUTE, 'shadow', '--reason', 'so'])).rejects.toThrow('reason must say why');
  await expect(run(['note', ROUTE, 'see 999 000 0018'])).rejects.toThrow('NHS number');
  expect(audited.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused']);
  const { json } = await run(['history']);
  expect(json).toEqual([]);
});

it('lists the routes of an organisation, of a capability, those with a candidate, and all of these together', async () => {
  const system = (name: InstanceName, organisation: OdsCode) => ({
    ...{
      name,
      kind: 'any',
      systemName: name,
      organisation,
      organisationName: organisation,
      lifecycle: 'live' as const,
    },
  });
  const route = { organisation: RWE, capability: 'flags', role: 'inpatient-record', needed: true } as const;
  await syncRoutes(
    database.store,
    {
      ...{ kinds, systems: [system('pas@RWE', RWE), system('nervecentre@RWE', RWE), system('systmone@RT5', RT5)] },
      routes: [
        { ...route, control: 'pas@RWE', candidate: 'nervecentre@RWE' },
        { ...route, capability: 'allergies', control: 'pas@RWE' },
        { ...route, organisation: RT5, control: 'systmone@RT5' },
      ],
    },
    clock,
  );
  const listed = async (filter: Parameters<ReturnType<typeof routeMoves>['routes']>[0]) =>
    (await routeMoves().routes(filter, ask())).map(({ id }) => id).sort();
  const [theirs, allergies] = ['RT5/flags/inpatient-record', 'RWE/allergies/inpatient-record'];
  expect(await listed({})).toEqual([theirs, allergies, ROUTE]);
  expect(await listed({ organisation: RWE })).toEqual([allergies, ROUTE]);
  expect(await listed({ capability: 'flags' })).toEqual([theirs, ROUTE]);
  expect(await listed({ planned: true })).toEqual([ROUTE]);
  expect(await listed({ organisation: RT5, capability: 'flags', planned: true })).toEqual([]);
});

it('refuses to list by an organisation or a capability that nobody knows, or to tell the history of what there never was', async () => {
  const list = (filter: Parameters<ReturnType<typeof routeMoves>['routes']>[0]) => routeMoves().routes(filter, ask());
  const history = (about: string) => routeMoves().history({ about, first: 20, after: null }, ask());
  await expect(list({ organisation: 'RW9' as OdsCode })).rejects.toThrow('organisation is not known');
  await expect(list({ capability: 'flag' })).rejects.toThrow('capability is not known');
  await expect(history('nervecenter@RWE')).rejects.toThrow('about is not known');
  expect(await list({ organisation: RWE, capability: 'allergies' })).toEqual([]);
  expect([await history('*'), await history(ROUTE)]).toEqual([[], []]);
});

it.each<[string, string, RegExp]>([
  ['nothing', ' ', /^words must have 1 to 4000/],
  ['more than may be kept', 'x'.repeat(4_001), /^words must have 1 to 4000/],
])('a note that says %s is refused', async (_what, words, message) => {
  await expect(routeMoves().addNote({ route: ROUTE, words }, ask())).rejects.toThrow(message);
  expect((await routeMoves().byIds([ROUTE], ask()))[0]?.notes).toEqual([]);
});

it('a note as long as may be is kept whole', async () => {
  const words = 'x'.repeat(4_000);
  const { routes } = await routeMoves().addNote({ route: ROUTE, words }, ask());
  expect(routes.map(({ notes }) => notes.map((note) => note.words))).toEqual([[words]]);
});

it('a route that is not of the ledger is neither previewed, nor noted on, nor frozen', async () => {
  const route = 'RWE/flags/nobody-has-this';
  const reason = 'as the programme board agreed';
  expect(await routeMoves().preview({ route, stage: 'live', percent: null, sites: [] }, ask())).toBeNull();
  const unknown = /^route is not one of the ledger/;
  await expect(routeMoves().addNote({ route, words: 'a note' }, ask())).rejects.toThrow(unknown);
  const freeze = { route, from: null, to: '2026-12-01T00:00:00.000Z' as Instant, reason };
  await expect(routeMoves().freeze(freeze, ask())).rejects.toThrow(unknown);
  expect((await run(['history'])).json).toEqual([]);
});

it('a move that another one waits before is refused when it is previewed, too; one that is done at once ends it', async () => {
  await run(['move', ROUTE, 'shadow', ...why]);
  await run(['second', ROUTE, 'on', ...why]);
  await run(['move', ROUTE, 'ramp', '--percent', '20', ...why]);
  const refused = 'route already has a move that waits: decide that one first';
  await expect(run(['move', ROUTE, 'ramp', '--percent', '30', ...why])).rejects.toThrow(refused);
  const other = await routeMoves().preview({ route: ROUTE, stage: 'ramp', percent: 30, sites: [] }, ask());
  expect(other?.refusals).toEqual([refused]);
  const back = await routeMoves().preview({ route: ROUTE, stage: 'off', percent: null, sites: [] }, ask());
  expect(back?.refusals).toEqual([]);
  expect(back?.warnings).toContain('It ends the move to ramp 20 % that waits, asked for by PLANNER Mina.');
});

it('a second person agrees to a protection that goes, or refuses; what was decided of what is on record', async () => {
  const omar = ask('migration-planner', 'Omar');
  const reason = 'as the programme board agreed';
  await run(['second', ROUTE, 'on', ...why]);
  for (const agree of [false, true]) {
    const { loosening } = await routeMoves().requireSecondApprover({ route: ROUTE, required: false, reason }, ask());
    const { routes } = await routeMoves().decide({ move: loosening?.id ?? '', agree, reason }, omar);
    expect(routes).toMatchObject([{ id: ROUTE, secondApprover: !agree, loosening: null }]);
  }
  const to = '2026-12-01T00:00:00.000Z' as Instant;
  for (const route of [null, ROUTE]) await routeMoves().freeze({ route, from: null, to, reason }, ask());
  // Until now is no longer: it is asked to be lifted.
  const lifted = await routeMoves().freeze({ route: ROUTE, from: null, to: now(clock), reason }, ask());
  expect(lifted).toMatchObject({
    freeze: { route: ROUTE, to },
    loosening: { words: `the freeze of ${ROUTE} until 1 Dec 2026, 00:00:00 GMT is lifted` },
  });
  expect(audited.slice(1).map(({ note }) => note)).toEqual([
    ...[`second approver of ${ROUTE}`, 'refuses a move', `second approver of ${ROUTE}`, 'agrees to a move'],
    ...['freeze of every route', `freeze of ${ROUTE}`, `freeze of ${ROUTE}`],
  ]);
});

it('whoever changes the ledger waits for whoever is changing it: no move slips in before a freeze', async () => {
  const { db } = database.store;
  let frozen = false;
  const freeze = { route: null, from: null, to: '2026-12-01T00:00:00.000Z' as Instant, reason: 'the winter peak' };
  const freezing = await db.transaction().execute(async (trx) => {
    await lockLedger(trx);
    const begun = routeMoves().freeze(freeze, ask());
    void begun.then(() => (frozen = true));
    const waiting = async () => {
      const { rows } = await sql`select 1 from pg_locks as l join pg_database as d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`.execute(trx);
      return rows.length > 0;
    };
    while (!frozen && !(await waiting()));
    return [frozen, begun] as const;
  });
  expect(freezing[0]).toBe(false);
  expect(await freezing[1]).toMatchObject({ freeze: { route: null }, loosening: null });
});

it('imports a register whole or not at all, and never over a version that was not read', async () => {
  const register = createRegister(means());
  const csv = 'id,name,organisationName,lifecycle,supplier\r\nice@RWE,ICE,UHL,not-connected,\r\n';
  const reason = 'the programme sent its table';
  expect(await register.importText({ format: 'csv', text: csv, reason }, ask())).toMatchObject([
    { id: 'ice@RWE', version: 1 },
  ]);
  expect(await register.importText({ format: 'csv', text: csv, reason }, ask())).toEqual([]);
  const broken = csv.replace('UHL', 'Other') + 'ORMIS,Theatres,UHL,live,\r\n';
  await expect(register.importText({ format: 'csv', text: broken, reason }, ask())).rejects.toThrow(
    'text line 3: id is not',
  );
  expect((await register.systems(RWE, ask())).map(({ organisationName }) => organisationName)).toEqual(['UHL']);
  const change = { id: 'ice@RWE', supplier: 'A supplier', version: 1, reason } as const;
  expect(await register.change(change, ask())).toMatchObject({ supplier: 'A supplier', version: 2 });
  await expect(register.change({ ...change, supplier: 'Another' }, ask())).rejects.toThrow('version is 2 by now');
  const text = await register.exportText('yaml', ask());
  expect(await register.importText({ format: 'yaml', text, reason }, ask())).toEqual([]);
});
