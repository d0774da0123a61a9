import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { readArguments } from './command-arguments';
import { createIntake } from '../inbox';
import { sampleFeed, sampleMessage } from '../inbox/sample-feed';
import { systemClock } from '../../schema/clock';
import { claimInstallation } from '../assembly/installation';
import { readEnvironment } from '../settings/environment';
import { readSettings } from '../settings/read-settings';

/** The command as somebody types it: a process of its own over a database. */
let database: FreshDatabase;
let id: string;
beforeAll(async () => {
  database = await freshDatabase();
  const intake = createIntake({
    ...{ store: database.store, clock: systemClock, log: () => undefined },
    feed: sampleFeed({}, 'pas-adt'),
  });
  await intake.receive(sampleMessage({ id: 'COMMAND-1', person: 'S9900001', family: 'SPECIMENA' }), {
    address: '127.0.0.1',
    port: 1,
  } as never);
  const { rows } = await database.store.pool.query<{ seq: number }>('select seq from message');
  id = `m_${rows[0]?.seq}`;
  await database.store.pool.query(
    `update message set state = 'held', reason = '{"hl7":"101","at":"PID-3","reason":"PID-3 holds nothing"}'`,
  );
});
afterAll(() => database.drop());

const run = (args: readonly string[], env: Record<string, string> = {}, typed = '') =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'messages-command.ts'), ...args], {
      env: { ...process.env, DATABASE_URL: database.url, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(typed);
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    child.once('close', (code) => resolve({ code, ...said }));
  });

it('lists what is held, and shows one masked', async () => {
  const held = await run(['held', '--feed', 'pas-adt']);
  expect([held.code, held.out]).toEqual([0, expect.stringContaining('COMMAND-1  held  101 PID-3 PID-3 holds nothing')]);
  const shown = await run(['show', id]);
  expect(shown.code).toBe(0);
  expect(shown.out).toContain('PID-5.1 Family Name: (masked)');
  expect(shown.out).not.toMatch(/SPECIMENA|S9900001/);
});

it('opens for a reason only, on record under the name of whoever sits there', async () => {
  expect((await run(['show', id, '--open', '--reason', 'short'])).code).toBe(2);
  const opened = await run(['show', id, '--open', '--reason', 'Its sender asks what was wrong', '--user', 'eve']);
  expect([opened.code, opened.out]).toEqual([0, expect.stringContaining('PID-5.1 Family Name: SPECIMENA')]);
  const { rows } = await database.store.pool.query(
    `select user_name, client, role, note from read_audit where capability = 'message-content' order by id desc limit 1`,
  );
  expect(rows).toEqual([
    { user_name: 'eve', client: 'messages-command', role: 'integration-engineer', note: `${id} opened` },
  ]);
});

it('where nothing is installed it does not say that no message is held', async () => {
  const folder = join(tmpdir(), `causeway-none-${process.pid}`);
  const { code, out, err } = await run(['held'], { DATABASE_URL: '', CAUSEWAY_DATA: folder });
  expect([code, out]).toEqual([4, '']);
  expect(err).toContain(`There is no Causeway in ${folder}`);
  expect(existsSync(folder)).toBe(false);
});

describe('beside an installation that others serve', () => {
  const key = 'the-key-of-a-hospital-that-serves-here';
  let served: FreshDatabase;
  beforeAll(async () => {
    served = await freshDatabase();
    const environment = readEnvironment({ CAUSEWAY_ID_KEY: key });
    const { estate } = readSettings({});
    await claimInstallation(served.store, { environment, estate }, systemClock);
  });
  afterAll(() => served.drop());

  const heldThere = (env: Record<string, string>) => run(['held'], { DATABASE_URL: served.url, ...env });
  const kept = async (): Promise<unknown> => {
    const { rows } = await served.store.pool.query(
      `select (select count(*) from read_audit) as reads, (select count(*) from audit_seal) as seals,
        (select count(*) from route) as routes, (select count(*) from registered_system) as systems`,
    );
    return rows[0];
  };

  it('asks with its key and its settings, and changes no route', async () => {
    const { code, out } = await heldThere({ CAUSEWAY_ID_KEY: key });
    expect([code, out]).toEqual([0, '0 messages\n']);
    expect(await kept()).toMatchObject({ routes: 0, systems: 0 });
  });

  it('does nothing with the key of another shell, by which the record of reads would no longer hold', async () => {
    const before = await kept();
    const { code, out, err } = await heldThere({});
    expect([code, out, err]).toEqual([4, '', expect.stringContaining('CAUSEWAY_ID_KEY is not the key')]);
    expect(await kept()).toEqual(before);
  });

  it('does nothing with the settings of another shell, nor with tables that are not of its version', async () => {
    await served.store.pool.query(`update installation set settings_check = 'other'`);
    const other = await heldThere({ CAUSEWAY_ID_KEY: key });
    expect([other.code, other.err]).toEqual([4, expect.stringContaining('The settings here are not those')]);
    await served.store.pool.query(`insert into migration (name) values ('9999-of-a-later-version')`);
    const later = await heldThere({ CAUSEWAY_ID_KEY: key });
    expect([later.code, later.err]).toEqual([4, expect.stringContaining('of a newer version than this one')]);
  });
});

