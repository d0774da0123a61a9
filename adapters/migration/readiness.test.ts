import fc from 'fast-check';
import { readinessOf, type ReadinessFigures } from './readiness';

const NOTHING: ReadinessFigures = {
  ...{ fields: null, people: null, agreement: null, freshness: null },
  ...{ errors: null, latency: null, readers: null, conditions: null },
};
const WHOLE: ReadinessFigures = {
  fields: { both: 12, lost: [] },
  people: { control: 400, candidate: 400 },
  agreement: { records: 1_000, matched: 1_000, severe: 0, reads: { all: 5_000, compared: 40 } },
  freshness: 'asked',
  errors: { asks: 500, failed: 0 },
  latency: { controlMs: 40, candidateMs: 90 },
  readers: { all: 3, losing: [] },
  conditions: { met: 2, unmet: [] },
};

const score = (figures: ReadinessFigures): number => readinessOf(figures).score ?? -1;

test('nothing known is no score; everything known and well is 100; every part says its figures', () => {
  expect(readinessOf(NOTHING)).toMatchObject({ score: null });
  expect(readinessOf(WHOLE).score).toBe(100);
  expect(readinessOf(WHOLE).parts.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  expect(readinessOf(WHOLE).parts[2]?.words).toBe(
    '100.0 % of 1000 records agree; 0 severe differences. Compared: 40 of 5000 reads.',
  );
  expect(readinessOf({ ...WHOLE, readers: { all: 3, losing: ['monthly-returns'] } }).parts[6]).toEqual({
    part: 'readers',
    score: 66,
    weight: 10,
    words: '1 of 3 clients read fields that it does not fill: monthly-returns.',
  });
});

test('where there are no conditions and no readers, it is said so', () => {
  const { parts } = readinessOf({ ...WHOLE, readers: { all: 0, losing: [] }, conditions: { met: 0, unmet: [] } });
  expect(parts.slice(6)).toMatchObject([
    { score: 100, words: 'No client was seen to read its fields.' },
    { score: 100, words: 'The register has no conditions for the control.' },
  ]);
  expect(readinessOf(WHOLE).parts[7]).toMatchObject({ words: 'All 2 conditions are met.' });
});

test('one record that differs among thousands is not none, and one ask that failed is not none', () => {
  const { parts } = readinessOf({
    ...{ ...WHOLE, errors: { asks: 50_000, failed: 1 } },
    agreement: { records: 50_000, matched: 49_999, severe: 1, reads: null },
  });
  expect(parts[2]?.words).toMatch(/^99.9 % of 50000 records agree/);
  expect(parts[4]?.words).toBe('1 of 50000 asks failed (0.1 %).');
});

test('one person who is missing among hundreds is not everybody', () => {
  const { score: whole, parts } = readinessOf({ ...WHOLE, people: { control: 400, candidate: 399 } });
  expect([whole, parts[1]?.score]).toEqual([99, 99]);
});

test('what nothing was compared of is not ready, however well the rest stands', () => {
  expect(score({ ...WHOLE, agreement: null })).toBe(70);
  expect(score({ ...WHOLE, agreement: { records: 0, matched: 0, severe: 0, reads: null } })).toBe(70);
});

const count = fc.nat(500);
const some: fc.Arbitrary<ReadinessFigures> = fc.record({
  fields: fc.option(fc.record({ both: count, lost: fc.array(fc.constant('Bed.sex'), { maxLength: 4 }) })),
  people: fc.option(fc.tuple(count, count).map(([a, b]) => ({ control: Math.max(a, b), candidate: Math.min(a, b) }))),
  agreement: fc.option(
    fc
      .tuple(count, count, fc.nat(3))
      .map(([a, b, severe]) => ({ records: Math.max(a, b), matched: Math.min(a, b), severe, reads: null })),
  ),
  freshness: fc.option(
    fc.oneof(fc.constant('asked' as const), fc.record({ ageMs: fc.nat(10_000_000), allowedMs: fc.nat(3_600_000) })),
  ),
  errors: fc.option(fc.tuple(count, count).map(([a, b]) => ({ asks: Math.max(a, b), failed: Math.min(a, b) }))),
  latency: fc.option(fc.record({ controlMs: fc.nat(2_000), candidateMs: fc.nat(2_000) })),
  readers: fc.option(fc.record({ all: fc.constant(5), losing: fc.array(fc.constant('board'), { maxLength: 5 }) })),
  conditions: fc.option(fc.record({ met: fc.nat(5), unmet: fc.array(fc.constant('a condition'), { maxLength: 3 }) })),
});

test('more agreement, fewer errors and another person covered never lower the score; nor does a condition that is met', () => {
  fc.assert(
    fc.property(some, (figures) => {
      const before = score(figures);
      const { agreement, errors, people, conditions } = figures;
      const better: Partial<ReadinessFigures>[] = [
        ...(agreement && agreement.matched < agreement.records
          ? [{ agreement: { ...agreement, matched: agreement.matched + 1 } }]
          : []),
        ...(agreement && agreement.severe > 0 ? [{ agreement: { ...agreement, severe: 0 } }] : []),
        ...(errors && errors.failed > 0 ? [{ errors: { ...errors, failed: errors.failed - 1 } }] : []),
        ...(people && people.candidate < people.control
          ? [{ people: { ...people, candidate: people.candidate + 1 } }]
          : []),
        ...(conditions && conditions.unmet.length > 0
          ? [{ conditions: { met: conditions.met + 1, unmet: conditions.unmet.slice(1) } }]
          : []),
      ];
      return better.every((more) => score({ ...figures, ...more }) >= before);
    }),
    { numRuns: 200 },
  );
});

test('to learn something never lowers it, and it stays between 0 and 100', () => {
  fc.assert(
    fc.property(some, some, (known, learned) => {
      const after = score({ ...known, agreement: known.agreement ?? learned.agreement });
      return after >= score(known) && after <= 100;
    }),
    { numRuns: 200 },
  );
});
