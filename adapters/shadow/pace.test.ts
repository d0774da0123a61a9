import fc from 'fast-check';
import { DAY } from '../../schema/time';
import { createPace } from './pace';

const paced = (random: () => number = () => 0.5, costMs: () => number = () => 0) => {
  let elapsed = 0;
  let reads = 0;
  const pace = createPace({ elapsedMs: () => elapsed, random, costMs });
  return {
    /** One about somebody who was never compared, unless it is said whom. */
    admits: (name: string, everyMs: number, subjects: readonly string[] = [`new ${(reads += 1)}`]): boolean =>
      pace.admits({ name, everyMs, urgent: false, subjects: () => subjects }),
    /** What answers the living, about the same ward each time. */
    admitsUrgent: (name: string, everyMs: number): boolean =>
      pace.admits({ name, everyMs, urgent: true, subjects: () => ['polled'] }),
    pass: (ms: number): void => {
      elapsed += ms;
    },
  };
};

test('one of each name is let through in its time, and where no time is set all are', () => {
  const { admits, pass } = paced();
  const admitted = (): readonly boolean[] => [admits('beds', 2_000), admits('stays', 5_000)];
  expect(admitted()).toEqual([true, true]);
  pass(1_999);
  expect(admitted()).toEqual([false, false]);
  pass(1);
  expect(admitted()).toEqual([true, false]);
  expect([admits('all', 0), admits('all', 0)]).toEqual([true, true]);
});

test('whoever asks however often, no more are let through than the time allows, and the gaps are uneven', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 1, maxLength: 20 }),
      (gaps, randoms) => {
        let turn = 0;
        const { admits, pass } = paced(() => randoms[turn++ % randoms.length] ?? 0);
        let [elapsed, lastAt] = [0, -Infinity];
        for (const gap of gaps) {
          pass(gap);
          elapsed += gap;
          // Drawn when the last was let through; whole milliseconds pass.
          const gapMs = Math.floor(2_000 * (randoms[(turn - 1 + randoms.length) % randoms.length] ?? 0));
          if (!admits('beds', 1_000)) expect(elapsed - lastAt).toBeLessThanOrEqual(gapMs);
          else {
            expect(elapsed - lastAt).toBeGreaterThanOrEqual(gapMs);
            lastAt = elapsed;
          }
        }
      },
    ),
  );
});

test('of several who are read in one breath, in the same order each minute, everybody is compared before long', () => {
  let turn = 0;
  const { admits, pass } = paced(() => (turn++ % 11) / 11);
  const people = ['first', 'second', 'third', 'fourth', 'fifth'];
  const compared = new Set<string>();
  for (let minute = 0; minute < 60; minute += 1) {
    for (const person of people) {
      if (admits('who', 5_000, [person])) compared.add(person);
      pass(1_000);
    }
    pass(55_000);
  }
  expect([...compared].sort()).toEqual([...people].sort());
});

test('many routes that are asked all the time are compared no more often together than a few, and each has its share', () => {
  const counted = (routes: number): readonly number[] => {
    let turn = 0;
    const { admits, pass } = paced(() => (turn++ % 11) / 10);
    const counts = Array.from({ length: routes }, () => 0);
    for (let second = 0; second < 600; second += 1) {
      for (let route = 0; route < routes; route += 1)
        if (admits(`route ${route}`, 1_000)) counts[route] = (counts[route] ?? 0) + 1;
      pass(1_000);
    }
    return counts;
  };
  // Two a second is 1,200 in ten minutes.
  const many = counted(40);
  expect(many.reduce((sum, count) => sum + count, 0)).toBeLessThan(1_300);
  expect(Math.min(...many)).toBeGreaterThan(15);
  expect(counted(1)[0]).toBeGreaterThan(300);
});

test('somebody who was not compared comes before those who were, and nobody is left out for it', () => {
  const { admits, pass } = paced();
  expect(admits('stays', 1_000, ['polled'])).toBe(true);
  pass(1_000);
  // The board that asks all the time waits a little: the turn is kept for whoever is asked about once.
  expect(admits('stays', 1_000, ['polled'])).toBe(false);
  expect(admits('stays', 1_000, ['polled', 'rare'])).toBe(true);
  pass(1_500);
  expect(admits('stays', 1_000, ['polled'])).toBe(true);
  pass(DAY);
  expect(admits('stays', 1_000, ['rare'])).toBe(true);
  pass(1_000);
  // What was compared a day ago is new again.
  expect([admits('stays', 1_000, ['rare']), admits('stays', 1_000, ['polled'])]).toEqual([false, true]);
});

test('what is urgent keeps its gaps whatever else is compared, and the others give way to it', () => {
  let turn = 0;
  const { admits, admitsUrgent, pass } = paced(() => (turn++ % 11) / 10);
  const counts = { ramps: 0, shadows: 0 };
  for (let tick = 0; tick < 6_000; tick += 1) {
    for (let route = 0; route < 4; route += 1) if (admitsUrgent(`ramp ${route}`, 1_000)) counts.ramps += 1;
    for (let route = 0; route < 10; route += 1) if (admits(`shadow ${route}`, 5_000)) counts.shadows += 1;
    pass(100);
  }
  // Ten minutes: four a second of the ramps, and of the others two thirds of the 1,200 there would be without.
  expect(counts.ramps).toBeGreaterThan(2_200);
  expect(counts.shadows).toBeGreaterThan(250);
  expect(counts.shadows).toBeLessThan(600);
});

test('the dearer a comparison is, the fewer there are, whatever is asked: half a hundredth of a processor, and never none', () => {
  const inAnHour = (costMs: number): number => {
    let turn = 0;
    const { admits, pass } = paced(
      () => (turn++ % 11) / 10,
      () => costMs,
    );
    let count = 0;
    for (let second = 0; second < 3_600; second += 1) {
      for (let route = 0; route < 3; route += 1) if (admits(`route ${route}`, 5_000)) count += 1;
      pass(1_000);
    }
    return count;
  };
  const dear = inAnHour(100);
  // Half a hundredth of an hour is 18 s.
  expect(dear * 100).toBeLessThan(18_500);
  expect(dear * 100).toBeGreaterThan(15_000);
  expect(inAnHour(2)).toBe(inAnHour(0));
  expect(inAnHour(60_000)).toBeGreaterThan(90);
});
