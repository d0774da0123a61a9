import { graphError, type GraphError } from '../../subgraphs/errors';
import type { JsonObject } from './engine';
import { asClientSees } from './collector';
import { fetchShape, isAsked, type FetchedField, type FieldTree } from './operation-shape';
import { placesOf, type Path } from './places';

/** One fetch of the plan, as far as placing errors needs it. */
export interface Fetch {
  readonly query: string;
  readonly variables: JsonObject;
  /** The plan's path to the entities; empty at the root. */
  readonly planPath: Path;
  readonly data: JsonObject;
  readonly tree: FieldTree;
}

interface Entity {
  readonly path: Path;
  readonly type: unknown;
}

const withoutAt = (path: Path): Path => path.filter((key) => key !== '@');

const entitiesOf = ({ variables, planPath, data }: Fetch): readonly Entity[] => {
  const representations = variables['representations'];
  if (!Array.isArray(representations)) return [];
  const typed = representations as readonly JsonObject[];
  // A place that cannot be told falls back to the path without indexes, never to no path.
  return placesOf(data, planPath, typed).map((place, index) => ({
    path: place ?? withoutAt(planPath),
    type: typed[index]?.['__typename'],
  }));
};

const belongsTo = (field: FetchedField, entity: Entity): boolean =>
  field.on === null || field.on === entity.type || typeof entity.type !== 'string';

/** Each place in the client's response that the fetch was to fill, below the given entities. */
const unfilled = (fetch: Fetch, entities: readonly Entity[]): readonly Path[] => {
  const fields = fetchShape(fetch.query).fields.filter((field) => isAsked(field, fetch.variables));
  return entities.flatMap((entity) => {
    const mine = fields.filter((field) => belongsTo(field, entity));
    // A type condition on an interface names no concrete type: then every field may be meant.
    return (mine.length > 0 ? mine : fields).map((field) => asClientSees([...entity.path, field.key], fetch.tree));
  });
};

const ROOT: readonly Entity[] = [{ path: [], type: undefined }];

/** The whole fetch failed: the same error at every field it should have filled. */
export const everywhere = (fetch: Fetch, error: GraphError): readonly GraphError[] => {
  const entities = fetchShape(fetch.query).entities ? entitiesOf(fetch) : ROOT;
  return unfilled(fetch, entities).map((path) => ({ ...error, path }));
};

export const subgraphUnavailable = (name: string): GraphError =>
  graphError('SUBGRAPH_UNAVAILABLE', `The ${name} part of the graph did not answer; the rest of the answer stands.`);

/**
 * A subgraph's errors at their places in the client's response. An error without a path, or at `_entities` itself,
 * failed the whole fetch; one at an entity failed what was asked of that entity here, not the entity.
 */
export const placed = (fetch: Fetch, errors: readonly GraphError[]): readonly GraphError[] => {
  const { entities: isEntityFetch } = fetchShape(fetch.query);
  const entities = isEntityFetch ? entitiesOf(fetch) : [];
  return errors.flatMap((error): readonly GraphError[] => {
    const path = error.path ?? [];
    if (!isEntityFetch) {
      if (path.length === 0) return everywhere(fetch, error);
      return [{ ...error, path: asClientSees([...withoutAt(fetch.planPath), ...path], fetch.tree) }];
    }
    const entity = typeof path[1] === 'number' ? entities[path[1]] : undefined;
    if (entity === undefined) return everywhere(fetch, error);
    if (path.length === 2) return unfilled(fetch, [entity]).map((place) => ({ ...error, path: place }));
    return [{ ...error, path: asClientSees([...entity.path, ...path.slice(2)], fetch.tree) }];
  });
};

/** `extensions.sources` paths carry no indexes, so the plan's path is enough. */
export const placedSource = (planPath: Path, path: string): string => {
  const own = path.startsWith('_entities') ? path.slice('_entities'.length + 1) : path;
  return [...withoutAt(planPath), ...(own === '' ? [] : [own])].join('.');
};
