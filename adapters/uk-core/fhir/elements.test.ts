import { periodOf } from './elements';

test.each([
  [
    'a day holds all of it, in London',
    '2025-07-01',
    '2025-07-08',
    '2025-06-30T23:00:00.000Z',
    '2025-07-08T22:59:59.999Z',
  ],
  [
    'the day the clocks go back has 25 hours',
    '2026-10-25',
    '2026-10-25',
    '2026-10-24T23:00:00.000Z',
    '2026-10-25T23:59:59.999Z',
  ],
  ['a month', '2024-02', '2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['a year', '2025', '2025', '2025-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z'],
  [
    'moments',
    '2026-11-20T10:00:00+01:00',
    '2026-11-20T10:30:00Z',
    '2026-11-20T09:00:00.000Z',
    '2026-11-20T10:30:00.000Z',
  ],
])('a period from and to %s', (_, from, to, start, end) => {
  const dates = from.length > 10 ? {} : { startDate: from, endDate: to };
  expect(periodOf({ start: from, end: to })).toEqual({ start, end, ...dates });
});

test('a bound that cannot be read is left open', () => {
  expect(periodOf({ start: 'last week', end: '2026-11-20T10:30' })).toEqual({});
  expect(periodOf(undefined)).toEqual({});
});
