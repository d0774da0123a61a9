export interface Field {
  readonly path: string;
  readonly value: string;
}

/** Who said it and whom it is about stand beside the record. */
const BESIDE = new Set(['key', 'source', 'subject']);

const below = (path: string, value: unknown): readonly Field[] => {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, at) => below(`${path}[${at}]`, item));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, part]) => below(path === '' ? key : `${path}.${key}`, part));
  return [{ path, value: typeof value === 'string' ? value : JSON.stringify(value) }];
};

/** A canonical record's fields, path by path: `name.family`, `results[0].valueText`. */
export const fieldsOf = (record: unknown): readonly Field[] =>
  Object.entries(record as object)
    .filter(([key]) => !BESIDE.has(key))
    .flatMap(([key, value]) => below(key, value));
