import type { Capability } from '../../schema/capabilities';
import type { ClinicalRecord } from '../../schema/clinical/values';
import { GRAPH_FIELDS } from '../../schema/graph-fields';

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Every path of a value that holds something: `parts[].code.text`. */
const pathsOf = (value: unknown, path: string): readonly string[] => {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, below]) => pathsOf(below, path === '' ? key : `${path}.${key}`));
};

/** Paths of the capability's table under which its records hold something; what the table does not know stands whole. */
export const filledPaths = (capability: Capability, records: readonly ClinicalRecord[]): readonly string[] => {
  const known = Object.keys(GRAPH_FIELDS[capability]);
  const filled = new Set<string>();
  for (const { key: _key, source: _source, ...record } of records)
    for (const path of pathsOf(record, ''))
      filled.add(
        known.find((one) => path === one || (/^[.[]/.test(path.slice(one.length)) && path.startsWith(one))) ?? path,
      );
  return [...filled].sort();
};
