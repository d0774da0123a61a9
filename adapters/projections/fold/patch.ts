import type { Patch } from '../../../schema/events';

/** What is left out stays, null deletes (HL7v2 `""`), anything else replaces. */
export const patched = <T extends object>(facts: Partial<T>, patch: Patch<T>): Partial<T> => {
  const next = { ...facts };
  for (const key of Object.keys(patch) as (keyof T)[]) {
    const value = patch[key];
    if (value === undefined) continue;
    if (value === null) delete next[key];
    else next[key] = value as T[keyof T];
  }
  return next;
};

type Undefinable<T> = { [K in keyof T]: T[K] | undefined };

/** Keys whose value is undefined are left out, as exact optional properties want. */
export const present = <T extends object>(value: Undefinable<T>): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Partial<T>;
