import { canonical } from '../../schema/canonical';
import type { ClinicalRecord } from '../../schema/clinical/values';

/**
 * Not the record itself: where and when it was heard. The subject is compared as the record id, which both tellings name
 * the same way; the business key pairs records, and so cannot differ.
 */
const PROVENANCE: ReadonlySet<string> = new Set(['source', 'messageId']);
const NAMED_ELSEWHERE: ReadonlySet<string> = new Set(['key', 'subject']);

/** Lists without an order: FHIR R4 gives none to these, and senders repeat fields as they like. */
const SETS: ReadonlySet<string> = new Set([
  'identifiers',
  'codings',
  'otherNames',
  'telecom',
  'nextOfKin',
  'category',
  'reactions',
  'organisms',
  'sensitivities',
  'members',
]);

/** A line of a report is known by its own key, so that a line put in does not make all those behind it differ. */
const stepsOf = (items: readonly unknown[]): readonly string[] => {
  const keys = items.map((item) =>
    item !== null && typeof item === 'object' && 'key' in item && typeof item.key === 'string' ? item.key : null,
  );
  const usable = keys.every((key) => key !== null) && new Set(keys).size === keys.length;
  return keys.map((key, at) => (usable ? `[${key}]` : `[${at}]`));
};

const walk = (value: unknown, path: string, name: string, into: Map<string, string>): void => {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const items = SETS.has(name)
      ? [...(value as unknown[])].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1))
      : (value as readonly unknown[]);
    const steps = stepsOf(items);
    items.forEach((item, at) => walk(item, `${path}${steps[at]}`, '', into));
    return;
  }
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (PROVENANCE.has(key) || (NAMED_ELSEWHERE.has(key) && path === '')) continue;
      walk(inner, path === '' ? key : `${path}.${key}`, key, into);
    }
    return;
  }
  into.set(path, typeof value === 'string' ? value.normalize('NFC') : JSON.stringify(value));
};

/** How its source says that a record is to be handled: it stands in the provenance, and must not be lost on the way. */
const labelsOf = (record: object): unknown => (record as Partial<ClinicalRecord>).source?.securityLabels;

/**
 * A record as its leaves, `place.bed`, `results[K].valueText`, as text. Absent, null and an empty list are one; text is
 * composed (NFC); lists without an order are sorted; provenance is left out, but for its labels.
 */
export const leavesOf = (record: object): ReadonlyMap<string, string> => {
  const known = told.get(record);
  if (known) return known;
  const into = new Map<string, string>();
  walk(record, '', '', into);
  walk(labelsOf(record), 'securityLabels', 'securityLabels', into);
  told.set(record, into);
  return into;
};

/** Records are never changed: whoever pairs, names and compares them takes each apart once. */
const told = new WeakMap<object, ReadonlyMap<string, string>>();

/** The path without which of a list: `results[].valueText`. Line keys and places say nothing of the kind of field. */
export const fieldOf = (path: string): string => path.replace(/\[[^\]]*\]/g, '[]');
