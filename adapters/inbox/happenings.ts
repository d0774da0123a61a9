import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Happening } from '../../schema/messages';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';

/** What is written down; that a message was received, told of, translated, refused or pruned is read from its own row. */
export type WrittenHappening = Extract<
  Happening['what'],
  'held' | 'released' | 'dismissed' | 'replayed' | 'resent' | 'retried'
>;

export interface NewHappening {
  readonly what: WrittenHappening;
  /** Never a value of the message. */
  readonly words: string;
  readonly at: Instant;
  /** Who, and why in their words; absent for what Causeway does itself. */
  readonly by?: { readonly userId: string; readonly name: string; readonly reason: string; readonly action: number };
}

/** Says the same of several messages, in the transaction that makes it true. */
export const writeHappening = async (
  trx: Transaction<Tables>,
  seqs: readonly number[],
  { what, words, at, by }: NewHappening,
): Promise<void> => {
  if (seqs.length === 0) return;
  await sql`insert into message_happening (seq, at, what, words, user_id, user_name, reason, action)
    select seq, ${at}::timestamptz, ${what}, ${words}, ${by?.userId ?? null}, ${by?.name ?? null}, ${by?.reason ?? null},
      ${by?.action ?? null}::bigint
    from unnest(${seqs}::bigint[]) with ordinality as named (seq, place) order by place`.execute(trx);
};
