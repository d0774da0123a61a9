import fc from 'fast-check';
import {
  fromLondonWall,
  instantOf,
  londonDate,
  londonDay,
  londonStamp,
  parseInstant,
  parseLocalDate,
  parsePartialDate,
  sameWallLater,
  startOfLondonDay,
  type Instant,
  type LocalDate,
} from './time';
import { parseNhsNumber } from './identifiers';

test('London wall time becomes UTC: winter, summer, and the repeated hour of October with its doubt', () => {
  expect(fromLondonWall(2026, 11, 20, 10)).toEqual({ instant: '2026-11-20T10:00:00.000Z', ambiguous: false });
  expect(fromLondonWall(2026, 7, 1, 10)).toEqual({ instant: '2026-07-01T09:00:00.000Z', ambiguous: false });
  expect(fromLondonWall(2026, 10, 25, 1, 30)).toEqual({ instant: '2026-10-25T00:30:00.000Z', ambiguous: true });
  expect(fromLondonWall(2026, 10, 25, 2, 0)).toEqual({ instant: '2026-10-25T02:00:00.000Z', ambiguous: false });
});

test('a moment in the first of October’s repeated hours has another of the same name, and no other moment has', () => {
  const other = (at: string) => sameWallLater(at as Instant);
  expect(other('2026-10-25T00:00:00.000Z')).toBe('2026-10-25T01:00:00.000Z');
  expect(other('2026-10-25T00:59:59.999Z')).toBe('2026-10-25T01:59:59.999Z');
  for (const at of ['2026-10-24T23:59:59.999Z', '2026-10-25T01:00:00.000Z', '2026-10-24T00:30:00.000Z', '2026-10-25'])
    expect(other(at)).toBeNull();
});

test('a day in London begins at its own midnight', () => {
  expect(startOfLondonDay('2026-07-01' as LocalDate)).toBe('2026-06-30T23:00:00.000Z');
  expect(londonDate(instantOf(Date.parse('2026-06-30T23:30:00Z')))).toBe('2026-07-01');
});

test('any moment written as a London stamp reads back as itself, but for the repeated hour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const at = instantOf(seconds * 1_000);
      const [, y, mo, d, h, mi, s] = (/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(londonStamp(at)) ?? []).map(
        Number,
      );
      const read = fromLondonWall(y ?? 0, mo ?? 0, d ?? 0, h, mi, s);
      expect(read.ambiguous || read.instant === at).toBe(true);
    }),
  );
});

test('dates and instants that are none are refused', () => {
  expect([
    parseLocalDate('2026-02-30'),
    parsePartialDate('2026-13'),
    parseInstant('2026-11-20T10:00'),
    parseInstant('tea'),
    parseInstant('2026-02-30T00:00:00Z'),
    parseInstant('2026-11-31T23:59:00+01:00'),
  ]).toEqual([null, null, null, null, null, null]);
  expect(parseInstant('2028-02-29T00:00:00Z')).toBe('2028-02-29T00:00:00.000Z');
  expect(parseInstant('2026-11-20T10:00:00+01:00')).toBe('2026-11-20T09:00:00.000Z');
});

test('an NHS number passes its check digit, with or without spaces; one digit off never does', () => {
  expect(parseNhsNumber('999 000 0018')).toBe('9990000018');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digits = [...'9990000018'];
      digits[at] = String((Number(digits[at]) + by) % 10);
      expect(parseNhsNumber(digits.join(''))).toBeNull();
    }),
  );
});

test.each([
  ['2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
  ['2026-06-02', '2026-06-01T23:00:00.000Z', '2026-06-02T23:00:00.000Z'],
  ['2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
])('the day %s is London’s, with 23 or 25 hours where the clocks change', (day, from, to) => {
  expect(londonDay(day as LocalDate)).toEqual({ from, to });
});
