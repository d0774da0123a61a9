import { readArguments } from './arguments';

const sinceOf = (text: string) => readArguments(['--since', text], []).selection.since;

test('a day is a day in London: of a summer day nothing is left out', () => {
  expect(sinceOf('2026-07-01')).toBe('2026-06-30T23:00:00.000Z');
  expect(sinceOf('2026-11-20')).toBe('2026-11-20T00:00:00.000Z');
});

test('a moment has its offset', () => {
  expect(sinceOf('2026-07-01T00:30:00+01:00')).toBe('2026-06-30T23:30:00.000Z');
  for (const text of ['2026-07-01T00:30:00', '2026-02-30', 'yesterday', ''])
    expect(() => sinceOf(text)).toThrow('--since is a day, or a moment with its offset');
});
