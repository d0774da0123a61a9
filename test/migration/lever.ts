import { createLedger } from '../../adapters/ledger';
import { openStore } from '../../adapters/store';
import { at, table } from '../scenarios/answers';
import { MINA, OTHER_MINA, WHY, type Asker } from './people';
import type { Programme } from './programme';

const ROUTE = 'RT5/early-warning/departmental-record';
const NOBODYS = 'RT5/escalations/departmental-record';
const ENGINEER: Asker = { role: 'integration-engineer', userId: '3001', name: 'ENGINEER Eve', client: 'console' };

const ROUTES_CHANGED =
  'routes { id stage secondApprover } waiting { id } loosening { id words } userErrors { field message }';
const act = (mutation: string, input: string, asked: string): string =>
  `mutation Act($input: ${input}!) { done: ${mutation}(input: $input) { ${asked} } }`;
const MOVE = act('moveRoute', 'MoveRouteInput', ROUTES_CHANGED);
const DECIDE = act('decideMove', 'DecideMoveInput', ROUTES_CHANGED);
const SECOND = act('requireSecondApprover', 'SecondApproverInput', ROUTES_CHANGED);
const BUDGET = act('setRampBudget', 'RampBudgetInput', ROUTES_CHANGED);
const NOTE = act('addRouteNote', 'RouteNoteInput', ROUTES_CHANGED);
const SETTLE = act('settleCondition', 'SettleConditionInput', 'system { id } userErrors { field message }');
const SIGN = act('signOff', 'SignOffInput', 'system { id } userErrors { field message }');
const RETIRE = act('retireSystem', 'RetireSystemInput', 'system { id } userErrors { field message }');
const REVEAL = act('revealDifference', 'RevealDifferenceInput', 'control candidate userErrors { field message }');
const FREEZE = act(
  'freezeChanges',
  'FreezeInput',
  'freeze { id route to } loosening { id } userErrors { field message }',
);
const END_FREEZE = act(
  'endFreeze',
  'EndFreezeInput',
  'freeze { id ending { id } } loosening { id } userErrors { field message }',
);
const REHEARSE = act('rehearse', 'RehearseInput', 'rehearsal { id } userErrors { field message }');
const REGISTER = act(
  'registerSystem',
  'RegisterSystemInput',
  'system { id supplier version } userErrors { field message }',
);
const IMPORT = act('importRegister', 'ImportRegisterInput', 'systems { id supplier } userErrors { field message }');

