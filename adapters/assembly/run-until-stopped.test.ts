import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** The third: the terminal that it was started in was closed. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let folder: string;
let child: ChildProcessByStdio<null, Readable, Readable>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-stopped-'));
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** What it wrote of its end, so far. */
const wrote = (): readonly string[] => {
  const file = join(folder, 'end');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

/** A process that has started. */
const started = async (how = 'closes') => {
  child = spawn(
    process.execPath,
    ['--require', 'tsx/cjs', join(__dirname, 'run-until-stopped-under-test.ts'), join(folder, 'end'), how],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('still here')) await once(child.stdout, 'data');
  return { ended, said: () => said };
};

test.each(ENDING)('%s: what it started is closed, and it ends with 0', async (signal) => {
  const { ended, said } = await started();
  child.kill(signal);
  expect([await ended, wrote()]).toEqual([
    [0, null],
    ['closing', 'closed'],
  ]);
  expect(said()).toMatch(/The process is stopping\n$/);
});

test('told to stop while it starts, it says that it starts first, and is closed then', async () => {
  const { ended, said } = await started('starts slowly');
  child.kill('SIGTERM');
  expect([await ended, wrote()]).toEqual([
    [0, null],
    ['closing', 'closed'],
  ]);
  expect(said()).toMatch(/The process is stopping, once it has started; a second signal ends it at once\n$/);
});

test.each(ENDING)('%s a second time: it is not waited for', async (signal) => {
  const { ended } = await started('hangs');
  child.kill('SIGTERM');
  while (wrote().length === 0) await pause(10);
  child.kill(signal);
  expect([await ended, wrote()]).toEqual([[null, signal], ['closing']]);
});

test('whoever read what it says has gone: it is closed in order all the same', async () => {
  const { ended } = await started();
  child.stdout.destroy();
  child.stderr.destroy();
  // Time to say something that nobody hears.
  await pause(100);
  expect(child.exitCode).toBeNull();
  child.kill('SIGHUP');
  expect([await ended, wrote()]).toEqual([
    [0, null],
    ['closing', 'closed'],
  ]);
});
