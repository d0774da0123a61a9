import type { JsonObject } from './engine';

export type Path = readonly (string | number)[];

export interface Found {
  readonly path: Path;
  readonly entity: JsonObject;
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** A plan's path without its marks for lists. */
export const withoutAt = (path: Path): Path => path.filter((key) => key !== '@');

/** Every object at a plan's path (`@` stands for "each of the list"), in the order in which the gateway flattens them. */
const walk = (value: unknown, path: readonly (string | number)[], here: Path, found: Found[]): void => {
  if (value === null || value === undefined) return;
  const [head, ...rest] = path;
  if (Array.isArray(value)) {
    // `@` is consumed by the list it names; lists of lists flatten the same way.
    const next = head === '@' ? rest : path;
    value.forEach((item: unknown, index) => walk(item, next, [...here, index], found));
  } else if (isObject(value)) {
    if (head === undefined) found.push({ path: here, entity: value });
    else walk(value[head], rest, [...here, head], found);
  }
};

export const foundAt = (data: JsonObject, planPath: Path): readonly Found[] => {
  const found: Found[] = [];
  walk(data, planPath, [], found);
  return found;
};

/** Could this representation have been made from this entity? Compares what a key holds: plain values, and `__typename`. */
const fits = (representation: JsonObject, entity: JsonObject): boolean =>
  Object.entries(representation).every(([key, value]) => isObject(value) || entity[key] === value);

/**
 * Where in the client's response each representation's entity stands: same length and order as `representations`.
 *
 * `@apollo/gateway` walks the data so far to the plan's path and makes one representation per entity there, in order,
 * skipping entities of another type or without a key; the representations alone do not say which were skipped. So both
 * lists are walked in step. Null for one that cannot be placed.
 */
export const placesOf = (
  data: JsonObject,
  planPath: Path,
  representations: readonly JsonObject[],
): readonly (Path | null)[] => {
  const found = foundAt(data, planPath);
  if (found.length === representations.length) return found.map(({ path }) => path);
  let at = 0;
  return representations.map((representation) => {
    for (let candidate = at; candidate < found.length; candidate += 1) {
      const entity = found[candidate];
      if (entity && fits(representation, entity.entity)) {
        at = candidate + 1;
        return entity.path;
      }
    }
    return null;
  });
};
