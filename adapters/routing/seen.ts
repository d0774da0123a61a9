import type { Place, RoutedAnswer } from '../../schema/capabilities';
import type { PersonId } from '../../schema/identifiers';

/** Whom, or where, one list of answers is about. */
export type SeenSubject = { readonly person: PersonId } | { readonly place: Place };

/**
 * What left the door, a text for each route's answer, after masking: what can be shown again. How long it took is no
 * part of it, so that the same answer is the same text.
 */
export const seenContents = (
  subjects: readonly SeenSubject[],
  lists: readonly (readonly RoutedAnswer<unknown>[])[],
): readonly string[] =>
  lists.flatMap((list, at) =>
    list.map(({ capability, instance, systemName, needed, withheld, answer }) =>
      JSON.stringify({ ...subjects[at], capability, instance, systemName, needed, withheld, answer }),
    ),
  );
