import { Counter, Histogram, Registry } from 'prom-client';
import { ERROR_CODES } from '../schema/errors';
import type { EngineResponse } from './federation/engine';

export interface Metrics {
  readonly registry: Registry;
  http(route: string, status: number, ms: number): void;
  operation(name: string, response: EngineResponse): void;
  /** A subgraph gave no answer to one fetch, or not the one that was asked for. */
  subgraphFailed(subgraph: string): void;
}

/** Operation names are the clients' own: so many are counted by name, the others together, or a client could fill the memory. */
const MOST_NAMES = 200;

interface AskedSource {
  readonly capability: string;
  readonly system: string;
  readonly answer: string;
}

const sourcesIn = ({ extensions }: EngineResponse): readonly AskedSource[] =>
  (extensions?.['sources'] as readonly AskedSource[] | undefined) ?? [];

/** `ok`, `partial` (data with errors), or `refused` (nothing was executed, or all of it failed). */
const outcomeOf = ({ data, errors }: EngineResponse): string =>
  !data ? 'refused' : errors === undefined ? 'ok' : 'partial';

/** Counters of one gateway over these subgraphs, in their own registry. No label ever holds a patient's value. */
export const createMetrics = (subgraphs: readonly string[] = []): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  const http = new Histogram({
    name: 'causeway_http_request_seconds',
    help: 'Time to answer an HTTP request, by route and status.',
    labelNames: ['route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const operations = new Counter({
    name: 'causeway_graphql_operations_total',
    help: 'GraphQL operations, by name and outcome (ok, partial, refused).',
    labelNames: ['operation', 'outcome'] as const,
    registers,
  });
  const sources = new Counter({
    name: 'causeway_source_asks_total',
    help: 'Answers of sources shown in responses, by capability, system and outcome (found, absent, failed, not_connected).',
    labelNames: ['capability', 'system', 'outcome'] as const,
    registers,
  });
  const errors = new Counter({
    name: 'causeway_graphql_errors_total',
    help: 'GraphQL operations whose answer had an error, by its code; once each, however many fields it befell.',
    labelNames: ['code'] as const,
    registers,
  });
  for (const code of Object.keys(ERROR_CODES)) errors.inc({ code }, 0);
  const failures = new Counter({
    name: 'causeway_subgraph_failures_total',
    help: 'Fetches that a subgraph did not answer, or not as asked: their fields were SUBGRAPH_UNAVAILABLE.',
    labelNames: ['subgraph'] as const,
    registers,
  });
  // From nought: a rate knows nothing of how a series began.
  for (const subgraph of subgraphs) failures.inc({ subgraph }, 0);
  const names = new Set<string>();
  const labelFor = (name: string): string => {
    if (names.size < MOST_NAMES) names.add(name);
    return names.has(name) ? name : 'other';
  };
  return {
    registry,
    http: (route, status, ms) => http.observe({ route, status: String(status) }, ms / 1_000),
    operation(name, response) {
      operations.inc({ operation: labelFor(name), outcome: outcomeOf(response) });
      for (const code of new Set(response.errors?.map(({ extensions }) => extensions.code))) errors.inc({ code });
      for (const { capability, system, answer } of sourcesIn(response))
        sources.inc({ capability, system, outcome: answer.toLowerCase() });
    },
    subgraphFailed: (subgraph) => failures.inc({ subgraph }),
  };
};
