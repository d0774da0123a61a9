import { placeOf, type ErrorLog, type GraphError } from '../../subgraphs/errors';
import type { SubgraphResponse } from '../../subgraphs/execute';
import { isAnsweredWhole } from './answered-whole';
import type { Collector } from './collector';
import type { JsonObject } from './engine';
import { explainedBy } from './explained';
import { everywhere, notAnswered, placed, placedSource, type Fetch } from './fetch-errors';
import { areInPlace, namedFetch } from './named-entities';
import { OtherVersion, refusedOfOurs } from './other-version';
import type { SubgraphCall, SubgraphTransport } from './transport';

/** A subgraph by its name, and how it is reached. */
export interface Reachable {
  readonly name: string;
  readonly transport: SubgraphTransport;
  readonly log: ErrorLog;
  /** Told of each fetch that it did not answer, or not as asked. */
  failed?(): void;
}

/** `ECONNREFUSED`, `CERT_HAS_EXPIRED`: what an operator looks for; a code of the runtime's, and so without a value. */
const codeOf = (cause: unknown): { code?: string } => {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? { code } : {};
};

/** A subgraph that fell silent, or answered what cannot be read: its fields are not known, the others stand. */
const failure = (subgraph: Reachable, requestId: string, fetch: Fetch, cause: unknown): GraphError => {
  const { name, log } = subgraph;
  subgraph.failed?.();
  const error = notAnswered(name, fetch);
  const asked = { ref: error.extensions.ref, requestId, subgraph: name };
  if (cause instanceof OtherVersion)
    log.error({ ...asked, refused: cause.refused }, 'subgraph has another version of its schema than the gateway');
  else if (cause instanceof OutOfPlace) log.error(asked, 'subgraph told of others than it was asked of');
  else log.error({ ...asked, ...codeOf(cause), ...placeOf(cause) }, 'subgraph did not answer');
  return error;
};

/** A subgraph told of others than it was asked of, or of the same in another order. */
class OutOfPlace extends Error {}

/** The entities that a fetch asks for; undefined at the root. */
export const representationsIn = ({ representations }: JsonObject): readonly JsonObject[] | undefined =>
  Array.isArray(representations) ? (representations as JsonObject[]) : undefined;

/** What a transport answers to a call, each entity of it in its own place. Rejects with {@link OutOfPlace} otherwise. */
const answerTo = async ({ transport }: Reachable, call: SubgraphCall): Promise<SubgraphResponse> => {
  const representations = representationsIn(call.variables);
  if (!representations) return transport.execute(call);
  const fetch = namedFetch(call.query, representations);
  const response = await transport.execute({ ...call, query: fetch.query });
  const entities = response.data?.['_entities'];
  if (Array.isArray(entities) && !areInPlace(fetch, entities, representations))
    throw new OutOfPlace('An entity stands in the place of another');
  return response;
};

/**
 * One fetch of a plan. Gives the data alone, undefined when there is none; errors, at their place in the client's
 * response, and sources go to the request's collector. Of an answer whose entities stand in others' places nothing is
 * kept, its errors neither: they would be told of the wrong person. Never rejects.
 */
export const askSubgraph = async (
  subgraph: Reachable,
  call: SubgraphCall,
  fetch: Fetch,
  collector: Collector,
): Promise<JsonObject | undefined> => {
  const fail = (cause: unknown, told: readonly GraphError[] = []): undefined => {
    const error = failure(subgraph, call.ask.requestId, fetch, cause);
    const isExplained = explainedBy(told);
    for (const each of everywhere(fetch, error)) if (!isExplained(each.path ?? [])) collector.add(each);
  };
  let response: SubgraphResponse;
  try {
    response = await answerTo(subgraph, call);
  } catch (cause) {
    return fail(cause);
  }
  const refused = refusedOfOurs(response);
  if (refused !== null) return fail(new OtherVersion(refused));
  const { data, errors, extensions } = response;
  const told = errors ? placed(fetch, errors, data) : [];
  for (const error of told) collector.add(error);
  for (const entry of extensions?.sources ?? [])
    collector.addSource({ ...entry, path: placedSource(fetch.planPath, entry.path) });
  collector.addGrants(extensions?.breakGlass ?? []);
  if (data && isAnsweredWhole(data, call.query, call.variables)) return data;
  // No data beside an error is that error's doing; less than was asked for is not.
  if (!data && told.length > 0) return undefined;
  return fail(new Error(`The ${subgraph.name} subgraph did not answer what it was asked`), told);
};
