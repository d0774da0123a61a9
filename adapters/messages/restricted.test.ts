import { parseNhsNumber } from '../../schema/identifiers';
import { readMessage } from './content';
import { namingOf } from './subjects';

/** Whose values a message may show is asked of everybody whom it may name; where that is too many, of nobody. */

const OF_TESTS = Array.from({ length: 2_000 }, (_, n) => String(9_990_000_000 + n));
const NUMBERS = OF_TESTS.filter((digits) => parseNhsNumber(digits) !== null);
const OTHER_DIGITS = OF_TESTS.filter((digits) => parseNhsNumber(digits) === null);

const naming = (...segments: readonly string[]) => {
  const text = ['MSH|^~\\&|PAS|RWE|||20261120||ADT^A08|1|P|2.4', 'PID|||S1^^^RWE', ...segments].join('\r');
  return namingOf(1, 'pas@RWE', readMessage(Buffer.from(text), 'utf-8'));
};
const note = (...digits: readonly string[]): string => `NTE|1||${digits.join(' and ')}`;
const nhsNumbers = (...segments: readonly string[]) =>
  naming(...segments).mayName.flatMap((query) => (query.by === 'nhsNumber' ? [query.nhsNumber] : []));

test('whoever stands behind any number of other digits is looked up', () => {
  const [number = ''] = NUMBERS;
  expect(nhsNumbers(note(...OTHER_DIGITS.slice(0, 200), number, number))).toEqual([number]);
});

test('a message that may name more people than are looked up shows nobody’s values', () => {
  const [asMany, oneMore] = [NUMBERS.slice(0, 50), NUMBERS.slice(0, 51)];
  expect(nhsNumbers(note(...asMany))).toEqual(asMany);
  expect([naming(note(...asMany)).restricted, naming(note(...oneMore)).restricted]).toEqual([false, true]);
});

test.each([
  ['hides where they live', 'ZU8||||2', true],
  ['shares nothing', 'ZU8||2', true],
  ['consents', 'ZU8||1||0', false],
])('whoever %s by the message’s own word is not shown before the index knows: %s', (_, segment, restricted) => {
  expect(naming(segment).restricted).toBe(restricted);
});
