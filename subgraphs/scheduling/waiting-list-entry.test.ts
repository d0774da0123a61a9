import type { WaitingListEntry } from '../../schema/clinical/scheduling';
import type { LocalDate } from '../../schema/time';
import { daysWaiting } from './waiting-list-entry';

const TODAY = '2026-11-20' as LocalDate;
const days = (entry: object, today = TODAY) => daysWaiting({ status: 'waiting', ...entry } as WaitingListEntry, today);

test('a wait counts from the original date, else from the day of listing', () => {
  expect(days({ originalDate: '2026-11-01', added: '2026-11-10' })).toBe(19);
  expect(days({ added: '2026-11-10' })).toBe(10);
  expect(days({ originalDate: '2026-11-20' })).toBe(0);
  expect(days({ originalDate: '2026-11-25' })).toBe(0);
});

test('days are London’s, whatever the clocks did between', () => {
  expect(days({ originalDate: '2026-10-24' }, '2026-10-26' as LocalDate)).toBe(2);
  expect(days({ originalDate: '2026-03-28' }, '2026-03-30' as LocalDate)).toBe(2);
});

test.each([
  ['that is over', { from: '2026-11-05', to: '2026-11-10' }, 14],
  ['that goes on, with an end told', { from: '2026-11-15', to: '2026-12-15' }, 14],
  ['that goes on, with none told', { from: '2026-11-15' }, 14],
  ['that is to come', { from: '2026-12-01', to: '2026-12-10' }, 19],
  ['that began before the wait did', { from: '2026-10-01', to: '2026-11-03' }, 17],
  ['that was over before the wait began', { from: '2026-10-01', to: '2026-10-03' }, 19],
  ['that ends before it begins', { from: '2026-11-10', to: '2026-11-05' }, 19],
])('a suspension %s', (_, suspension, expected) => {
  expect(days({ originalDate: '2026-11-01', suspension })).toBe(expected);
});

test('nothing is counted where it cannot be: no date, or nobody who waits', () => {
  expect(days({})).toBeNull();
  expect(days({ status: 'removed', originalDate: '2026-11-01' })).toBeNull();
});
