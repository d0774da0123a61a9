import { graphError, type GraphError } from '../../subgraphs/errors';
import type { JsonObject } from './engine';
import { asClientSees } from './collector';
import { fetchShape, isAsked, type FetchedField, type FieldTree } from './operation-shape';
import { withoutAt, type Path } from './places';

/** An entity of a fetch: everywhere it stands in the client's response. */
export interface FetchedEntity {
  readonly places: readonly Path[];
  readonly type: unknown;
}

/** One fetch of the plan, as far as placing errors needs it. */
export interface Fetch {
  readonly query: string;
  readonly variables: JsonObject;
  /** The plan's path to the entities; empty at the root. */
  readonly planPath: Path;
  readonly tree: FieldTree;
  /** In the order of the representations; asked for only when something went wrong. */
  readonly entities: () => readonly FetchedEntity[];
}

const belongsTo = (field: FetchedField, entity: FetchedEntity): boolean =>
  field.on === null || field.on === entity.type || typeof entity.type !== 'string';

/** Each place in the client's response that the fetch was to fill, below the given entities. */
const unfilled = (fetch: Fetch, entities: readonly FetchedEntity[]): readonly Path[] => {
  const shape = fetchShape(fetch.query);
  const fields = shape.fields.filter((field) => isAsked(shape, field, fetch.variables));
  return entities.flatMap((entity) => {
    const own = fields.filter((field) => belongsTo(field, entity));
    // A type condition on an interface names no concrete type: then every field may be meant.
    const mine = own.length > 0 ? own : fields;
    return entity.places.flatMap((place) => mine.map((field) => asClientSees([...place, field.key], fetch.tree)));
  });
};

const ROOT: readonly FetchedEntity[] = [{ places: [[]], type: undefined }];

/** The whole fetch failed: the same error at every field it should have filled. */
export const everywhere = (fetch: Fetch, error: GraphError): readonly GraphError[] => {
  const entities = fetchShape(fetch.query).entities ? fetch.entities() : ROOT;
  return unfilled(fetch, entities).map((path) => ({ ...error, path }));
};

const subgraphUnavailable = (name: string): GraphError =>
  graphError('SUBGRAPH_UNAVAILABLE', `The ${name} part of the graph did not answer; the rest of the answer stands.`);

/** It may have been done all the same: to send it again is no retry. */
const doneOrNot = (name: string): GraphError => {
  const message = `The ${name} part of the graph did not answer, so whether this was done is not known: look before it is sent again.`;
  const error = graphError('SUBGRAPH_UNAVAILABLE', message);
  return { ...error, extensions: { ...error.extensions, retryable: false } };
};

/** A subgraph that did not answer this fetch, or not what it was asked. */
export const notAnswered = (name: string, { query }: Pick<Fetch, 'query'>): GraphError =>
  fetchShape(query).mutation ? doneOrNot(name) : subgraphUnavailable(name);

const placedAtRoot = (fetch: Fetch, error: GraphError): readonly GraphError[] => {
  const path = error.path ?? [];
  if (path.length === 0) return everywhere(fetch, error);
  return [{ ...error, path: asClientSees([...withoutAt(fetch.planPath), ...path], fetch.tree) }];
};

/**
 * A subgraph's errors at their places in the client's response. An error without a path, or at `_entities` itself,
 * failed the whole fetch; one at an entity failed what was asked of that entity here, not the entity. So does one below
 * an entity that became null by it: a field that may not be null takes with it all that was asked of the entity.
 */
export const placed = (
  fetch: Fetch,
  errors: readonly GraphError[],
  data: JsonObject | null | undefined,
): readonly GraphError[] => {
  if (!fetchShape(fetch.query).entities) return errors.flatMap((error) => placedAtRoot(fetch, error));
  const entities = fetch.entities();
  const answers = data?.['_entities'];
  const isGone = (at: number): boolean => Array.isArray(answers) && answers[at] === null;
  return errors.flatMap((error): readonly GraphError[] => {
    const path = error.path ?? [];
    const [, at] = path;
    const entity = typeof at === 'number' ? entities[at] : undefined;
    if (typeof at !== 'number' || entity === undefined) return everywhere(fetch, error);
    const places =
      path.length === 2 || isGone(at)
        ? unfilled(fetch, [entity])
        : entity.places.map((place) => asClientSees([...place, ...path.slice(2)], fetch.tree));
    return places.map((place) => ({ ...error, path: place }));
  });
};

/** `extensions.sources` paths carry no indexes, so the plan's path is enough. */
export const placedSource = (planPath: Path, path: string): string => {
  const own = path.startsWith('_entities') ? path.slice('_entities'.length + 1) : path;
  return [...withoutAt(planPath), ...(own === '' ? [] : [own])].join('.');
};
