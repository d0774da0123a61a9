import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { InstanceName } from '../../../schema/identifiers';
import type { MessageAction } from '../../../schema/messages';
import { instantOf } from '../../../schema/time';
import type { DomainEvent } from '../../../schema/events';
import type { Heard } from '../../projections';
import type { Tables } from '../../store';
import type { HeldReason, MessageState } from '../../store/tables/inbox';
import type { Feed } from '../feed';

/** A message that an engineer chose, as it stands now. */
export interface Chosen {
  readonly seq: number;
  readonly feed: string;
  readonly instance: InstanceName;
  readonly state: MessageState;
  readonly reason: HeldReason | null;
  readonly partition_keys: readonly string[];
  readonly received_at: Date;
  readonly translated_at: Date | null;
  readonly pruned_at: Date | null;
  readonly bytes: Buffer | null;
}

/** In order of arrival; those that are not there are left out. */
export const chosenBy = async (db: Kysely<Tables>, seqs: readonly number[]): Promise<readonly Chosen[]> => {
  const { rows } = await sql<Chosen>`
    select seq, feed, instance, state, reason, partition_keys, received_at, translated_at, pruned_at, bytes
    from message where seq = any(${seqs}::bigint[]) order by seq`.execute(db);
  return rows;
};

/** What an action is for. */
const NEEDS: Readonly<Record<MessageAction, MessageState | null>> = {
  release: 'held',
  dismiss: 'held',
  hold: 'received',
  replay: 'translated',
  resend: null,
};

const NEEDS_BYTES: readonly MessageAction[] = ['release', 'replay', 'resend'];

/** Why an action does not apply to a message, by what its row says; null where it may. */
export const unfit = (
  action: MessageAction,
  { state, feed, bytes, pruned_at }: Chosen,
  feeds: ReadonlyMap<string, Feed>,
): string | null => {
  const needed = NEEDS[action];
  if (needed !== null && state !== needed) return `it is ${state}, not ${needed}`;
  if (NEEDS_BYTES.includes(action) && bytes === null)
    return `its content was removed${pruned_at === null ? '' : ` on ${pruned_at.toISOString().slice(0, 10)}`}`;
  if (action !== 'resend' && !feeds.has(feed)) return `its feed, ${feed}, is not in the settings of this process`;
  return null;
};

/** What is applied of a message: at its own place, so that applied again it has its effect once. */
export const heardFrom = (
  { instance, feed, seq, received_at }: Pick<Chosen, 'instance' | 'feed' | 'seq' | 'received_at'>,
  events: readonly DomainEvent[],
): Heard => ({
  ...{ instance, feed, seq, events },
  messageId: `m_${seq}`,
  heardAt: instantOf(received_at.getTime()),
});
