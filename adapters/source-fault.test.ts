import { fixedClock } from '../schema/clock';
import type { Instant } from '../schema/time';
import { SourceFault } from './contract';
import { asSourceFault, faultOfStatus } from './source-fault';
import { NotFhir } from './wire/fhir/not-fhir';
import { HttpFault } from './wire/http/fault';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);

it.each([
  [new HttpFault('unreachable', 'x'), 'SOURCE_UNAVAILABLE'],
  [new HttpFault('aborted', 'x'), 'SOURCE_TIMEOUT'],
  [new HttpFault('timed-out', 'x'), 'SOURCE_TIMEOUT'],
  [new HttpFault('not-json', 'x'), 'SOURCE_INVALID'],
  [new HttpFault('too-large', 'x'), 'SOURCE_INVALID'],
  [new NotFhir('x'), 'SOURCE_INVALID'],
  [new SourceFault('SOURCE_REFUSED', 'x'), 'SOURCE_REFUSED'],
  [new TypeError('no 9990000018 of undefined'), 'SOURCE_INVALID'],
])('%s is %s', (error, code) => {
  const fault = asSourceFault(error);
  expect(fault.code).toBe(code);
  expect(fault.message).not.toContain('999');
});

it.each([
  [200, null],
  [404, null],
  [410, null],
  [302, 'SOURCE_INVALID'],
  [400, 'SOURCE_REFUSED'],
  [401, 'SOURCE_REFUSED'],
  [403, 'SOURCE_REFUSED'],
  [408, 'SOURCE_TIMEOUT'],
  [422, 'SOURCE_REFUSED'],
  [429, 'SOURCE_UNAVAILABLE'],
  [500, 'SOURCE_UNAVAILABLE'],
  [503, 'SOURCE_UNAVAILABLE'],
])('HTTP %i means %s', (status, code) => {
  expect(faultOfStatus(status, {}, clock)?.code ?? null).toBe(code);
});

it('reads Retry-After in seconds and as a date', () => {
  const wait = (value: string) => faultOfStatus(503, { 'retry-after': value }, clock)?.retryAfterMs;
  expect([
    wait('7'),
    wait('Fri, 20 Nov 2026 10:00:30 GMT'),
    wait('Fri, 20 Nov 2026 09:00:00 GMT'),
    wait('soon'),
  ]).toEqual([7_000, 30_000, 0, undefined]);
});
