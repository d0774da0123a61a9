import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freshDatabase } from '../../test/database';
import { readProxyArguments, UsageError } from './proxy-arguments';

const PERSON = '9990000018';
const CARER = '9990000034';
const read = (args: readonly string[], ...lines: readonly string[]) =>
  readProxyArguments(args, (count) => Promise.resolve(lines.slice(0, count)));

test('who it is about comes by standard input, the rest by options', async () => {
  expect(await read(['list'], PERSON)).toEqual({ command: { what: 'list', nhsNumber: PERSON }, json: false });
  expect(await read(['end', 'px_1', '--reason', 'no longer wanted', '--json', '--user', 'u-1'])).toEqual({
    ...{ command: { what: 'end', id: 'px_1', reason: 'no longer wanted' }, json: true, user: 'u-1' },
  });
  const bounds = ['--from', '2026-12-01T00:00:00Z', '--until', '2026-12-31T00:00:00Z'];
  const options = ['--reason', 'Seen with both', '--capability', 'appointments', '--capability', 'medications'];
  expect(await read(['record', ...options, ...bounds], PERSON, ` ${CARER} `, ' TESTER, Tom ')).toMatchObject({
    command: {
      what: 'record',
      proxy: {
        ...{ nhsNumber: PERSON, carerNhsNumber: CARER, carerName: 'TESTER, Tom', reason: 'Seen with both' },
        ...{ capabilities: ['appointments', 'medications'] },
        ...{ from: '2026-12-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' },
      },
    },
  });
});

test.each<[string, readonly string[], readonly string[]]>([
  ['nothing', [], []],
  ['another word', ['remove'], []],
  ['a number on the command line', ['list', PERSON], [PERSON]],
  ['no number', ['list'], []],
  ['a wrong number', ['list'], ['9990000019']],
  ['no reason', ['record'], [PERSON, CARER, 'Tom']],
  ['no carer', ['record', '--reason', 'Seen with both'], [PERSON]],
  ['no name', ['record', '--reason', 'Seen with both'], [PERSON, CARER, ' ']],
  ['no moment', ['record', '--reason', 'Seen with both', '--until', 'soon'], [PERSON, CARER, 'Tom']],
  ['no proxy', ['end', '--reason', 'no longer wanted'], []],
  ['an end without a reason', ['end', 'px_1'], []],
  ['too much', ['end', 'px_1', 'px_2', '--reason', 'no longer wanted'], []],
])('%s is not understood, and what was given is not repeated', async (_what, args, lines) => {
  const error: unknown = await read(args, ...lines).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).not.toMatch(/999000/);
});

test('as somebody types it: refused for a number that is nobody’s, on record, in a process of its own', async () => {
  const database = await freshDatabase();
  const ended = await new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'proxy-command.ts'), 'list'], {
      env: { ...process.env, DATABASE_URL: database.url, SIMULATORS: 'on' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('close', (code) => resolve({ code, said }));
    child.stdin.end(`${PERSON}\n`);
  });
  await database.drop();
  expect(ended).toEqual({ code: 2, said: expect.stringContaining('nobody that is known here') as string });
  expect(ended.said).not.toContain(PERSON);
});
