import { reasonGiven } from './reason';

test.each(['9997770102', '999 777 0102', '999.777.0102', '999-777-0102', '9 9 9 7 7 7 0 1 0 2', '999 – 777 – 0102'])(
  'a reason that holds the NHS number %s is refused, and the refusal does not repeat it',
  (number) => {
    for (const reason of [`The ward asks for ${number}, on 2 beds`, `On 20261120 ${number} was sent twice`])
      expect(() => reasonGiven(reason)).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT', message: 'reason must not hold an NHS number' }),
      );
  },
);

test.each([
  'Call 0116 258 0001 said that 9997770103 is no number of anybody',
  'Sent again on 2026-11-20 10:30 by the laboratory',
  'Message 99977701021 has eleven digits',
])('%s: other digits may be said', (reason) => {
  expect(reasonGiven(` ${reason} `)).toBe(reason);
});
