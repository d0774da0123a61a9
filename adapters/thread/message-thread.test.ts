import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startMessageThread, type Ended, type MessageThread } from './message-thread';

const ENTRY = join(__dirname, 'message-thread-under-test.ts');

let thread: MessageThread<string>;
let heard: string[];
let ends: Ended[];
let readies: number;
let lines: string[];
beforeEach(() => {
  [heard, ends, lines, readies] = [[], [], [], 0];
});
afterEach(() => thread.close());

const start = (
  settings: unknown,
  limits: { readonly silentMs?: number; readonly endsWithinMs?: number } = {},
  againMs: number | null = null,
): void => {
  thread = startMessageThread<string, string>({
    ...{ entry: ENTRY, settings, ...limits },
    log: (line) => void lines.push(line),
    hear: (said) => void heard.push(said),
    ready: () => {
      readies += 1;
    },
    ended: (end) => {
      ends.push(end);
      return againMs;
    },
  });
};
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(5);
};

test('what it is asked before it is ready it does when it is, in order; closed, it ends', async () => {
  start(null);
  expect([thread.ask('one'), thread.ask('two')]).toEqual([true, true]);
  await until(() => heard.length === 2);
  await thread.close();
  expect([heard, readies, ends, thread.ask('three')]).toEqual([
    ['one', 'two'],
    1,
    [{ fault: null, because: '', wasReady: true, wanted: true }],
    false,
  ]);
});

test('one that the system will not give is an end like any other: told of later, and tried again', async () => {
  // What cannot be copied makes it throw where it is made, as a system does that has no more threads.
  start({ of: () => undefined }, {}, 1);
  expect([ends, thread.ask('one')]).toEqual([[], false]);
  await until(() => ends.length >= 3);
  expect(ends[0]).toMatchObject({ because: ' (DataCloneError)', wasReady: false, wanted: false });
  await thread.close();
});

test('one that stands still is ended and told of as such; one that only has nothing to do is not', async () => {
  start(null, { silentMs: 5_000 }, 1);
  await until(() => readies === 1);
  await pause(6_500);
  expect(ends).toEqual([]);
  thread.ask('hang');
  await until(() => ends.length === 1);
  expect(ends[0]).toMatchObject({ because: ' (ThreadHung)', wasReady: true, wanted: false });
  await until(() => readies === 2);
  thread.ask('again');
  await until(() => heard.includes('again'));
});

test('one that does not end when it is told to is ended, and the log says so', async () => {
  start(null, { endsWithinMs: 50 });
  thread.ask('stay');
  await until(() => heard.length === 1);
  await thread.close();
  expect(lines).toEqual(['a thread that was told to end went on; it was ended, and what it had in hand is lost']);
});