it('says how it is used to whoever asks', async () => {
  const { code, out, err } = await run(['--help'], { DATABASE_URL: '' });
  expect([code, out, err]).toEqual([0, expect.stringContaining('npm run messages -- <what>'), '']);
});

it.each([
  // Two addresses for one name, as localhost mostly has: the fault has no words of its own.
  ['localhost:1/causeway', 'The store cannot be reached (ECONNREFUSED)'],
  ['127.0.0.1:1/causeway', 'The store cannot be reached (ECONNREFUSED)'],
])('says that the store is down: %s', async (place, words) => {
  const { code, err } = await run(['held'], { DATABASE_URL: `postgres://causeway:secret@${place}` });
  expect([code, err]).toEqual([4, expect.stringContaining(words)]);
  expect(err).toContain('The inbox could not be asked.');
  expect(err).not.toContain('secret');
});

it('says that a database is not there', async () => {
  const url = new URL(database.url);
  url.pathname = '/not-there';
  const { code, err } = await run(['held'], { DATABASE_URL: url.href });
  expect([code, err]).toEqual([4, expect.stringContaining('The store let nobody in (3D000)')]);
});

it('reads the number it looks for from standard input', async () => {
  const found = await run(['search', '--identifier', '-'], {}, 'S9900001\n');
  expect([found.code, found.out]).toEqual([0, expect.stringContaining('COMMAND-1')]);
  const none = await run(['search', '--identifier', '-'], {}, 'S9900002\n');
  expect([none.code, none.out]).toEqual([0, '0 messages\n']);
});

it('takes a visit, which names its patient, as it takes the numbers of persons', async () => {
  const { command } = await readArguments(['search', '--visit', '-'], () => Promise.resolve(' 700001\n'));
  expect(command).toMatchObject({ filter: { visit: '700001' } });
});

it.each([
  ['an option that there is not', ['held', '--frobnicate'], {}, 2, 'npm run messages'],
  ['a message that is not there', ['show', 'm_999999'], {}, 1, ''],
  ['an action on one that is not there', ['release', 'm_999999', '--reason', 'A reason that says why'], {}, 2, 'ids'],
  ['a token that is none', ['held'], { CAUSEWAY_TOKEN: 'nonsense' }, 3, 'token'],
])('ends with its own code: %s', async (_, args, env, code, words) => {
  const ended = await run(args, env);
  expect([ended.code, ended.err]).toEqual([code, expect.stringContaining(words)]);
});

it.each([
  [[], 'What is to be done'],
  [['explode'], 'What is to be done'],
  [['release', 'm_1'], '--reason'],
  [['release', '--reason', 'A reason that says why'], 'Which messages'],
  [['show'], 'Which message'],
  [['show', '42'], 'named by its id, as the list shows it: m_42'],
  [['release', 'm_1', '42', '--reason', 'A reason that says why'], 'named by its id'],
  [['show', 'm_1', '--open'], '--reason'],
  [['search', '--nhs-number', '9990000018'], 'npm writes what is typed'],
  [['search', '--identifier', 'S9900001'], 'npm writes what is typed'],
  [['search', '--visit', '700001'], 'npm writes what is typed'],
  [['held', '--token', 'a-secret'], 'CAUSEWAY_TOKEN'],
  [['search', '--nhs-number', '-'], 'not a valid NHS number'],
  [['search', '--nhs-number', '-', '--identifier', '-'], 'one line'],
  [['search', '--visit', '-', '--identifier', '-'], 'one line'],
  [['search', '--state', 'lost'], '--state is one of'],
  [['search', '--since', 'yesterday'], '--since is a moment'],
  [['held', '--limit', '0'], '--limit'],
])('%j is not understood', async (args, words) => {
  await expect(readArguments(args, () => Promise.resolve('9990000019'))).rejects.toThrow(words);
});
