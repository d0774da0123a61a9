import { periodOf } from './elements';

test.each([
  ['2026-06-01T00:00:00+01:00', '2026-06-30T00:00:00+01:00', '2026-05-31T23:00:00.000Z', '2026-06-30T22:59:59.999Z'],
  ['2026-01-01', '2026-01-31', '2026-01-01T00:00:00.000Z', '2026-01-31T23:59:59.999Z'],
  ['2026-06-01T09:30:00+01:00', '2026-06-30T17:00:00+01:00', '2026-06-01T08:30:00.000Z', '2026-06-30T16:00:00.000Z'],
])('a course from %s to %s goes on to the end of its last day, where only the day is told', (from, to, start, end) => {
  const dates = /T(?!00:00)/.test(from) ? {} : { startDate: from.slice(0, 10), endDate: to.slice(0, 10) };
  expect(periodOf({ start: from, end: to })).toEqual({ start, end, ...dates });
});
