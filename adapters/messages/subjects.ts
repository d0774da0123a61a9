import type { Kysely } from 'kysely';
import type { PersonQuery } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import { valuesAreMasked } from '../access';
import type { Tables } from '../store';
import type { ReadMessage } from './content';
import { personsNamedBy, type PersonsNamed } from './persons';
import { saysRestricted, whomItMayName } from './restricted';

/** What is kept of a message's content to tell whom it is about: the content itself need not stay in hand. */
export interface MessageNaming {
  readonly seq: number;
  readonly mayName: readonly PersonQuery[];
  /** By its own word, or because it may name more people than are looked up. */
  readonly restricted: boolean;
}

export const namingOf = (seq: number, instance: InstanceName, { text, message }: ReadMessage): MessageNaming => {
  const { people, more } = whomItMayName(text, message, instance);
  return { seq, mayName: people, restricted: more || (message !== null && saysRestricted(message)) };
};

export interface SubjectsNamed extends PersonsNamed {
  /** By the index, by a wish of theirs, or by a message's own word; and where several people hold a number, or too many are named, any of whom may be restricted. */
  readonly restricted: boolean;
}

const eachOnce = (persons: readonly PersonIdentity[]): readonly PersonIdentity[] => [
  ...new Map(persons.map((person) => [person.id, person])).values(),
];

/** Everybody whom messages are about or may name, and whether their values may be shown at all. */
export const subjectsOf = async (
  db: Kysely<Tables>,
  index: Pick<IdentityIndex, 'bySubjects' | 'find'>,
  messages: readonly MessageNaming[],
): Promise<SubjectsNamed> => {
  const named = await personsNamedBy(
    db,
    index,
    messages.map(({ seq }) => seq),
  );
  const distinct = new Map(messages.flatMap(({ mayName }) => mayName).map((query) => [JSON.stringify(query), query]));
  const found = await Promise.all([...distinct.values()].map((query) => index.find(query)));
  const persons = eachOnce([
    ...named.persons,
    ...found.flatMap((finding) => (finding.kind === 'one' ? [finding.person] : [])),
  ]);
  return {
    persons,
    unresolved: named.unresolved,
    inDoubt: named.inDoubt,
    restricted:
      named.inDoubt ||
      found.some(({ kind }) => kind === 'several') ||
      persons.some((person) => valuesAreMasked(person)) ||
      messages.some((message) => message.restricted),
  };
};

/** With those whose records are shown beside the messages. Of one whom the index does not know nobody can say that they are not restricted. */
export const withOwners = (named: SubjectsNamed, owners: readonly (PersonIdentity | null)[]): SubjectsNamed => ({
  ...named,
  persons: eachOnce([...named.persons, ...owners.flatMap((person) => person ?? [])]),
  unresolved: named.unresolved + owners.filter((person) => person === null).length,
  restricted: named.restricted || owners.some((person) => person === null || valuesAreMasked(person)),
});
