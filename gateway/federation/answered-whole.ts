import type { JsonObject } from './engine';
import { fetchShape, isAsked, type FetchedField } from './operation-shape';
import { isObject } from './places';

const holds = (part: JsonObject, fields: readonly FetchedField[]): boolean =>
  fields.every(({ key }) => part[key] !== undefined);

/**
 * Whether a subgraph told all that a fetch asked for: as many entities, and of each (as of the root) every field, if only
 * null. A field that is left out would be shown as one that nobody recorded. An entity that is null is told to be nobody.
 */
export const isAnsweredWhole = (data: JsonObject, query: string, variables: JsonObject): boolean => {
  const shape = fetchShape(query);
  const asked = shape.fields.filter((field) => isAsked(shape, field, variables));
  if (!shape.entities) return holds(data, asked);
  const { _entities: entities } = data;
  const { representations } = variables;
  return (
    Array.isArray(entities) &&
    Array.isArray(representations) &&
    entities.length === representations.length &&
    entities.every((entity: unknown, at) => {
      if (!isObject(entity)) return entity === null;
      const type = (representations as readonly JsonObject[])[at]?.['__typename'];
      // A condition on an interface names no concrete type: what it asks for cannot be told here.
      return holds(
        entity,
        asked.filter(({ on }) => on === null || on === type),
      );
    })
  );
};
