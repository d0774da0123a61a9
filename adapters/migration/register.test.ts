import type { Ask } from '../../schema/capabilities';
import { fixedClock, now } from '../../schema/clock';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { rolePolicy } from '../access';
import { syncRegister, syncRoutes, type SystemInstance } from '../ledger';
import { createRecorder } from '../routing';
import { createRegister } from './register';

const RWE = 'RWE' as OdsCode;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const reason = 'as the programme board agreed';
const system = (name: InstanceName, kind: string | null): SystemInstance => ({
  ...{ name, kind, systemName: name, organisation: RWE, organisationName: 'UHL' },
  lifecycle: kind === null ? 'not-connected' : 'live',
});
const systems = [system('pas@RWE', 'pas'), system('ormis@RWE', null)];
const ask: Ask = {
  viewer: {
    ...{ userId: 'Mina', name: 'PLANNER Mina', role: 'migration-planner', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: RWE, organisationName: 'UHL' },
  },
  ...{ purpose: 'HOPERAT', client: 'test', operation: 'Test', requestId: 'r' },
  ...{ deadline: clock.millis() + 5_000, signal: new AbortController().signal, clock },
};

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
  await starts();
});
afterEach(() => database.drop());

const starts = async (): Promise<void> => {
  await syncRoutes(database.store, { systems, routes: [], kinds: new Map() }, clock);
  await syncRegister(database.store, systems, [], clock);
};
const register = () =>
  createRegister({
    ...{ store: database.store, clock },
    recorder: createRecorder({ recordRead: () => Promise.resolve() }, rolePolicy, {}),
  });
/** As the gate leaves it. */
const retire = async (): Promise<void> => {
  const { db } = database.store;
  await db.updateTable('registered_system').set({ lifecycle: 'retired', changed_by: 'Mina' }).execute();
  await db.updateTable('system_instance').set({ lifecycle: 'retired' }).where('name', '=', 'pas@RWE').execute();
};
const lifecycles = async (): Promise<readonly string[]> =>
  (await register().systems(RWE, ask)).map(({ id, lifecycle }) => `${id} ${lifecycle}`);
const instance = async (): Promise<string | undefined> =>
  (
    await database.store.db
      .selectFrom('system_instance')
      .select('lifecycle')
      .where('name', '=', 'pas@RWE')
      .executeTakeFirst()
  )?.lifecycle;

test('an older register does not bring a retired system back, nor does a change: what it told stays an archive', async () => {
  const text = await register().exportText('yaml', ask);
  await retire();
  const refused = /^lifecycle of pas@RWE stays retired: .*archive/;
  await expect(register().importText({ format: 'yaml', text, reason }, ask)).rejects.toThrow(refused);
  await expect(register().change({ id: 'pas@RWE', lifecycle: 'live', reason }, ask)).rejects.toThrow(refused);
  await starts();
  expect(await lifecycles()).toEqual(['ormis@RWE retired', 'pas@RWE retired']);
  expect(await instance()).toBe('retired');
});

test('the rest of a retired system may be changed, and its register is imported again to the letter', async () => {
  await retire();
  await register().change({ id: 'pas@RWE', owner: 'Head of Systems', reason }, ask);
  const text = await register().exportText('yaml', ask);
  expect(await register().importText({ format: 'yaml', text, reason }, ask)).toEqual([]);
});

test('an import is previewed: what is added and changed, field by field, what stays, what goes for good; nothing is done', async () => {
  const { db } = database.store;
  await register().change({ id: 'pas@RWE', owner: 'Head of Systems', conditions: ['Cleansed', 'Moved'], reason }, ask);
  await db.updateTable('system_condition').set({ met_at: now(clock), met_by: 'Omar' }).where('words', '=', 'Cleansed').execute(); // prettier-ignore
  const before = await register().exportText('yaml', ask);
  const text = `
- { id: pas@RWE, owner: null, conditions: [Moved, Kept], phases: [{ phase: replacing, plannedFrom: '2026', actualFrom: null, note: late }] }
- { id: new@RWE, name: New, organisationName: UHL, lifecycle: planned }`;
  const preview = await register().previewImport({ format: 'yaml', text }, ask);
  expect(preview).toMatchObject({
    ...{ refusals: [], unchanged: 0, unnamed: 1 },
    warnings: ['pas@RWE: a condition that is met would go: Cleansed (Omar)'],
  });
  const [changed, added] = preview.systems;
  expect(changed).toEqual({
    ...{ system: 'pas@RWE', name: 'pas@RWE', added: false },
    fields: [
      { field: 'owner', before: ['Head of Systems'], after: [] },
      { field: 'phases', before: [], after: ['replacing, planned 2026, late'] },
      { field: 'conditions', before: ['Cleansed', 'Moved'], after: ['Moved', 'Kept'] },
    ],
  });
  expect(added).toMatchObject({ system: 'new@RWE', added: true });
  expect(added?.fields.map(({ field, after }) => [field, ...after])).toEqual([
    ['name', 'New'],
    ['organisationName', 'UHL'],
    ['lifecycle', 'planned'],
  ]);
  expect(await register().exportText('yaml', ask)).toBe(before);
  expect(await register().previewImport({ format: 'yaml', text: before }, ask)).toMatchObject({
    ...{ systems: [], unchanged: 2, unnamed: 0, warnings: [] },
  });
});

