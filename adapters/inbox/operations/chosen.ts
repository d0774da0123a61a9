import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { InstanceName } from '../../../schema/identifiers';
import type { MessageAction } from '../../../schema/messages';
import type { Tables } from '../../store';
import type { HeldReason, MessageState } from '../../store/tables/inbox';
import type { Feed } from '../feed';
import { NEVER_READ } from '../keep';

/** A message that an engineer chose, as it stands now. Its content is another matter: see {@link contentOf}. */
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
  /** Its content has not been removed. */
  readonly has_content: boolean;
  /** Its content is all that its sender had to say: no half of a message, no beginning of one too large, no envelope. */
  readonly is_whole: boolean;
}

/** In order of arrival; those that are not there are left out. */
export const chosenBy = async (db: Kysely<Tables>, seqs: readonly number[]): Promise<readonly Chosen[]> => {
  const { rows } = await sql<Chosen>`
    select seq, feed, instance, state, reason, partition_keys, received_at, translated_at, pruned_at,
      bytes is not null as has_content,
      octet_length(bytes) is not distinct from size and charset <> ${NEVER_READ} as is_whole
    from message where seq = any(${seqs}::bigint[]) order by seq`.execute(db);
  return rows;
};

/**
 * The content of one message, when its turn comes: a hundred large ones must not be in memory together. Null once it was
 * removed.
 */
export const contentOf = async (db: Kysely<Tables>, seq: number): Promise<Buffer | null> => {
  const row = await db.selectFrom('message').select('bytes').where('seq', '=', seq).executeTakeFirst();
  return row?.bytes ?? null;
};

/** What an action is for. */
const NEEDS: Readonly<Record<MessageAction, MessageState | null>> = {
  release: 'held',
  dismiss: 'held',
  hold: 'received',
  replay: 'translated',
  resend: null,
};

const NEEDS_CONTENT: readonly MessageAction[] = ['release', 'replay', 'resend'];

/** Why an action does not apply to a message, by what its row says; null where it may. */
export const unfit = (
  action: MessageAction,
  { state, feed, has_content, is_whole, pruned_at }: Chosen,
  feeds: ReadonlyMap<string, Feed>,
): string | null => {
  const needed = NEEDS[action];
  if (needed !== null && state !== needed) return `it is ${state}, not ${needed}`;
  if (NEEDS_CONTENT.includes(action) && !has_content)
    return `its content was removed${pruned_at === null ? '' : ` on ${pruned_at.toISOString().slice(0, 10)}`}`;
  // Its receiver would take a part for the whole.
  if (action === 'resend' && !is_whole) return 'what is kept of it is not a whole message';
  if (action !== 'resend' && !feeds.has(feed)) return `its feed, ${feed}, is not in the settings of this process`;
  return null;
};
