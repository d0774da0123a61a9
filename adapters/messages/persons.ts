import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PersonIdentity } from '../../schema/clinical/person';
import { parseNhsNumber, type InstanceName } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import type { Tables } from '../store';

/** Whom messages are about, as far as the index can tell. */
export interface PersonsNamed {
  readonly persons: readonly PersonIdentity[];
  /** Somebody is named whom the index does not know, or cannot tell apart. */
  readonly unresolved: number;
  /** Several people hold an NHS number that is named: any of them may be restricted. */
  readonly inDoubt: boolean;
}

/**
 * Everybody whom the messages name: by the sender's own number as it stands in the partition, and by NHS number. A
 * refused message has no partition, so what it names is found by NHS number alone.
 */
export const personsNamedBy = async (
  db: Kysely<Tables>,
  index: Pick<IdentityIndex, 'bySubjects' | 'find'>,
  seqs: readonly number[],
): Promise<PersonsNamed> => {
  if (seqs.length === 0) return { persons: [], unresolved: 0, inDoubt: false };
  const { rows: records } = await sql<{ instance: InstanceName; record_id: string }>`
    select distinct p.instance, p.record_id from message m join partition p
      on p.feed = m.feed and p.key = any(m.partition_keys)
    where m.seq = any(${seqs}::bigint[]) and p.record_id is not null`.execute(db);
  const { rows: numbers } = await sql<{ value: string }>`
    select distinct value from message_identifier
    where kind = 'nhs-number' and seq = any(${seqs}::bigint[])`.execute(db);
  const byRecord = await index.bySubjects(
    records.map(({ instance, record_id: recordId }) => ({ record: { instance, recordId }, identifiers: [] })),
  );
  const byNumber = await Promise.all(
    numbers.map(async ({ value }) => {
      const nhsNumber = parseNhsNumber(value);
      return nhsNumber && (await index.find({ by: 'nhsNumber', nhsNumber }));
    }),
  );
  const named = [...byRecord, ...byNumber.map((finding) => (finding?.kind === 'one' ? finding.person : null))];
  const persons = new Map(named.flatMap((person) => (person ? [[person.id, person] as const] : [])));
  return {
    persons: [...persons.values()],
    unresolved: named.filter((person) => person === null).length,
    inDoubt: byNumber.some((finding) => finding?.kind === 'several'),
  };
};
