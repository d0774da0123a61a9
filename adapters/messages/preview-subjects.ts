import type { PersonRecordKey } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import { NO_CONTENT, readMessage } from './content';
import type { InboxMeans } from './inbox';
import { namingOf, subjectsOf, withOwners, type MessageNaming, type SubjectsNamed } from './subjects';

export interface Previewed {
  /** The messages that were chosen, and those that were applied: others wait behind the chosen ones. */
  readonly seqs: readonly number[];
  readonly applied: readonly number[];
  readonly records: readonly PersonRecordKey[];
}

type Means = Pick<InboxMeans, 'store' | 'identity' | 'charsetOf'>;

/** One message at a time: a hundred large ones are not held in memory together. */
const namingsOf = async (
  { store: { db }, charsetOf }: Means,
  seqs: readonly number[],
): Promise<readonly MessageNaming[]> => {
  const namings: MessageNaming[] = [];
  for (const seq of seqs) {
    const row = await db
      .selectFrom('message')
      .select(['feed', 'instance', 'bytes'])
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (row === undefined) continue;
    const read = row.bytes === null ? NO_CONTENT : readMessage(row.bytes, charsetOf(row.feed));
    namings.push(namingOf(seq, row.instance as InstanceName, read));
  }
  return namings;
};

/** Whom a preview is about: whoever its messages name, and whoever the records that they touch belong to. */
export const previewSubjects = async (means: Means, { seqs, applied, records }: Previewed): Promise<SubjectsNamed> => {
  const { store, identity } = means;
  const named = await subjectsOf(store.db, identity, await namingsOf(means, [...new Set([...seqs, ...applied])]));
  return withOwners(named, await identity.bySubjects(records.map((record) => ({ record, identifiers: [] }))));
};