test('what was previewed is what is imported: not another text, nor once somebody changed the register', async () => {
  const text = 'id,owner\r\npas@RWE,Head of Systems\r\n';
  const imports = (words: string, preview: string) =>
    register().importText({ format: 'csv', text: words, reason, preview }, ask);
  const seen = await register().previewImport({ format: 'csv', text }, ask);
  await expect(imports(text.replace('Head', 'Chief'), seen.id)).rejects.toThrow(/^preview is of another text/);
  await register().change({ id: 'ormis@RWE', owner: 'Somebody else', reason }, ask);
  await expect(imports(text, seen.id)).rejects.toThrow(/^preview is of the register as it was before/);
  await expect(imports(text, 'rp_nonsense')).rejects.toThrow(/^preview is of/);
  const again = await register().previewImport({ format: 'csv', text }, ask);
  expect(await imports(text, again.id)).toMatchObject([{ id: 'pas@RWE', owner: 'Head of Systems' }]);
});

test('a preview tells in the words of the import why it would be refused, all of it', async () => {
  const refusals = async (text: string) => (await register().previewImport({ format: 'yaml', text }, ask)).refusals;
  expect(await refusals('nonsense: [')).toEqual(['text is not YAML']);
  const two = '[{ id: pas@RWE, lifecycle: retired }, { id: ormis@RWE, owner: see 999 000 0018 }]';
  expect(await refusals(two)).toEqual([
    expect.stringMatching(/^lifecycle of pas@RWE cannot be retired/),
    'text of ormis@RWE must not hold an NHS number',
  ]);
});

test.each<['csv' | 'yaml', string]>([
  ['csv', 'id,name,lifecycle,yearlyCost\r\npas@RWE,HISS,live,120000\r\n'],
  ['yaml', 'systems:\n  - { id: pas@RWE, name: HISS, yearlyCost: "120000" }\n'],
])('what an import leaves out stays: conditions and dependants do not go with a column (%s)', async (format, text) => {
  const [conditions, dependants] = [['PAS in the EPR'], ['Wristbands']];
  await register().change({ id: 'pas@RWE', conditions, dependants, owner: 'Head of Systems', reason }, ask);
  expect(await register().importText({ format, text, reason }, ask)).toMatchObject([
    { ...{ name: 'HISS', yearlyCost: '120000', owner: 'Head of Systems', dependants }, conditions: [{ words: conditions[0] }] },
  ]); // prettier-ignore
  const without = 'systems:\n  - { id: pas@RWE, dependants: [], owner: null }\n';
  expect(await register().importText({ format: 'yaml', text: without, reason }, ask)).toMatchObject([
    { dependants: [], owner: null, conditions: [{ words: conditions[0] }] },
  ]);
});

const yaml = (system: string) => ({ format: 'yaml', text: `systems:\n  - { ${system} }\n`, reason }) as const;
const csv = (line: string) => ({ format: 'csv', text: `id,name,lifecycle\r\n${line}\r\n`, reason }) as const;
test.each<[string, () => Promise<unknown>]>([
  ['an edit', () => register().change({ id: 'ormis@RWE', lifecycle: 'retired', reason }, ask)],
  ['an import of YAML', () => register().importText(yaml('id: ormis@RWE, lifecycle: retired'), ask)],
  ['an import of CSV', () => register().importText(csv('ormis@RWE,ORMIS,retired'), ask)],
  ['an import of a system that was never registered', () => register().importText(yaml('id: new@RWE, name: New, organisationName: UHL, lifecycle: retired'), ask)],
  ['an edit that registers it', () => register().change({ id: 'new@RWE', name: 'N', lifecycle: 'retired', reason }, ask)],
])('%s retires no system, connected or not: only its gate does, and the rest of the text is not written either', async (_how, edit) => {
  const before = await register().exportText('yaml', ask);
  await expect(edit()).rejects.toMatchObject({
    ...{ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^lifecycle of \w+@RWE cannot be retired by .*gate/) as string },
  });
  expect(await register().exportText('yaml', ask)).toBe(before);
}); // prettier-ignore

test('a system that no adapter ever reached may come back: nothing of it is read, and who signed did not sign for the next time', async () => {
  await retire();
  const signed = { system: 'ormis@RWE', user_id: 'Sam', user_name: 'Sam', role: 'migration-planner', words: reason };
  await database.store.db
    .insertInto('system_sign_off')
    .values({ ...signed, at: now(clock) })
    .execute();
  await register().change({ id: 'ormis@RWE', lifecycle: 'not-connected', reason }, ask);
  expect(await lifecycles()).toEqual(['ormis@RWE not-connected', 'pas@RWE retired']);
  expect((await register().systems(RWE, ask)).flatMap(({ signOffs }) => signOffs)).toEqual([]);
});

test('the systems of an organisation that nobody knows are not none', async () => {
  const unknown = { code: 'BAD_USER_INPUT', message: 'organisation is not known' };
  await expect(register().systems('RW9' as OdsCode, ask)).rejects.toMatchObject(unknown);
});

test('a new system is its organisation’s by the name that the others have it by, or by its code where it is the first', async () => {
  const added = async (id: InstanceName) =>
    (await register().change({ id, name: 'New', reason }, ask)).organisationName;
  expect([await added('new@RWE'), await added('new@RT5')]).toEqual(['UHL', 'RT5']);
});
