import type { Ask, Role } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import { createMoves, syncRoutes, type LedgerSettings } from '../ledger';
import { createRecorder } from '../routing';
import { createRegister } from './register';
import { readRouteArguments } from './route-arguments';
import { createRouteMoves } from './routes';
import { runRouteCommand } from './run-route-command';

const RWE = 'RWE' as OdsCode;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const ROUTE = 'RWE/flags/inpatient-record';
const kinds: LedgerSettings['kinds'] = new Map([['any', ['flags']]]);

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
const run = (line: readonly string[], asking = ask()) => {
  const moves = createMoves({ store: database.store, clock, kinds });
  return runRouteCommand(createRouteMoves({ ...means(), moves }), readRouteArguments(line).command, asking);
};
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
    'frozen until 2026-12-01',
    'a ramp may cost: errors 2 %',
  ])
    expect(shown).toContain(part);
  await run(['move', ROUTE, 'off', ...why]);
  await run(['freeze', '--until', '2026-11-01T00:00:00Z', ...why]);
  const { json } = await run(['history']);
  expect((json as { what: string }[]).map(({ what }) => what)).toEqual([
    ...['unfrozen', 'rolled-back', 'frozen', 'noted', 'moved', 'agreed', 'asked', 'second-approver', 'moved'],
  ]);
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

it('imports a register whole or not at all, and never over a version that was not read', async () => {
  const register = createRegister(means());
  const csv = 'id,name,organisationName,lifecycle,supplier\r\nice@RWE,ICE,UHL,not-connected,\r\n';
  const reason = 'the programme sent its table';
  expect(await register.importText({ format: 'csv', text: csv, reason }, ask())).toMatchObject([
    { id: 'ice@RWE', version: 1 },
  ]);
  expect(await register.importText({ format: 'csv', text: csv, reason }, ask())).toEqual([]);
  const broken = csv.replace('UHL', 'Other') + 'ORMIS,Theatres,UHL,live,\r\n';
  await expect(register.importText({ format: 'csv', text: broken, reason }, ask())).rejects.toThrow('1.id is not');
  expect((await register.systems(RWE, ask())).map(({ organisationName }) => organisationName)).toEqual(['UHL']);
  const change = { id: 'ice@RWE', supplier: 'A supplier', version: 1, reason } as const;
  expect(await register.change(change, ask())).toMatchObject({ supplier: 'A supplier', version: 2 });
  await expect(register.change({ ...change, supplier: 'Another' }, ask())).rejects.toThrow('version is 2 by now');
  const text = await register.exportText('yaml', ask());
  expect(await register.importText({ format: 'yaml', text, reason }, ask())).toEqual([]);
});
