import { tagPath } from '../../../wire/dicomweb/tags';
import type { Element, JsonDataSet } from './element';

const CONTROL = new Set(['limit', 'offset', 'includefield', 'fuzzymatching']);

interface Condition {
  readonly path: readonly string[];
  readonly value: string;
}

/** The attributes a search matches on; null when one of them is none. */
export const conditionsOf = (query: URLSearchParams): readonly Condition[] | null => {
  const conditions: Condition[] = [];
  for (const [name, value] of query) {
    if (CONTROL.has(name)) continue;
    const path = tagPath(name);
    if (path === null) return null;
    conditions.push({ path, value });
  }
  return conditions;
};

const textOf = (value: unknown): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return (value as { readonly Alphabetic?: string } | null)?.Alphabetic ?? '';
};

/** PS3.4 section C.2.2.2: universal, single value, list of UID, wildcard, range. */
const matchesValue = (element: Element, wanted: string): boolean => {
  if (wanted === '' || wanted === '*') return true;
  const values = (element.Value ?? []).map(textOf);
  if (element.vr === 'UI') return wanted.split(',').some((uid) => values.includes(uid));
  if (element.vr === 'DA' && wanted.includes('-')) {
    const [from = '', to = ''] = wanted.split('-');
    return values.some((day) => (from === '' || day >= from) && (to === '' || day <= to));
  }
  const pattern = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return values.some((value) => new RegExp(`^${pattern}$`, 'i').test(value));
};

const holds = (dataSet: JsonDataSet, [tag = '', ...rest]: readonly string[], wanted: string): boolean => {
  const element = dataSet[tag];
  if (element === undefined) return wanted === '' || wanted === '*';
  if (rest.length === 0) return matchesValue(element, wanted);
  return (element.Value ?? []).some((item) => holds(item as JsonDataSet, rest, wanted));
};

export const matches = (dataSet: JsonDataSet, conditions: readonly Condition[]): boolean =>
  conditions.every(({ path, value }) => holds(dataSet, path, value));
