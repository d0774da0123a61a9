import { forwardedOperation, forwardedTimeLeft, operationName, requestId, traceparent } from './request';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

test.each([
  [TRACE, TRACE],
  [`${TRACE}-more`, undefined],
  [TRACE.toUpperCase(), undefined],
  ['9990000018', undefined],
  [undefined, undefined],
])('the trace context %j is taken as %j', (given, taken) => {
  expect(traceparent({ traceparent: given })).toBe(taken);
});

test.each([
  ['2950', 2_950],
  ['0', 0],
  ['soon', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['1795000000000', undefined],
  [undefined, undefined],
])('%j milliseconds left are taken as %j', (given, taken) => {
  expect(forwardedTimeLeft({ 'x-time-left': given })).toBe(taken);
});

test.each([
  ['WardBoard', 'WardBoard'],
  ['P9990000018', 'anonymous'],
  ['two words', 'anonymous'],
  [`Long${'x'.repeat(60)}`, `Long${'x'.repeat(60)}`],
  [`Long${'x'.repeat(61)}`, 'anonymous'],
  [undefined, undefined],
])('the operation that a gateway calls %j is called %j', (given, taken) => {
  expect(forwardedOperation({ 'x-operation-name': given })).toBe(taken);
});

test('a request without an id is given one', () => {
  expect(requestId({})).toMatch(/^[0-9a-f]{8}-/);
});

test('a header that is there twice is taken once', () => {
  const twice = ['ward-12-0001', 'ward-12-0002'];
  expect(requestId({ 'x-request-id': twice as unknown as string })).toBe('ward-12-0001');
  expect(traceparent({ traceparent: [TRACE, TRACE] as unknown as string })).toBe(TRACE);
});

test('a name in the body goes before one in the text', () => {
  expect(operationName('Second', 'query First { a } query Second { b }')).toBe('Second');
});
