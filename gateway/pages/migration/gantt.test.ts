import { bandsOf, roundUp } from '../client/migration/areas';
import { axisOf, barsOf, overdue, phaseWords, placeOn } from '../client/migration/gantt';

const NOW = Date.UTC(2026, 10, 20);
const phase = (name: string, plannedFrom: string | null, actualFrom: string | null = null) => ({
  ...{ phase: name, plannedFrom, actualFrom, note: null },
});
const HISS = [
  phase('RETAINED', '2022', '2022'),
  phase('REPLACING', '2023', '2025-03'),
  phase('DECOMMISSIONED', '2024'),
];

describe('a system on the timeline', () => {
  const axis = axisOf([HISS], NOW);

  test('whole years hold every date, and today', () => {
    expect(axis.years).toEqual([2022, 2023, 2024, 2025, 2026]);
    expect(placeOn(axis, Date.UTC(2022, 0, 1))).toBe(0);
    expect(placeOn(axis, NOW)).toBeGreaterThan(97);
  });

  test('what is planned reaches to the end, what has happened reaches to today', () => {
    expect(barsOf(HISS, 'plannedFrom', axis, NOW).at(-1)).toEqual({
      ...{ phase: 'DECOMMISSIONED', from: Date.UTC(2024, 0, 1), to: axis.to, sure: false },
    });
    expect(barsOf(HISS, 'actualFrom', axis, NOW).map(({ to }) => to)).toEqual([Date.UTC(2025, 2, 1), NOW]);
  });

  test('a date is said no closer than it is known', () => {
    expect(phaseWords(HISS, 'actualFrom')).toBe('retained 2022, replacing Mar 2025');
    expect(phaseWords([phase('REPLACING', '2026-06-01')], 'plannedFrom')).toBe('replacing 1 Jun 2026');
    expect(phaseWords([phase('RETAINED', null)], 'plannedFrom')).toBe('nothing recorded');
  });

  test.each([
    ['2025', true],
    ['2026', false],
    ['2026-10', true],
    ['2026-11', false],
    ['2026-11-19', true],
    ['2026-11-20', false],
  ])('planned for %s and never begun: past its date on 20 November 2026 is %p', (planned, late) => {
    expect(overdue([phase('DECOMMISSIONED', planned)], NOW)).toHaveLength(late ? 1 : 0);
  });
});

describe('traffic, stacked', () => {
  const slice = (reads: Readonly<Record<string, number>>) => ({
    ...{ from: '', to: '' },
    systems: Object.entries(reads).map(([system, count]) => ({ system, reads: count })),
  });

  test('each system lies on those below it, the busiest at the foot; who was not read in a slice takes no room', () => {
    expect(bandsOf([slice({ old: 9, other: 1 }), slice({ old: 2, new: 5 })])).toEqual([
      { system: 'old', total: 11, lower: [0, 0], upper: [9, 2] },
      { system: 'new', total: 5, lower: [9, 2], upper: [9, 7] },
      { system: 'other', total: 1, lower: [9, 7], upper: [10, 7] },
    ]);
  });

  test.each([
    [0, 1],
    [7, 8],
    [41, 60],
    [5_340, 6_000],
    [10_000, 10_000],
  ])('the axis of %d reads ends at %d', (most, end) => {
    expect(roundUp(most)).toBe(end);
  });
});
