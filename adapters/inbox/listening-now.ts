import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Store, Tables } from '../store';

/** Any number that nobody else locks: the first four letters of `hears` in ASCII. */
const OWNER = 0x68656172;

/** 32 bits, with a sign, as locks are numbered. Two feeds of an installation that share one are heard as one. */
const numberOf = (feed: string): number => hash('sha256', feed, 'buffer').readInt32BE(0);

/**
 * Says that this process listens for these feeds, for as long as it is connected to the database or until what is given
 * back is called: a process that ends in whatever way says nothing any more.
 */
export const sayListening = async (
  { hold }: Pick<Store, 'hold'>,
  feeds: readonly string[],
): Promise<() => Promise<void>> => {
  const said: (() => Promise<void>)[] = [];
  for (const feed of feeds) said.push(await hold([OWNER, numberOf(feed)]));
  return async () => {
    for (const unsay of said) await unsay();
  };
};

/** How many processes listen for each of these feeds, whether or not anything is sent to them. */
export const listeningNow = async (
  db: Kysely<Tables>,
  feeds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  // A lock's numbers are shown without their sign.
  const { rows } = await sql<{ which: string; processes: number }>`
    select objid::text as which, count(distinct pid)::int as processes from pg_locks
    where locktype = 'advisory' and objsubid = 2 and granted and classid::bigint = ${OWNER}
      and database = (select oid from pg_database where datname = current_database())
    group by objid`.execute(db);
  const processes = new Map(rows.map((row) => [row.which, row.processes]));
  return new Map(feeds.map((feed) => [feed, processes.get(String(numberOf(feed) >>> 0)) ?? 0]));
};
