import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { parseNhsNumber } from '../../schema/identifiers';

/** A GraphQL-over-HTTP request body: a text, or the id of one that was registered. Batches are refused because they are no object. */
export const GraphQLBody = z.object({
  query: z.string().min(1).optional(),
  /** `sha256:<hex>` (the protocol's appendix on persisted documents). */
  documentId: z.string().max(200).nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  /** Of the protocol; nothing here reads them, and another shape is no request. */
  extensions: z.record(z.string(), z.unknown()).nullish(),
});
export type GraphQLBody = z.infer<typeof GraphQLBody>;

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

/** A UUID, or the trace id of W3C Trace Context (section 3.2.2.3), which many take for one. */
const RANDOM = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i;

/**
 * Whether a text could hold a patient's number: six digits in a row, as a hospital's own numbers have, or ten set apart,
 * `999-000-0018`. A random id has such rows often; of its own only one that would pass for an NHS number counts.
 */
const holdsNumber = (text: string): boolean => {
  const plain = text.replace(/[._-]/g, '');
  if (!RANDOM.test(text)) return /\d{6}/.test(text) || /\d{10}/.test(plain);
  return [...plain].some((_, at) => parseNhsNumber(plain.slice(at, at + 10)) !== null);
};

/** The caller's request id if it is one (it is echoed and logged, so it must not carry just anything), else a new one. */
export const requestId = (headers: IncomingHttpHeaders): string => {
  const given = one(headers['x-request-id']);
  return given !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/.test(given) && !holdsNumber(given)
    ? given
    : randomUUID();
};

/** W3C Trace Context, section 3.2. */
export const traceparent = (headers: IncomingHttpHeaders): string | undefined => {
  const given = one(headers['traceparent']);
  return given !== undefined && /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given) ? given : undefined;
};

/** Milliseconds that a gateway leaves a subgraph, from when it sent the request: a duration, since their clocks may differ. */
export const forwardedTimeLeft = (headers: IncomingHttpHeaders): number | undefined => {
  const given = one(headers['x-time-left']);
  return given !== undefined && /^\d{1,7}$/.test(given) ? Number(given) : undefined;
};

/** The first definition's name; white space, commas and comments before it mean nothing (GraphQL, section 2.1). */
const operationNameIn = (query: string): string | undefined =>
  /^[\s,\uFEFF]*(?:query|mutation|subscription)\s+([_A-Za-z]\w*)/.exec(query.replace(/#[^\n\r]*/g, ''))?.[1];

/**
 * What the operation is called, for the audit and the metrics. Names are the client's own text, so one that could hold
 * an NHS number or go on for ever is not taken.
 */
export const operationName = (name: string | null | undefined, query: string): string => {
  const given = name ?? operationNameIn(query);
  return given !== undefined && /^[_A-Za-z]\w{0,63}$/.test(given) && !/\d{6}/.test(given.replaceAll('_', ''))
    ? given
    : 'anonymous';
};

/** The name a gateway forwarded, under the same rule. */
export const forwardedOperation = (headers: IncomingHttpHeaders): string | undefined => {
  const given = one(headers['x-operation-name']);
  return given === undefined ? undefined : operationName(given, '');
};
