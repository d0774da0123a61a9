import type { PersonIdentity } from '../../schema/clinical/person';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { IdentityIndex } from '../identity';

/** An answer may be kept and come again: by then somebody may be restricted. */
const REMEMBERED_MS = 2_000;

/**
 * The same look-up, once for each record of an answer: putting on record who was read, and comparing, ask of the same
 * records a moment apart.
 */
export const foundOnce = (
  index: Pick<IdentityIndex, 'bySubjects'>,
  elapsedMs: () => number,
): Pick<IdentityIndex, 'bySubjects'> => {
  const known = new WeakMap<SubjectOfRecord, { readonly at: number; readonly person: PersonIdentity | null }>();
  return {
    bySubjects: async (subjects) => {
      const at = elapsedMs();
      const unknown = subjects.filter((subject) => at - (known.get(subject)?.at ?? -Infinity) >= REMEMBERED_MS);
      const found = unknown.length === 0 ? [] : await index.bySubjects(unknown);
      unknown.forEach((subject, place) => known.set(subject, { at, person: found[place] ?? null }));
      return subjects.map((subject) => known.get(subject)?.person ?? null);
    },
  };
};
