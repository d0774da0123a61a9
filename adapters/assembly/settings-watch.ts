import { sql } from 'kysely';
import type { Store } from '../store';
import { settingsNumber, type Going } from './installation';

/** Any number that nobody else locks: the first four letters of `settings` in ASCII. */
const OWNER = 0x73657474;
const CHANNEL = 'settings';
const LOOK_MS = 60_000;

export interface SettingsWatch {
  /** The processes of this installation that went by other settings than this one, when that was looked at last. */
  others(): readonly string[];
  close(): Promise<void>;
}

export interface SettingsWatchMeans {
  readonly store: Store;
  readonly going: Going;
  readonly log: (line: string) => void;
  /** How often it is looked at while nobody starts. */
  readonly everyMs?: number;
}

/** Where and as what they are known to the database. */
const goingByOthers = async ({ db }: Store, own: number): Promise<readonly string[]> => {
  // A lock's numbers are shown without their sign.
  const { rows } = await sql<{ name: string }>`
    select concat(application_name, coalesce(' at ' || host(client_addr), '')) as name
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and objsubid = 2 and granted
      and pg_locks.database = (select oid from pg_database where datname = current_database())
      and classid::bigint = ${OWNER} and objid::bigint <> ${own >>> 0}
    order by name`.execute(db);
  return rows.map(({ name }) => name);
};

const words = (others: readonly string[]): string =>
  others.length === 0
    ? 'every process of this installation goes by the same settings again'
    : `${others.length} of this installation's processes ${others.length === 1 ? 'goes' : 'go'} by other settings than this one (${others.join(', ')}). Routes are those of whoever was started last, and each message is read by the settings of whoever works on it: give all the same CAUSEWAY_SETTINGS, and start them anew`;

/**
 * Says by which settings this process goes, for as long as it is connected to the database, and tells of others: when it
 * starts, when one of them starts, and when they are gone.
 */
export const watchSettings = async ({
  store,
  going,
  log,
  everyMs = LOOK_MS,
}: SettingsWatchMeans): Promise<SettingsWatch> => {
  const own = settingsNumber(going);
  let known: readonly string[] = [];
  const look = async (): Promise<void> => {
    const others = await goingByOthers(store, own);
    if (others.join() === known.join()) return;
    known = others;
    log(words(others));
  };
  // While the store does not answer, what was seen last holds.
  const lookAgain = (): void => void look().catch(() => undefined);
  await store.hold([OWNER, own]);
  const stop = await store.listen(CHANNEL, lookAgain);
  await look();
  await sql`select pg_notify(${CHANNEL}, '')`.execute(store.db);
  const timer = setInterval(lookAgain, everyMs);
  timer.unref();
  return {
    others: () => known,
    close: async () => {
      clearInterval(timer);
      await stop();
    },
  };
};
