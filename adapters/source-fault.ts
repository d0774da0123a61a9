import { SourceFault } from './contract';
import { HttpFault } from './wire/http/fault';
import { NotFhir } from './wire/fhir/not-fhir';
import type { Clock } from '../schema/clock';
import type { HeaderFields } from './wire/http/client';

/** Where wire words become the contract's: every adapter over HTTP ends its `catch` here. */
export const asSourceFault = (error: unknown): SourceFault => {
  if (error instanceof SourceFault) return error;
  if (error instanceof NotFhir) return new SourceFault('SOURCE_INVALID', error.message);
  if (!(error instanceof HttpFault)) return new SourceFault('SOURCE_INVALID', 'The answer could not be read');
  switch (error.kind) {
    case 'unreachable':
      return new SourceFault('SOURCE_UNAVAILABLE', error.message);
    case 'timed-out':
    case 'aborted':
      return new SourceFault('SOURCE_TIMEOUT', error.message);
    case 'not-json':
    case 'too-large':
      return new SourceFault('SOURCE_INVALID', error.message);
  }
};

/**
 * The fault a status means, null for one that is an answer: 2xx, and 404 or 410, whose meaning is each caller's own
 * (a GP Connect 404 is "no information available", never "none").
 */
export const faultOfStatus = (status: number, headers: HeaderFields, clock: Clock): SourceFault | null => {
  if ((status >= 200 && status < 300) || status === 404 || status === 410) return null;
  if (status === 401 || status === 403) return new SourceFault('SOURCE_REFUSED', `Refused the ask (HTTP ${status})`);
  if (status === 429 || status >= 500)
    return new SourceFault('SOURCE_UNAVAILABLE', `Cannot answer now (HTTP ${status})`, retryAfterMs(headers, clock));
  if (status === 408) return new SourceFault('SOURCE_TIMEOUT', 'Gave up waiting for the ask (HTTP 408)');
  // Other 4xx say that our ask is wrong: sending it again changes nothing. A redirect says the settings are.
  if (status >= 400) return new SourceFault('SOURCE_REFUSED', `Does not accept the ask (HTTP ${status})`);
  return new SourceFault('SOURCE_INVALID', `Answered with an unexpected status (HTTP ${status})`);
};

/** Retry-After (RFC 9110, 10.2.3) in milliseconds from now: seconds, or an HTTP date; undefined when absent or unreadable. */
export const retryAfterMs = (headers: HeaderFields, clock: Clock): number | undefined => {
  const text = headers['retry-after']?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.millis());
};
