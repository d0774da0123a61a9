import fc from 'fast-check';
import { createPace } from './pace';

const paced = (random: () => number = () => 0.5) => {
  let elapsed = 0;
  return {
    pace: createPace({ elapsedMs: () => elapsed, random }),
    pass: (ms: number): void => {
      elapsed += ms;
    },
  };
};

test('one of each name is let through in its time, and where no time is set all are', () => {
  const { pace, pass } = paced();
  const admitted = (): readonly boolean[] => [pace.admits('beds', 1_000), pace.admits('stays', 5_000)];
  expect(admitted()).toEqual([true, true]);
  pass(999);
  expect(admitted()).toEqual([false, false]);
  pass(1);
  expect(admitted()).toEqual([true, false]);
  expect([pace.admits('all', 0), pace.admits('all', 0)]).toEqual([true, true]);
});

test('whoever asks however often, no more are let through than the time allows, and the gaps are uneven', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 1, maxLength: 20 }),
      (gaps, randoms) => {
        let turn = 0;
        const { pace, pass } = paced(() => randoms[turn++ % randoms.length] ?? 0);
        let [elapsed, lastAt] = [0, -Infinity];
        for (const gap of gaps) {
          pass(gap);
          elapsed += gap;
          if (!pace.admits('beds', 1_000)) expect(elapsed - lastAt).toBeLessThan(1_500);
          else {
            expect(elapsed - lastAt).toBeGreaterThanOrEqual(500);
            lastAt = elapsed;
          }
        }
      },
    ),
  );
});
