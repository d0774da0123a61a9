import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import type { FeedState, RateSlice } from '../../schema/messages';
import { instantOf, type DateRange } from '../../schema/time';
import { listeningNow } from '../inbox/listening-now';
import type { Tables } from '../store';
import { momentOf } from './summary';

/** A feed as the settings agree on it. */
export interface AgreedFeed {
  readonly name: string;
  readonly instance: InstanceName;
  readonly silenceMs: number;
  readonly whenHeld: 'wait' | 'pass';
  /** How long content is kept; null for ever. */
  readonly retentionMs: number | null;
}

interface FeedRow {
  readonly name: string;
  readonly last_heard_at: Date | null;
  /** When the newest message arrived that still waits. */
  readonly newest: Date | null;
  readonly waiting: number;
  readonly oldest: Date | null;
  readonly held: number;
}

/** Every feed of the settings, by name. */
export const feedStates = async (
  db: Kysely<Tables>,
  clock: Clock,
  agreed: readonly AgreedFeed[],
  systemName: (instance: InstanceName) => string,
): Promise<readonly FeedState[]> => {
  // A message in two partitions waits once.
  const { rows } = await sql<FeedRow>`
    select named.name, f.last_heard_at,
      (select m.received_at from message m
        where m.seq = (select max(q.seq) from queued q where q.feed = named.name)) as newest,
      (select count(distinct q.seq)::int from queued q where q.feed = named.name) as waiting,
      (select m.received_at from message m
        where m.seq = (select min(q.seq) from queued q where q.feed = named.name)) as oldest,
      (select count(*)::int from message m where m.feed = named.name and m.state = 'held') as held
    from unnest(${agreed.map(({ name }) => name)}::text[]) as named (name) left join feed f on f.name = named.name`.execute(
    db,
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  const listening = await listeningNow(
    db,
    agreed.map(({ name }) => name),
  );
  return [...agreed]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, instance, silenceMs, whenHeld, retentionMs }) => {
      const row = byName.get(name);
      const heard = row?.last_heard_at ?? null;
      // Who sends is not silent, however long it takes here: that is told by what waits, as by the alerts.
      const spokenAt = Math.max(...[heard, row?.newest ?? null].map((at) => at?.getTime() ?? -Infinity));
      return {
        ...{ name, instance, silenceMs, whenHeld, retentionMs },
        systemName: systemName(instance),
        lastHeardAt: momentOf(heard),
        silent: clock.millis() - spokenAt > silenceMs,
        waiting: row?.waiting ?? 0,
        oldestWaitingAt: momentOf(row?.oldest ?? null),
        held: row?.held ?? 0,
        listeners: listening.get(name) ?? 0,
      };
    });
};

const MOST_SLICES = 200;

/** By feed, in the order given; every slice is there, those without messages too. */
export const ratesOf = async (
  db: Kysely<Tables>,
  feeds: readonly string[],
  { from, to }: DateRange,
  slices: number,
): Promise<readonly (readonly RateSlice[])[]> => {
  if (!Number.isInteger(slices) || slices < 1 || slices > MOST_SLICES)
    throw new GraphRefusal('BAD_USER_INPUT', `slices must lie between 1 and ${MOST_SLICES}`);
  const start = Date.parse(from);
  const span = Date.parse(to) - start;
  if (!(span >= slices)) throw new GraphRefusal('BAD_USER_INPUT', 'window.from must lie before window.to');
  const edge = (at: number): number => start + Math.round((span * at) / slices);
  const edges = Array.from({ length: slices + 1 }, (_, at) => instantOf(edge(at)));
  const { rows } = await sql<{ feed: string; slice: number; state: string; n: number }>`
    select feed, width_bucket(received_at, ${edges}::timestamptz[]) as slice, state, count(*)::int as n
    from message where received_at >= ${from}::timestamptz and received_at < ${to}::timestamptz
      and feed = any(${feeds}::text[])
    group by 1, 2, 3`.execute(db);
  const key = (feed: string, slice: number, state: string): string => `${slice} ${state} ${feed}`;
  const counted = new Map(rows.map(({ feed, slice, state, n }) => [key(feed, slice, state), n]));
  const states = ['received', 'translated', 'held', 'refused', 'superseded'] as const;
  return feeds.map((feed) =>
    edges.slice(0, -1).map((sliceFrom, at) => {
      const count = (state: (typeof states)[number]): number => counted.get(key(feed, at + 1, state)) ?? 0;
      return {
        from: sliceFrom,
        to: edges[at + 1] ?? to,
        received: states.reduce((sum, state) => sum + count(state), 0),
        translated: count('translated'),
        held: count('held'),
        refused: count('refused'),
      };
    }),
  );
};
