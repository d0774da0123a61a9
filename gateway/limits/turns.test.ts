import fc from 'fast-check';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { nurse, testAsk } from '../testing/ask';
import { createTurns, type EndTurn, type Turns } from './turns';

const TIME_MS = 3_000;
/** No more than these are begun before anything is known of the machine. */
const AT_FIRST = 64;

const setUp = () => {
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const machine = { crowded: false };
  const logged: string[] = [];
  const turns = createTurns({
    ...{ clock, crowded: () => machine.crowded },
    log: { error: (_details, message) => void logged.push(message) },
  });
  /** What became of an operation that was asked now. */
  const ask = (userId = 'u-1', signal = new AbortController().signal) => {
    const asked: { turn?: EndTurn | null } = {};
    void turns
      .take(testAsk({ viewer: { ...nurse.viewer, userId }, clock, deadline: clock.millis() + TIME_MS, signal }))
      .then((turn) => (asked.turn = turn));
    return asked;
  };
  return { clock, machine, logged, turns, ask };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Looks so often that the limit stays where it is. */
const lookLong = (turns: Turns): void => {
  for (let time = 0; time < 100; time += 1) turns.look();
};

test('what waits begins when another ends, in the order in which it came', async () => {
  const { turns, ask } = setUp();
  const first = Array.from({ length: AT_FIRST }, () => ask());
  const [second, third] = [ask(), ask()];
  await settled();
  expect(first.every(({ turn }) => typeof turn === 'function')).toBe(true);
  expect(turns.counts()).toMatchObject({ underWay: AT_FIRST, waiting: 2 });
  first[0]?.turn?.();
  first[0]?.turn?.();
  await settled();
  expect([typeof second.turn, typeof third.turn]).toEqual(['function', 'undefined']);
});

test('who has less of their time left than operations take now lets others go before', async () => {
  const { clock, ask } = setUp();
  const slow = Array.from({ length: AT_FIRST }, () => ask());
  await settled();
  clock.advance(2_500);
  slow.splice(0, 40).forEach(({ turn }) => turn?.());
  for (let time = 0; time < 40; time += 1) ask();
  const early = ask();
  clock.advance(700);
  const [later, last] = [ask(), ask()];
  const begun: number[][] = [];
  for (const { turn } of slow.slice(0, 3)) {
    turn?.();
    await settled();
    begun.push([early, later, last].map((each) => (each.turn ? 1 : 0)));
  }
  expect(begun).toEqual([
    [0, 1, 0],
    [0, 1, 1],
    [1, 1, 1],
  ]);
});

test('who waited for half of the time is refused, which is told to the log once, and once when it is over', async () => {
  const { clock, logged, turns, ask } = setUp();
  const first = Array.from({ length: AT_FIRST }, () => ask());
  const late = [ask(), ask()];
  await settled();
  clock.advance(TIME_MS / 2);
  turns.look();
  await settled();
  expect(late).toEqual([{ turn: null }, { turn: null }]);
  expect(turns.counts()).toMatchObject({ underWay: AT_FIRST, waiting: 0, refused: 2 });
  first.forEach(({ turn }) => turn?.());
  turns.look();
  expect(logged).toEqual(['more is asked than can be answered in time: some are told to ask again']);
  clock.advance(60_000);
  lookLong(turns);
  expect(logged.slice(1)).toEqual(['what is asked can be answered in time again']);
});

test('an asker who is gone takes no turn', async () => {
  const { turns, ask } = setUp();
  const first = Array.from({ length: AT_FIRST }, () => ask());
  const gone = new AbortController();
  const asked = ask('u-1', gone.signal);
  gone.abort();
  await settled();
  first.forEach(({ turn }) => turn?.());
  expect(asked).toEqual({ turn: null });
  expect(turns.counts()).toMatchObject({ underWay: 0, waiting: 0, refused: 0 });
});

test('one user who asks for everything delays another by one turn only', async () => {
  const { ask } = setUp();
  const greedy = Array.from({ length: AT_FIRST + 50 }, () => ask('greedy'));
  const other = ask('other');
  await settled();
  greedy[0]?.turn?.();
  await settled();
  expect(typeof other.turn).toBe('function');
});

test('fewer are begun while it is crowded, and never none', async () => {
  const { machine, turns, ask } = setUp();
  const first = Array.from({ length: AT_FIRST }, () => ask());
  await settled();
  machine.crowded = true;
  for (const { turn } of first) {
    turns.look();
    turn?.();
  }
  lookLong(turns);
  expect(turns.counts().limit).toBe(8);
  const after = Array.from({ length: 20 }, () => ask());
  await settled();
  expect(after.filter(({ turn }) => turn)).toHaveLength(8);
});

test('systems that are slow crowd nothing: all who wait for them are begun', async () => {
  const { clock, turns, ask } = setUp();
  const asked = Array.from({ length: 500 }, () => ask());
  for (let tenth = 1; tenth < (TIME_MS / 2 / 100) * 2 && turns.counts().waiting > 0; tenth += 1) {
    clock.advance(50);
    turns.look();
  }
  await settled();
  expect(asked.filter(({ turn }) => turn)).toHaveLength(500);
});

test('a quiet moment in which a look comes late costs nobody a turn', () => {
  const { machine, turns } = setUp();
  machine.crowded = true;
  turns.look();
  machine.crowded = false;
  expect(turns.counts().limit).toBe(AT_FIRST);
});

type Step = 'ask' | 'end' | 'look' | 'crowded' | 'calm' | 'wait' | 'leave';
const STEPS: readonly Step[] = ['ask', 'ask', 'ask', 'end', 'look', 'crowded', 'calm', 'wait', 'leave'];

test('whatever happens, each is begun or refused in time, none is forgotten, and counts are true', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.nat(3)), { maxLength: 300 }), async (steps) => {
      const { clock, machine, turns, ask } = setUp();
      const all: { readonly asked: { turn?: EndTurn | null }; readonly gone: AbortController; ended: boolean }[] = [];
      const running = () => all.filter(({ asked, ended }) => asked.turn && !ended);
      for (const [step, user] of steps) {
        const [oldest] = running();
        if (step === 'ask')
          for (let one = 0; one < 10; one += 1) {
            const gone = new AbortController();
            all.push({ asked: ask(`u-${user}`, gone.signal), gone, ended: false });
          }
        if (step === 'end' && oldest) {
          oldest.ended = true;
          oldest.asked.turn?.();
        }
        if (step === 'look') turns.look();
        if (step === 'crowded' || step === 'calm') machine.crowded = step === 'crowded';
        if (step === 'wait') clock.advance(200);
        if (step === 'leave') all.at(-1)?.gone.abort();
        await settled();
        expect(turns.counts().underWay).toBe(running().length);
        expect(turns.counts().waiting).toBe(all.filter(({ asked }) => asked.turn === undefined).length);
      }
      clock.advance(TIME_MS / 2);
      turns.look();
      await settled();
      expect(all.filter(({ asked }) => asked.turn === undefined)).toEqual([]);
      for (const one of running()) one.asked.turn?.();
      expect(turns.counts()).toMatchObject({ underWay: 0, waiting: 0 });
    }),
    { numRuns: 50 },
  ));
