import fc from 'fast-check';
import { ksDistance, quantile } from './distance';

test('the distance is none between equals, whole between strangers, and the same both ways', () => {
  expect(ksDistance([1, 2, 3], [3, 1, 2])).toBe(0);
  expect(ksDistance([1, 2], [3, 4])).toBe(1);
  expect(ksDistance([1, 2, 3, 4], [3, 4, 5, 6])).toBe(0.5);
  const some = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(some, some, (one, other) => ksDistance(one, other) === ksDistance(other, one)));
});

test('a quantile is a value of its own', () => {
  expect([quantile([5, 1, 3], 0.5), quantile([5, 1, 3], 0.99)]).toEqual([3, 5]);
});
