import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { instantOf, MINUTE } from '../../schema/time';
import { notify } from '../store';
import type { Tables } from '../store';
import { ALERTS_CHANNEL } from './alerts-channel';
import { readFeeds } from './feed-reading';

/** Between two marks that a feed is watched: alerts are looked for every few seconds. */
const MARK_MS = MINUTE;
/**
 * After so long without a mark no process has the feed in its settings. Others may for a while have older settings or newer
 * ones: an alert that one ended and another began again at every look would be told of every few seconds.
 */
const UNWATCHED_MS = 10 * MINUTE;

/** That these feeds are watched, at a moment in milliseconds since the epoch. */
export const markWatched = async (db: Kysely<Tables>, feeds: readonly string[], at: number): Promise<void> => {
  if (feeds.length === 0) return;
  await sql`update known_feed set watched_at = ${instantOf(at)}
    where name = any(${feeds}::text[]) and (watched_at is null or watched_at < ${instantOf(at - MARK_MS)})`.execute(db);
};

const messages = (count: number, what: string): string => `${count} ${count === 1 ? 'message' : 'messages'} ${what}`;

/** Whose content nobody agreed to remove. */
const keptForEver = async (trx: Transaction<Tables>, feeds: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ name: string }>`select name from known_feed
    where name = any(${feeds}::text[]) and retention_ms is null
      and exists (select from message m where m.feed = known_feed.name and m.pruned_at is null)`.execute(trx);
  return new Set(rows.map(({ name }) => name));
};

/** What is left behind is worked on by nobody, and its alerts were what told of it: so their end does. */
const wordsOf = (waiting: number, held: number, isKept: boolean): string => {
  const left = [
    ...(waiting > 0 ? [messages(waiting, 'waiting')] : []),
    ...(held > 0 ? [messages(held, 'held')] : []),
  ].join(' and ');
  const settings = 'ended because the feed is in no settings any more';
  return [
    settings,
    ...(left === '' ? [] : [`${left}, which nobody works on`]),
    ...(isKept ? ['its content is kept for ever: no retention was agreed'] : []),
  ].join('; ');
};

/**
 * Ends the alerts of feeds that no process watches any more, saying why, and gives the lines to be told. Nothing else would
 * end them: a feed is watched by those that have it in their settings. `own`: those of this process, which may have stood still.
 */
export const endOfRemoved = async (
  trx: Transaction<Tables>,
  own: readonly string[],
  at: number,
): Promise<readonly string[]> => {
  const { rows: removed } = await sql<{ feed: string }>`
    select distinct a.feed from inbox_alert a left join known_feed f on f.name = a.feed
    where a.over_at is null and a.feed <> all(${own}::text[])
      and (f.watched_at is null or f.watched_at < ${instantOf(at - UNWATCHED_MS)})`.execute(trx);
  const names = removed.map(({ feed }) => feed);
  const left = new Map((await readFeeds(trx, names)).map((reading) => [reading.feed, reading]));
  const kept = await keptForEver(trx, names);
  const told: string[] = [];
  for (const feed of names) {
    const { waiting = 0, held = 0 } = left.get(feed) ?? {};
    const why = wordsOf(waiting, held, kept.has(feed));
    const { rows } = await sql<{ condition: string }>`
      update inbox_alert set over_at = ${instantOf(at)}, words = words || ${`; ${why}`}
      where feed = ${feed} and over_at is null returning condition`.execute(trx);
    if (rows.length > 0) await notify(trx, ALERTS_CHANNEL, feed);
    told.push(...rows.map(({ condition }) => `${feed}: ${condition} is ${why}`));
  }
  return told;
};
