import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

let child: ChildProcessByStdio<null, Readable, null>;
afterEach(() => void child.kill('SIGKILL'));

/** A command at work; `said`: resolves once it has said so. */
const working = async (how = 'closes') => {
  child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, 'close-on-signal-under-test.ts'), how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close') as Promise<[code: number | null, signal: string | null]>;
  let all = '';
  child.stdout.on('data', (chunk: Buffer) => (all += chunk.toString()));
  const said = async (line: string): Promise<void> => {
    while (!all.includes(line)) await once(child.stdout, 'data');
  };
  await said('working');
  return { ended, said, all: () => all };
};

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s: a command closes what it opened and ends with %i, as a shell tells of it', async (signal, code) => {
  const { ended, all } = await working();
  child.kill(signal);
  expect([await ended, all()]).toEqual([[code, null], 'working\nclosing\nclosed\n']);
});

test('what cannot be closed does not keep it', async () => {
  const { ended } = await working('fails');
  child.kill('SIGTERM');
  expect(await ended).toEqual([143, null]);
});

test('a second signal ends it at once', async () => {
  const { ended, said, all } = await working('hangs');
  child.kill('SIGINT');
  await said('closing');
  child.kill('SIGTERM');
  expect([await ended, all()]).toEqual([[null, 'SIGTERM'], 'working\nclosing\n']);
});
