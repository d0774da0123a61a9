import fc from 'fast-check';
import { parseCsv, printCsv } from './csv';

test('quotes, commas and lines stay in their cell; every line ends with CRLF', () => {
  expect(printCsv([['a', 'b'], ['x, "y"', 'one\ntwo'], [null, 3]])).toBe('a,b\r\n"x, ""y""","one\ntwo"\r\n,3\r\n'); // prettier-ignore
});

test.each([
  '=1+1',
  '+44 116',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1+1',
  '＠SUM(A1)',
  '-1e5x',
])('%j is shown as text, never run', (formula) => {
  expect(printCsv([[formula]]).replace(/^"/, '')).toMatch(/^'/);
});

test.each([-2, -2.5, 3])('%s stays a number', (number) => {
  expect(printCsv([[number]])).toBe(`${number}\r\n`);
});

test('whatever a cell holds is read as it was written, be it what a guard would look like', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...'\'=+-@\t\r\n," 1.x＝'.split('')), { maxLength: 6 }).map((marks) => marks.join('')),
  );
  fc.assert(
    // The last cell of a line that is empty as a whole could be no line at all.
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 4 }), (rows) => {
      expect(parseCsv(printCsv(rows))).toEqual(rows);
    }),
  );
});
