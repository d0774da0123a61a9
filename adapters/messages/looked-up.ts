import type { Kysely } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { MessageFilter } from '../../schema/messages';
import type { IdentityIndex } from '../identity';
import type { Tables } from '../store';
import { personsNamedBy } from './persons';
import type { OnRecord } from './recorded';

/** The parts of a filter by which it was looked for; never their values. */
const partsOf = (filter: MessageFilter): string =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
    .join(', ');

/** Does the filter look somebody up? */
const namesSomebody = ({ nhsNumber, identifier, visit }: MessageFilter): boolean =>
  nhsNumber !== undefined || identifier !== undefined || visit !== undefined;

/** What goes on record for a look-up: who was looked for, and whoever the messages found are about. */
export const onRecord = async (
  db: Kysely<Tables>,
  index: Pick<IdentityIndex, 'bySubjects' | 'find'>,
  what: string,
  filter: MessageFilter,
  seqs: readonly number[],
): Promise<OnRecord> => {
  const parts = partsOf(filter);
  const note = parts === '' ? what : `${what} by ${parts}`;
  if (!namesSomebody(filter)) return { note };
  const { nhsNumber } = filter;
  const wanted = nhsNumber === undefined ? null : await index.find({ by: 'nhsNumber', nhsNumber });
  const { persons, unresolved } = await personsNamedBy(db, index, seqs);
  const ids: PersonId[] = persons.map(({ id }) => id);
  return { note, persons: wanted?.kind === 'one' ? [wanted.person.id, ...ids] : ids, unresolved };
};
