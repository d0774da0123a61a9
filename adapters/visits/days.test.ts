import type { Instant } from '../../schema/time';
import { daysOf } from './days';

const at = (text: string): Instant => text as Instant;

test.each([
  ['2026-11-20T10:00:00.000Z', '2026-11-22T09:00:00.000Z', ['2026-11-20', '2026-11-21', '2026-11-22']],
  ['2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z', ['2026-11-20']],
  ['2026-11-20T23:59:59.999Z', '2026-11-21T00:00:00.001Z', ['2026-11-20', '2026-11-21']],
  ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.000Z', ['2026-11-20']],
])('from %s to %s: whole days that touch', (from, to, days) => {
  const told = daysOf({ from: at(from), to: at(to) });
  expect(told.map((day) => day.from)).toEqual(days.map((day) => `${day}T00:00:00.000Z`));
  for (const [index, day] of told.entries()) expect(told[index + 1]?.from ?? day.to).toBe(day.to);
});
