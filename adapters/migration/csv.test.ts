import { csvOf } from './csv';

test('quotes, commas and lines stay in their cell; every line ends with CRLF', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['x, "y"', 'one\ntwo'],
        [null, 3],
      ],
    ),
  ).toBe('a,b\r\n"x, ""y""","one\ntwo"\r\n,3\r\n');
});

test.each(['=1+1', '+44 116', '-2+3', '@SUM(A1)', '\t=1'])('%j is shown as text, never run', (formula) => {
  expect(
    csvOf(['a'], [[formula]])
      .split('\r\n')[1]
      ?.replace(/^"/, ''),
  ).toMatch(/^'/);
});

test.each(['-2', '-2.50', '3'])('%s stays a number', (number) => {
  expect(csvOf(['a'], [[number]])).toBe(`a\r\n${number}\r\n`);
});
