import type { Segment } from '../wire/hl7v2/message';
import type { Patch } from '../../schema/events';

/** `""`, or `""^""`: the field is deleted part by part. */
const isNull = (raw: string): boolean => /^""(?:[^\w\s"]"")*$/.test(raw);

/** Whether a field holds something, and not only that nothing is held. */
export const holds = (segment: Segment, field: number): boolean =>
  segment.raw(field) !== '' && !isNull(segment.raw(field));

/**
 * What a message says of one field: `undefined` where it says nothing (unchanged), `null` where it says `""` (delete),
 * else what `read` makes of it. HL7 2.5.1 section 2.5.3; ITK v2.4 section 4.1. A field that `read` cannot make sense
 * of says nothing: it must not delete.
 */
export const said = <T>(
  segment: Segment | undefined,
  field: number,
  read: (segment: Segment) => T | null | undefined,
): T | null | undefined => {
  const raw = segment?.raw(field) ?? '';
  if (segment === undefined || raw === '') return undefined;
  return isNull(raw) ? null : read(segment);
};

type Said<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> | null | undefined };

/** A patch of the keys that were said. */
export const patchOf = <T>(keys: Said<T>): Patch<T> =>
  Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as Patch<T>;
