import type { JsonObject } from './engine';
import { fetchShape, isAsked, type FetchedField } from './operation-shape';
import { isObject } from './places';

/** Every field that is asked of this type. A condition on an interface names no concrete type: what it asks for cannot be told here. */
const holds = (part: JsonObject, fields: readonly FetchedField[], type: unknown): boolean =>
  fields.every(({ key, on }) => part[key] !== undefined || (on !== null && on !== type));

/**
 * Whether a subgraph told all that a fetch asked for: as many entities, and of each (as of the root) every field, if only
 * null. A field that is left out would be shown as one that nobody recorded. An entity that is null is told to be nobody.
 */
export const isAnsweredWhole = (data: JsonObject, query: string, variables: JsonObject): boolean => {
  const shape = fetchShape(query);
  const asked = shape.fields.filter((field) => isAsked(shape, field, variables));
  if (!shape.entities) return holds(data, asked, null);
  const { _entities: entities } = data;
  const { representations } = variables;
  return (
    Array.isArray(entities) &&
    Array.isArray(representations) &&
    entities.length === representations.length &&
    entities.every((entity: unknown, at) =>
      isObject(entity)
        ? holds(entity, asked, (representations as readonly JsonObject[])[at]?.['__typename'])
        : entity === null,
    )
  );
};
