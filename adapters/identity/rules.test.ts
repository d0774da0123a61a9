import { compare } from './rules';
import type { Comparable } from './rules';

const record = (over: Partial<Comparable>): Comparable => ({
  nhsNumber: null,
  traceStatus: null,
  birthDate: '1948-03-02',
  birthDateEstimated: false,
  identifiers: [],
  ...over,
});
const hospital = (value: string): Partial<Comparable> => ({ identifiers: [{ system: 'rwe', value }] });
const nhs = (traceStatus: string | null): Partial<Comparable> => ({ nhsNumber: '9990000018', traceStatus });

test('the same hospital number and an agreeing birth date are one person', () => {
  expect(compare(record(hospital('S1')), record(hospital('S1')))).toEqual({ kind: 'same', rule: 'identifier' });
});

test('the same value from another authority says nothing', () => {
  const elsewhere = record({ identifiers: [{ system: 'rt5', value: 'S1' }] });
  expect(compare(record(hospital('S1')), elsewhere).kind).toBe('unrelated');
});

test('NHS numbers link only when both are verified and birth dates agree', () => {
  expect(compare(record(nhs('01')), record(nhs('01')))).toEqual({ kind: 'same', rule: 'nhs-number' });
  for (const status of [null, '02', '03', '08']) {
    expect(compare(record(nhs('01')), record(nhs(status))).kind).toBe('candidate');
  }
});

test.each<[string, Partial<Comparable>]>([
  ['differs', { birthDate: '1948-03-03' }],
  ['is estimated or default', { birthDateEstimated: true }],
  ['is missing', { birthDate: null }],
  ['is only a year', { birthDate: '1948' }],
])('a birth date that %s never counts as agreement', (_how, over) => {
  for (const number of [hospital('S1'), nhs('01'), { ...hospital('S1'), ...nhs('01') }]) {
    expect(compare(record({ ...number, ...over }), record(number)).kind).toBe('candidate');
  }
});

test('both estimated and equal is still no agreement', () => {
  const guessed = record({ ...hospital('S1'), birthDateEstimated: true });
  expect(compare(guessed, guessed).kind).toBe('candidate');
});

test('a reason names no value', () => {
  const verdict = compare(record(nhs('01')), record(nhs(null)));
  expect(JSON.stringify(verdict)).not.toMatch(/999|1948/);
});
