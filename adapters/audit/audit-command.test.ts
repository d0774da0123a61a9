import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';

/** The command as somebody types it: a process of its own over a database. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await sql`insert into read_audit (at, request_id, user_id, user_name, role, role_profile_id, organisation, purpose,
      client, operation, capability, persons, places, unresolved, instances, outcome)
    values (now(), 'r-1', '555000000020', 'WARD Ann', 'nurse', '1', 'RWE', 'TREAT', 'ward-app', 'Header', 'allergies',
      '{pt_1}', '{}', 0, '{pas@RWE}', 'answered')`.execute(database.store.db);
});
afterAll(() => database.drop());

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'audit-command.ts'), ...args], {
      env: { ...process.env, DATABASE_URL: database.url, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
    child.once('close', (code) => resolve({ code, ...said }));
  });

it('exports a person’s reads a line each, and puts the export on record', async () => {
  const { code, out, err } = await run(['export', '--patient', 'pt_1', '--user', 'privacy']);
  expect([code, err]).toEqual([0, '']);
  const events = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  // The export itself is the last read of the record.
  expect(events).toMatchObject([
    { action: 'R' },
    { action: 'E', agent: [{ who: { identifier: { value: 'audit-command' } } }, {}, {}, {}] },
  ]);
  const { rows } = await sql`select user_id, role, client, capability, persons, outcome from read_audit
    where client = 'audit-command'`.execute(database.store.db);
  expect(rows).toEqual([
    {
      ...{ user_id: 'terminal:privacy', role: 'privacy-officer', client: 'audit-command' },
      ...{ capability: 'access-log', persons: ['pt_1'], outcome: 'answered' },
    },
  ]);
});

it.each([['verify'], ['export', '--patient', 'pt_1']])('runs nowhere half in production: %j', async (...args) => {
  const { code, out, err } = await run(args, { NODE_ENV: 'production', CAUSEWAY_MODE: '' });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('environment.NODE_ENV: says production');
});

it('takes no token from the command line', async () => {
  const { code, out, err } = await run(['export', '--patient', 'pt_1', '--token', 'a-secret']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('CAUSEWAY_TOKEN');
  expect(err).not.toContain('a-secret');
});

it('says what it wants when it is asked wrongly', async () => {
  const { code, out, err } = await run(['export']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('--patient');
});
