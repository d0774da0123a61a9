import { sql } from 'kysely';
import { hold, leaveQueue } from '../outcomes';
import type { Chosen } from './chosen';
import type { Effect } from './effect';

/** The engineer's own words are in the happening. */
const HELD_BACK = { hl7: '207', at: '', reason: 'held back by an engineer' } as const;

/** Messages that wait are held back, and what follows them waits as it does behind any held message. */
export const holdBack: Effect = async (trx, { messages, at, by }, { feeds }) => {
  const { rows } = await sql<{ seq: number }>`
    select m.seq from message m where m.seq = any(${messages.map(({ seq }) => seq)}::bigint[]) and (
      select count(*) from queued q where q.feed = m.feed and q.key = any(m.partition_keys) and q.seq = m.seq
    ) = cardinality(m.partition_keys)`.execute(trx);
  const queued = new Set(rows.map(({ seq }) => seq));
  const held = messages.filter(({ seq }) => queued.has(seq));
  const byFeed = new Map<string, Chosen[]>();
  for (const message of held) {
    const feed = feeds.get(message.feed);
    if (feed === undefined) continue;
    await hold(trx, feed.name, message, HELD_BACK, feed.profile.whenHeld, { at, by });
    byFeed.set(feed.name, [...(byFeed.get(feed.name) ?? []), message]);
  }
  // Counts are locked feed by feed in the order of their names, as workers do.
  for (const [feed, own] of [...byFeed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await leaveQueue(
      trx,
      feed,
      own.map(({ seq }) => seq),
    );
  }
  return new Map(
    messages.filter(({ seq }) => !queued.has(seq)).map(({ seq }) => [seq, 'it does not wait in the queue'] as const),
  );
};
