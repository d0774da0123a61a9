import type { Instant } from '../../schema/time';

/** Which messages are translated again. Everything narrows; nothing given is everything. */
export interface ReplaySelection {
  /** By arrival. */
  readonly since?: Instant;
  readonly feeds?: readonly string[];
  /** Places in the order of arrival: 42 of `m_42`. */
  readonly seqs?: readonly number[];
}

/** Whether the rebuilt read models are whole, or only the streams that the messages touch. */
export const isEverything = ({ since, feeds, seqs }: ReplaySelection): boolean =>
  since === undefined && feeds === undefined && seqs === undefined;

/** A condition on `message as m`, and what its parameters are. */
export const conditionOf = ({ since, feeds, seqs }: ReplaySelection): { text: string; values: readonly unknown[] } => ({
  text: `($1::timestamptz is null or m.received_at >= $1) and ($2::text[] is null or m.feed = any($2))
    and ($3::bigint[] is null or m.seq = any($3))`,
  values: [since ?? null, feeds ?? null, seqs ?? null],
});