/** Every change a planner makes, over HTTP: done, refused, agreed to by a second person, told by the history. */
export const whoMovesIt = (opened: () => Programme): void => {
  const done = async (who: Asker, mutation: string, input: object): Promise<Record<string, unknown>> => {
    const { data } = await opened().ask(who, mutation, { input: { reason: WHY, ...input } });
    return (data as { readonly done: Record<string, unknown> }).done;
  };
  const good = async (who: Asker, mutation: string, input: object) => {
    const payload = await done(who, mutation, input);
    expect(payload['userErrors']).toEqual([]);
    return payload;
  };
  const refused = async (who: Asker, mutation: string, input: object, field: string, words: string) =>
    expect(await done(who, mutation, input)).toMatchObject({
      userErrors: [{ field, message: expect.stringContaining(words) as string }],
    });
  const history = async (about: string, first: number) => {
    const QUERY = `query History($about: ID, $first: Int) { ledgerHistory(about: $about, first: $first) {
      nodes { what by role reason before after at } } }`;
    const reply = await opened().ask(MINA, QUERY, { about, first });
    return table(reply, 'ledgerHistory.nodes', 'what', 'by', 'before', 'after', 'reason');
  };
  const stage = async (): Promise<unknown> =>
    at(await opened().ask(MINA, 'query One($id: ID!) { migrationRoute(id: $id) { stage } }', { id: ROUTE }), 'migrationRoute.stage'); // prettier-ignore

  test('a move takes effect in another process, and the history has who, when and why', async () => {
    const { databaseUrl } = opened().hospital.adapters.store;
    const store = await openStore({ kind: 'served', databaseUrl });
    const elsewhere = await createLedger({ store });
    try {
      const heard = new Promise<void>((resolve) => elsewhere.follow(resolve));
      await good(MINA, MOVE, { route: ROUTE, stage: 'SHADOW' });
      await heard;
      const stages = elsewhere.routesFor('early-warning').map((route) => `${route.control} ${route.stage}`);
      expect(stages).toContain('nervecentre@RT5 shadow');
      expect(await history(ROUTE, 1)).toEqual([['moved', MINA.name, 'off', 'shadow', WHY]]);
    } finally {
      await elsewhere.close();
      await store.close();
    }
  });

  test('nobody but a planner changes anything', async () => {
    const inputs: readonly (readonly [string, object])[] = [
      [MOVE, { route: ROUTE, stage: 'RAMP', percent: 5 }],
      [SECOND, { route: ROUTE, required: true }],
      [BUDGET, { route: ROUTE, errorPercent: '5' }],
      [FREEZE, { to: '2026-12-01T00:00:00Z' }],
      [END_FREEZE, { freeze: 'fz_1' }],
      [REHEARSE, { route: ROUTE }],
      [REGISTER, { id: 'ice@RWE', supplier: 'Somebody' }],
      [IMPORT, { format: 'YAML', text: 'systems: []' }],
      [NOTE, { route: ROUTE, words: 'Not a planner', reason: undefined }],
      [DECIDE, { move: '1', agree: true }],
      [SETTLE, { condition: '1', met: true }],
      [SIGN, { system: 'pas@RWE' }],
      [RETIRE, { system: 'pas@RWE', override: true }],
      [REVEAL, { difference: '1' }],
    ];
    for (const [mutation, input] of inputs) {
      const { errors } = await opened().reply(ENGINEER, mutation, { input: { reason: WHY, ...input } });
      const named = mutation.replace(/\s.*done: (\w+).*/s, ' $1');
      expect([named, ...errors.map(({ extensions }) => extensions['code'])]).toEqual([named, 'FORBIDDEN']);
    }
    expect(await stage()).toBe('SHADOW');
  });

  test('an import is shown first, and refused once the register is another than was shown', async () => {
    const PREVIEW = `query Show($input: RegisterTextInput!) { registerImportPreview(input: $input) {
      id refusals unchanged systems { system added fields { field before after } } } }`;
    const input = { format: 'CSV', text: 'id,supplier\r\normis@RWE,Somebody' };
    const shown = async () =>
      at(await opened().ask(MINA, PREVIEW, { input }), 'registerImportPreview') as { readonly id: string };
    const first = await shown();
    const supplier = { field: 'supplier', before: [], after: ['Somebody'] };
    expect(first).toMatchObject({ refusals: [], systems: [{ system: 'ormis@RWE', added: false, fields: [supplier] }] });
    await good(MINA, REGISTER, { id: 'ormis@RWE', owner: 'Somebody in between' });
    await refused(MINA, IMPORT, { ...input, preview: first.id }, 'preview', 'changed since; look again');
    const { systems } = await good(MINA, IMPORT, { ...input, preview: (await shown()).id });
    expect(systems).toEqual([{ id: 'ormis@RWE', supplier: 'Somebody' }]);
    await good(MINA, REGISTER, { id: 'ormis@RWE', owner: null, supplier: null });
  });

  test('what cannot be is refused by the field that is wrong: candidate, stage, share, reason, freeze', async () => {
    await refused(MINA, MOVE, { route: NOBODYS, stage: 'SHADOW' }, 'route', 'has no candidate');
    await refused(MINA, MOVE, { route: ROUTE, stage: 'LIVE' }, 'stage', 'cannot go from shadow to live');
    await refused(MINA, MOVE, { route: ROUTE, stage: 'RAMP', percent: 100 }, 'percent', 'from 1 to 99');
    await refused(MINA, MOVE, { route: ROUTE, stage: 'RAMP', percent: 5, reason: 'so' }, 'reason', 'must say why');
    const unseen = { route: ROUTE, stage: 'RAMP', percent: 5, movedAt: '2026-01-01T00:00:00Z' };
    await refused(MINA, MOVE, unseen, 'movedAt', 'look again');
    await refused(MINA, BUDGET, { route: ROUTE, minimumSample: 5_000 }, 'minimumSample', 'from 1 to 100');
    await refused(MINA, REHEARSE, { route: ROUTE, most: 0 }, 'most', '');
    await good(MINA, FREEZE, { route: ROUTE, to: '2026-12-01T00:00:00Z' });
    await refused(MINA, MOVE, { route: ROUTE, stage: 'RAMP', percent: 5 }, 'stage', `frozen: until 1 Dec 2026`);
    const thaw = await good(MINA, FREEZE, { route: ROUTE, to: '2026-11-01T00:00:00Z' });
    const { id } = thaw['loosening'] as { readonly id: string };
    await refused(MINA, DECIDE, { move: id, agree: true }, 'move', 'another person');
    await refused(MINA, MOVE, { route: ROUTE, stage: 'RAMP', percent: 5 }, 'stage', 'frozen: until 1 Dec 2026');
    await good(OTHER_MINA, DECIDE, { move: id, agree: true });
    const ahead = await good(MINA, FREEZE, { from: '2027-01-01T00:00:00Z', to: '2027-02-01T00:00:00Z' });
    const told = async () =>
      table(await opened().ask(MINA, '{ changeFreezes { id route ending { id } } }'), 'changeFreezes', 'id', 'route', 'ending.id'); // prettier-ignore
    const freeze = (ahead['freeze'] as { readonly id: string }).id;
    expect(await told()).toEqual([[freeze, null, null]]);
    await refused(MINA, END_FREEZE, { freeze: 'fz_none' }, 'freeze', 'is none that stands or is to come');
    const ends = ((await good(MINA, END_FREEZE, { freeze }))['loosening'] as { readonly id: string }).id;
    expect(await told()).toEqual([[freeze, null, ends]]);
    await good(OTHER_MINA, DECIDE, { move: ends, agree: true });
    expect(await told()).toEqual([]);
    await good(MINA, NOTE, { route: ROUTE, words: 'Cedar Ward was told', reason: undefined });
    expect((await history(ROUTE, 5)).map(([what]) => what)).toEqual([
      ...['noted', 'unfrozen', 'agreed', 'asked', 'frozen'],
    ]);
  });

  test('a second person must agree: to a move, to a looser budget, and to being needed no more', async () => {
    await good(MINA, SECOND, { route: ROUTE, required: true });
    const waits = await good(MINA, MOVE, { route: ROUTE, stage: 'RAMP', percent: 5 });
    expect(await stage()).toBe('SHADOW');
    const { id } = waits['waiting'] as { readonly id: string };
    await refused(MINA, DECIDE, { move: id, agree: true }, 'move', 'another person');
    await good(OTHER_MINA, DECIDE, { move: id, agree: true });
    expect(await stage()).toBe('RAMP');
    await good(MINA, MOVE, { route: ROUTE, stage: 'OFF' });
    const looser = await good(MINA, BUDGET, { route: ROUTE, errorPercent: '90' });
    const second = looser['loosening'] as { readonly id: string };
    await good(OTHER_MINA, DECIDE, { move: second.id, agree: false });
    const alone = await good(MINA, SECOND, { route: ROUTE, required: false });
    expect(alone).toMatchObject({
      routes: [{ secondApprover: true }],
      loosening: { words: 'moves need no second person' },
    });
    const last = alone['loosening'] as { readonly id: string };
    await refused(MINA, DECIDE, { move: last.id, agree: true }, 'move', 'another person');
    expect(await good(OTHER_MINA, DECIDE, { move: last.id, agree: true })).toMatchObject({
      routes: [{ stage: 'OFF', secondApprover: false }],
    });
    expect((await history(ROUTE, 8)).map(([what, , , after]) => [what, after])).toEqual([
      ['second-approver', 'false'],
      ['agreed', 'moves need no second person'],
      ['asked', 'moves need no second person'],
      ['refused', expect.stringContaining('errors 90 %')],
      ['asked', expect.stringContaining('errors 90 %')],
      ['rolled-back', 'off'],
      ['moved', 'ramp 5 %'],
      ['agreed', 'ramp 5 %'],
    ]);
  });

  test('a system is changed over the version that was read, and retired through its gate only', async () => {
    const ice = { id: 'ice@RWE', supplier: 'A supplier' };
    expect(await good(MINA, REGISTER, { ...ice, version: 1 })).toMatchObject({ system: { ...ice, version: 2 } });
    await refused(MINA, REGISTER, { ...ice, supplier: 'Another', version: 1 }, 'version', 'is 2 by now');
    await refused(MINA, REGISTER, { id: 'pas@RWE', lifecycle: 'RETIRED' }, 'lifecycle', 'through its gate');
    expect(await history('ice@RWE', 1)).toEqual([
      ['changed', MINA.name, '{"supplier":null}', '{"supplier":"A supplier"}', WHY],
    ]);
  });

  test.each(['YAML', 'CSV'])('the register comes back as it went out, whole or not at all: %s', async (format) => {
    const EXPORT = 'query Export($format: RegisterFormat!) { registerExport(format: $format) }';
    const text = String(at(await opened().ask(MINA, EXPORT, { format }), 'registerExport'));
    expect(await good(MINA, IMPORT, { format, text })).toMatchObject({ systems: [] });
    const changed = text.replace('A supplier', `${format} supplier`);
    const broken = `${changed}\nnobody`;
    expect(await done(MINA, IMPORT, { format, text: broken })).toMatchObject({ systems: null });
    expect(String(at(await opened().ask(MINA, EXPORT, { format }), 'registerExport'))).toBe(text);
    expect(await good(MINA, IMPORT, { format, text: changed })).toMatchObject({
      systems: [{ id: 'ice@RWE', supplier: `${format} supplier` }],
    });
    await good(MINA, IMPORT, { format, text });
  });
};
