import type { Kysely } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import { valuesAreMasked } from '../access';
import type { Tables } from '../store';
import type { ReadMessage } from './content';
import { personsNamedBy, type PersonsNamed } from './persons';
import { saysRestricted, whomItMayName } from './restricted';

/** A message whose content is at hand. */
export interface MessageAtHand {
  readonly seq: number;
  readonly instance: InstanceName;
  readonly read: ReadMessage;
}

export interface SubjectsNamed extends PersonsNamed {
  /** By the index, by a wish of theirs, or by a message's own word; and where several people hold a number, any of whom may be restricted. */
  readonly restricted: boolean;
}

/** Everybody whom messages are about or may name, and whether their values may be shown at all. */
export const subjectsOf = async (
  db: Kysely<Tables>,
  index: Pick<IdentityIndex, 'bySubjects' | 'find'>,
  messages: readonly MessageAtHand[],
): Promise<SubjectsNamed> => {
  const named = await personsNamedBy(
    db,
    index,
    messages.map(({ seq }) => seq),
  );
  const queries = messages.flatMap(({ instance, read: { text, message } }) => whomItMayName(text, message, instance));
  const distinct = new Map(queries.map((query) => [JSON.stringify(query), query]));
  const found = await Promise.all([...distinct.values()].map((query) => index.find(query)));
  const all = [...named.persons, ...found.flatMap((finding) => (finding.kind === 'one' ? [finding.person] : []))];
  const persons = [...new Map(all.map((person) => [person.id, person])).values()];
  return {
    persons,
    unresolved: named.unresolved,
    inDoubt: named.inDoubt,
    restricted:
      named.inDoubt ||
      found.some(({ kind }) => kind === 'several') ||
      persons.some((person) => valuesAreMasked(person)) ||
      messages.some(({ read }) => read.message !== null && saysRestricted(read.message)),
  };
};
