import { buildConnector, Pool } from 'undici';
import { givingUpAt, type Ask } from '../../schema/capabilities';
import { isErrorCode, type GraphError } from '../../subgraphs/errors';
import { extensionsOf, type SubgraphResponse } from '../../subgraphs/execute';
import { isGrantLine } from '../../subgraphs/grants';
import { CROWDED_HEADER } from '../../subgraphs/server/crowded';
import type { ServiceTls } from '../../subgraphs/server/service-tls';
import type { SourceEntry } from '../../subgraphs/sources';
import type { JsonObject } from './engine';
import { stoppedInTime, type SubgraphCall, type SubgraphTransport } from './transport';

/** Whole milliseconds: a subgraph takes no fraction, and would give itself the time that it gives a stranger. */
const timeLeft = (ask: Ask): number => Math.max(0, Math.floor(givingUpAt(ask) - ask.clock.millis()));

const headersOf = ({ ask, forwarded }: SubgraphCall): Record<string, string> => ({
  'content-type': 'application/json',
  accept: 'application/graphql-response+json',
  'x-time-left': String(timeLeft(ask)),
  'x-request-id': ask.requestId,
  'x-operation-name': ask.operation,
  'x-purpose': ask.purpose,
  ...(forwarded.authorization === undefined ? {} : { authorization: forwarded.authorization }),
  ...(forwarded.traceparent === undefined ? {} : { traceparent: forwarded.traceparent }),
});

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isGraphError = (value: unknown): value is GraphError =>
  isObject(value) &&
  typeof value['message'] === 'string' &&
  (value['path'] === undefined || Array.isArray(value['path'])) &&
  isObject(value['extensions']) &&
  isErrorCode(value['extensions']['code']);

const isSourceEntry = (value: unknown): value is SourceEntry =>
  isObject(value) && typeof value['path'] === 'string' && typeof value['capability'] === 'string';

/** A subgraph's answer as text, checked for the parts that are read here. Throws when it is not a GraphQL response of ours. */
const readResponse = (name: string, text: string): SubgraphResponse => {
  const body: unknown = JSON.parse(text);
  if (!isObject(body)) throw new Error(`The ${name} subgraph did not answer with a GraphQL response`);
  const { data, errors, extensions } = body;
  if (!(isObject(data) || data === null || data === undefined))
    throw new Error(`The ${name} subgraph answered with data that is no object`);
  if (!(errors === undefined || (Array.isArray(errors) && errors.every(isGraphError))))
    throw new Error(`The ${name} subgraph answered with errors that are not of this graph`);
  const listed = (key: string): readonly unknown[] => {
    const list = isObject(extensions) ? extensions[key] : undefined;
    return Array.isArray(list) ? list : [];
  };
  const sources = listed('sources').filter(isSourceEntry);
  const breakGlass = listed('breakGlass').filter(isGrantLine);
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors }),
    ...extensionsOf(sources, breakGlass),
  };
};

const CONNECT_MS = 1_000;

/**
 * Each connection with the certificates as they lie there now. No session is taken up again: each handshake proves both
 * sides by what is believed today, whatever the environment says of certificates.
 */
const connectingBy =
  (tls: ServiceTls): buildConnector.connector =>
  (...wanted) =>
    buildConnector({ ...tls.current(), rejectUnauthorized: true, timeout: CONNECT_MS, maxCachedSessions: 0 })(
      ...wanted,
    );

export interface RemoteOptions {
  readonly connections?: number;
  /** How it is known to be the subgraph that its address names, and how we show who asks; where the address is of https. */
  readonly tls?: ServiceTls;
  /** Told with each answer of a subgraph whose own work waits. */
  crowded?(): void;
}

/** A subgraph over keep-alive HTTP. `url` is its origin, or its whole endpoint when it has a path. */
export const remote = (name: string, url: string, options: RemoteOptions = {}): SubgraphTransport => {
  const { origin, pathname } = new URL(url);
  const path = pathname === '/' ? '/graphql' : pathname;
  const pool = new Pool(origin, {
    connections: options.connections ?? 64,
    connect: options.tls ? connectingBy(options.tls) : { timeout: CONNECT_MS },
  });
  // The planner's texts come again with every request of the same shape: quoted once.
  const quoted = new Map<string, string>();
  const quote = (query: string): string => {
    const known = quoted.get(query);
    if (known !== undefined) return known;
    const text = JSON.stringify(query);
    if (quoted.size < 1_000) quoted.set(query, text);
    return text;
  };
  return {
    execute(call) {
      const operation =
        call.operationName === undefined ? '' : `,"operationName":${JSON.stringify(call.operationName)}`;
      return stoppedInTime(name, call.ask, async (signal) => {
        const { statusCode, headers, body } = await pool.request({
          path,
          method: 'POST',
          headers: headersOf(call),
          body: `{"query":${quote(call.query)},"variables":${JSON.stringify(call.variables)}${operation}}`,
          signal,
        });
        if (headers[CROWDED_HEADER] !== undefined) options.crowded?.();
        const text = await body.text();
        // A 401 too: the gateway took the token, so the subgraph is set up otherwise, or its clock is.
        if (statusCode !== 200 && statusCode !== 400)
          throw Object.assign(new Error(`The ${name} subgraph answered with HTTP status ${statusCode}`), {
            code: `HTTP_${statusCode}`,
          });
        return readResponse(name, text);
      });
    },
    close: () => pool.close(),
  };
};
