import { createComparingCost } from './comparing-cost';

const measured = () => {
  let active = 0;
  const cost = createComparingCost(() => active);
  /** A second, in which the thread was at work for so long. */
  const second = (activeMs: number): void => {
    active += activeMs;
    cost.tick();
  };
  return { cost, second };
};

test('what comparing takes, with what is written after it, is divided among the reads that were compared', () => {
  const { cost, second } = measured();
  expect(cost.perComparisonMs()).toBe(0);
  for (let time = 0; time < 10; time += 1) {
    cost.asked();
    cost.compared();
    cost.compared();
    second(60);
    second(20);
  }
  expect(cost.perComparisonMs()).toBe(40);
});

test('what is asked again later counts for those that were compared, and a quiet night for nobody', () => {
  const { cost, second } = measured();
  cost.asked();
  cost.compared();
  second(50);
  second(10);
  for (let quiet = 0; quiet < 10_000; quiet += 1) second(2);
  expect(cost.perComparisonMs()).toBe(60);
  cost.asked();
  second(30);
  second(0);
  expect(cost.perComparisonMs()).toBe(90);
});

test('it follows what comparisons have come to take', () => {
  const { cost, second } = measured();
  const compare = (times: number, activeMs: number): void => {
    for (let time = 0; time < times; time += 1) {
      cost.asked();
      cost.compared();
      second(activeMs);
    }
  };
  compare(1_000, 10);
  compare(1_000, 200);
  expect(cost.perComparisonMs()).toBeCloseTo(200, 0);
});
