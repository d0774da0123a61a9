import type { LifecyclePhase, RegisteredSystem } from '../../schema/migration/register';
import type { LocalDate, PartialDate } from '../../schema/time';
import { lastDayOf, milestonesOf, slippingOf } from './milestones';

const phase = (name: LifecyclePhase['phase'], plannedFrom: string | null, actualFrom: string | null = null) => ({
  ...{ phase: name, plannedFrom: plannedFrom as PartialDate | null, actualFrom: actualFrom as PartialDate | null },
  note: null,
});
const system = (id: string, ...phases: readonly LifecyclePhase[]) =>
  ({ id: `${id}@RWE`, name: id, lifecycle: 'live', phases }) as unknown as RegisteredSystem;
const TODAY = '2024-03-01' as LocalDate;

test('a date known to the year or month holds to its last day', () => {
  expect(['2024', '2024-02', '2024-02-10'].map((date) => lastDayOf(date as PartialDate))).toEqual([
    '2024-12-31',
    '2024-02-29',
    '2024-02-10',
  ]);
});

test('late is what is not said to have begun; what began late says by how much', () => {
  const all = milestonesOf(
    [system('hiss', phase('replacing', '2023', '2024-01-10'), phase('decommissioned', '2024-02'))],
    TODAY,
  );
  expect(all.map(({ state, daysLate }) => [state, daysLate])).toEqual([
    ['done', 10],
    ['late', 1],
  ]);
});

test('a slip is said once, of the phase that is overdue by now; kept systems, coming ones and overtaken phases do not slip', () => {
  const slipping = slippingOf(
    [
      system('hiss', phase('retained', '2022'), phase('replacing', '2022-05'), phase('decommissioned', '2023')),
      system('ormis', phase('retained', '2022'), phase('replacing', '2024')),
      system('ice', phase('replacing', '2022'), phase('decommissioned', '2023', '2024-01')),
    ],
    TODAY,
  );
  const words = 'hiss was to be switched off by 2023-12-31, and is not said to be.';
  expect([...slipping]).toEqual([['hiss@RWE', { due: '2023-12-31', words }]]);
});
