import type { Kysely, Transaction } from 'kysely';
import type { Ask, Capability, Operation, Place } from '../../schema/capabilities';
import { now } from '../../schema/clock';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';

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
}

/**
 * Commits one audit row, naming every person of the batch once. Resolves only when it is on disk; the caller answers
 * nothing before. Throws what the database threw: then nothing may be answered.
 */
export const recordRead = async (db: Kysely<Tables> | Transaction<Tables>, read: ReadRecord): Promise<void> => {
  const { ask } = read;
  await db
    .insertInto('read_audit')
    .values({
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
    })
    .execute();
};
