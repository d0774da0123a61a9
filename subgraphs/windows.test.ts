import type { DateRange, Instant } from '../schema/time';
import { lastDays, windowOf, within } from './windows';
import { contextOver, NOW } from './context-under-test';

const FUTURE = '2027-01-01T00:00:00.000Z' as Instant;
const byDefault = (): DateRange => lastDays(contextOver({}), 7);

test('a window that ends before it begins is refused, and what was not given is not blamed', () => {
  expect(() => windowOf({ from: FUTURE, to: NOW }, byDefault())).toThrow('window.from must lie before window.to');
  expect(() => windowOf({ from: FUTURE }, byDefault())).toThrow(
    'Without window.to this field is searched up to 2026-11-20T10:01:00.000Z; window.from must lie before that',
  );
  expect(() => windowOf({ to: '2020-01-01T00:00:00.000Z' as Instant }, byDefault())).toThrow(
    'Without window.from this field is searched from 2026-11-13T10:00:00.000Z; window.to must lie after that',
  );
  expect(windowOf({ from: null, to: FUTURE }, byDefault())).toEqual({ ...byDefault(), to: FUTURE });
});

test('a time in the first of October’s repeated hours lies in the windows of both', () => {
  const lastHour = { from: '2026-10-25T01:00:00.000Z', to: '2026-10-25T02:00:00.000Z' } as DateRange;
  expect(within(lastHour, '2026-10-25T00:30:00.000Z')).toBe(true);
  expect(within(lastHour, '2026-10-25T01:30:00.000Z')).toBe(true);
  expect(within(lastHour, '2026-10-25T02:00:00.000Z')).toBe(false);
  expect(within(lastHour, '2026-10-24T23:59:00.000Z')).toBe(false);
  expect(within(lastHour, undefined)).toBe(false);
});
