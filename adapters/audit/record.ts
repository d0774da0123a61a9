import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Ask, Capability, Operation, Place } from '../../schema/capabilities';
import { now } from '../../schema/clock';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import { DAY } from '../../schema/time';
import type { Tables } from '../store';
import type { ReadAuditTable } from '../store/tables/audit';
import type { SealedContent } from './as-seen';

/** One batch of a request: what was asked, whom it was about, what became of it. */
export interface ReadRecord {
  readonly ask: Ask;
  readonly capability: Capability | Operation;
  readonly persons: readonly PersonId[];
  readonly places?: readonly Place[];
  /** Records answered whose person is in doubt. */
  readonly unresolved?: number;
  readonly instances: readonly InstanceName[];
  readonly outcome: 'answered' | 'refused';
  /** Why refused, or how looked up; never a value of a person. */
  readonly note?: string;
  /** What was shown, in order: each a text that can be shown again as it is. */
  readonly seen?: readonly string[];
}

/** How far behind the last read that named a content `named_at` may be. */
export const NAMED_WITHIN_MS = DAY;

/** Each content once, in the order of the hashes: two reads that keep the same contents must not wait for each other. */
const inOrder = (contents: readonly SealedContent[]): SealedContent[] =>
  [...new Map(contents.map((content) => [content.hash.toString('hex'), content])).values()].sort((one, other) =>
    Buffer.compare(one.hash, other.hash),
  );

const rowOf = ({ ask, ...read }: ReadRecord, seen: readonly SealedContent[]): Insertable<ReadAuditTable> => ({
  at: now(ask.clock),
  request_id: ask.requestId,
  user_id: ask.viewer.userId,
  user_name: ask.viewer.name,
  role: ask.viewer.role,
  role_profile_id: ask.viewer.roleProfileId,
  organisation: ask.viewer.organisation,
  purpose: ask.purpose,
  client: ask.client,
  operation: ask.operation,
  capability: read.capability,
  persons: [...new Set<string>(read.persons)],
  places: [...new Set((read.places ?? []).map(({ organisation, ward }) => `${organisation}|${ward ?? ''}`))],
  unresolved: read.unresolved ?? 0,
  instances: [...new Set<string>(read.instances)],
  outcome: read.outcome,
  note: read.note ?? null,
  seen: seen.length === 0 ? null : seen.map(({ hash }) => hash.toString('hex')),
});

/**
 * Commits one audit row, naming every person of the batch once. Resolves only when it is on disk; the caller answers
 * nothing before. What was shown is kept by the same statement. Throws what the database threw: then nothing may be
 * answered.
 */
export const recordRead = async (
  db: Kysely<Tables> | Transaction<Tables>,
  read: ReadRecord,
  seen: readonly SealedContent[] = [],
): Promise<void> => {
  const row = rowOf(read, seen);
  const { ask } = read;
  if (seen.length === 0) {
    await db.insertInto('read_audit').values(row).execute();
    return;
  }
  await db
    .with('kept', (kept) =>
      kept
        .insertInto('seen_content')
        .values(inOrder(seen).map((content) => ({ ...content, named_at: row.at })))
        // Shown again, it is kept from now on; said once a day, so that what everybody is shown is not written each time.
        .onConflict((known) =>
          known
            .column('hash')
            .doUpdateSet({ named_at: row.at })
            .where('seen_content.named_at', '<', new Date(ask.clock.millis() - NAMED_WITHIN_MS)),
        ),
    )
    .insertInto('read_audit')
    .values(row)
    .execute();
};
