import fc from 'fast-check';
import { fixedClock } from '../../schema/clock';
import type { NhsNumber, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { ANSWER_STEP_MS, createAnswerSchedule } from './answer-schedule';
import { ask, person, underTest, viewer } from './door-under-test';

const START = '2026-11-20T10:00:00.000Z' as Instant;

/** A door whose look-ups take as long as they are told to, by a clock that waits as soon as it is asked to. */
const answeredAfter = async (
  look: 'find' | 'byIds' | 'search',
  whom: 'hidden' | 'nobody' | 'found',
  workMs: number,
  withinMs = 5_000,
): Promise<number> => {
  const clock = fixedClock(START);
  const wait = (ms: number) => Promise.resolve(clock.advance(ms));
  const one = person('p1', whom === 'hidden' ? { veryRestricted: true } : {});
  const found = whom === 'nobody' ? null : one;
  const work = <T>(answer: T): Promise<T> => {
    clock.advance(workMs);
    return Promise.resolve(answer);
  };
  const { door } = underTest(
    [],
    {},
    {
      clock,
      schedule: createAnswerSchedule(clock, wait),
      identity: {
        find: (_: unknown, knows: (who: typeof one) => boolean) =>
          work(found && knows(found) ? { kind: 'one', person: found } : { kind: 'none' }),
        byIds: () => work([found]),
        search: (_: unknown, __: number, among: string) =>
          work(found && (among === 'open') === (whom === 'found') ? [found] : []),
      } as never,
    },
  );
  const asking = ask({ viewer: viewer('nurse'), clock, deadline: clock.millis() + withinMs });
  const began = clock.millis();
  const look_ = {
    find: () => door.identity.find({ by: 'nhsNumber', nhsNumber: '9990000018' as NhsNumber }, asking),
    byIds: () => door.identity.byIds(['p1' as PersonId], asking),
    search: () => door.identity.search({ family: 'TESTER', given: 'Mavis' }, 10, asking),
  };
  await look_[look]();
  return clock.millis() - began;
};

/** Of what a look-up takes: any time within a step; a search looks twice. */
const withinStep = fc.integer({ min: 0, max: ANSWER_STEP_MS / 2 - 1 });

test.each(['find', 'byIds', 'search'] as const)(
  '%s: somebody hidden and nobody are answered at one moment, however long either look-up took',
  (look) =>
    fc.assert(
      fc.asyncProperty(withinStep, withinStep, async (one, other) => {
        expect(await answeredAfter(look, 'hidden', one)).toBe(ANSWER_STEP_MS);
        expect(await answeredAfter(look, 'nobody', other)).toBe(ANSWER_STEP_MS);
      }),
      { numRuns: 20 },
    ),
);

test('a slow look-up leaves at a later step, never between two', async () => {
  expect(await answeredAfter('find', 'hidden', 3 * ANSWER_STEP_MS + 1)).toBe(4 * ANSWER_STEP_MS);
  expect(await answeredAfter('find', 'nobody', 4 * ANSWER_STEP_MS - 1)).toBe(4 * ANSWER_STEP_MS);
});

test('whoever is found is told at once, and nobody is held beyond the deadline', async () => {
  expect(await answeredAfter('find', 'found', 3)).toBe(3);
  expect(await answeredAfter('find', 'nobody', 3, 33)).toBeLessThan(33);
  expect(await answeredAfter('find', 'nobody', 33, 33)).toBe(33);
});
