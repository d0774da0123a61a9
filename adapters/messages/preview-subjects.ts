import type { PersonRecordKey } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import { readMessage } from './content';
import type { InboxMeans } from './inbox';
import { subjectsOf, type SubjectsNamed } from './subjects';

export interface Previewed {
  /** The messages that were chosen, and those that were applied: others wait behind the chosen ones. */
  readonly seqs: readonly number[];
  readonly applied: readonly number[];
  readonly records: readonly PersonRecordKey[];
}

/** Whom a preview is about: whoever its messages name, and whoever the records that they touch belong to. */
export const previewSubjects = async (
  { store: { db }, identity, charsetOf }: InboxMeans,
  { seqs, applied, records }: Previewed,
): Promise<SubjectsNamed> => {
  const all = [...new Set([...seqs, ...applied])];
  const rows =
    all.length === 0
      ? []
      : await db.selectFrom('message').select(['seq', 'feed', 'instance', 'bytes']).where('seq', 'in', all).execute();
  const messages = rows.map(({ seq, feed, instance, bytes }) => ({
    seq,
    instance: instance as InstanceName,
    read: bytes === null ? { text: '', message: null, inPlace: false } : readMessage(bytes, charsetOf(feed)),
  }));
  const named = await subjectsOf(db, identity, messages);
  const owners = (await identity.bySubjects(records.map((record) => ({ record, identifiers: [] })))).flatMap(
    (person) => person ?? [],
  );
  return {
    ...named,
    persons: [...new Map([...named.persons, ...owners].map((person) => [person.id, person])).values()],
    restricted: named.restricted || owners.some(({ restricted }) => restricted),
  };
};
