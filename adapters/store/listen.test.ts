import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createListener, type Listener } from './listen';
import { onOneConnection } from './one-connection';

const LOCKS = [
  [7, 1],
  [7, 2],
] as const;

let fresh: FreshDatabase;
let listener: Listener;
beforeEach(async () => {
  fresh = await freshDatabase();
  listener = createListener(fresh.url, () => undefined);
});
afterEach(async () => {
  await listener.close();
  await fresh.drop();
});

interface Held {
  readonly which: number;
  readonly pid: number;
  readonly granted: boolean;
}

/** These locks, had or waited for. */
const locks = async (mode: 'ShareLock' | 'ExclusiveLock'): Promise<readonly Held[]> =>
  (
    await sql<Held>`select objid::int as which, pid, granted from pg_locks
      where locktype = 'advisory' and objsubid = 2 and classid = 7 and mode = ${mode}
      and database = (select oid from pg_database where datname = current_database())
      order by objid`.execute(fresh.store.db)
  ).rows;
const until = async (
  mode: 'ShareLock' | 'ExclusiveLock',
  holds: (found: readonly Held[]) => boolean,
): Promise<void> => {
  while (!holds(await locks(mode))) await new Promise((resolve) => setTimeout(resolve, 10));
};
const isWaitedFor = (found: readonly Held[]): boolean => found.some(({ granted }) => !granted);

test('a lock that is let go while its connection is made again stays let go', async () => {
  const letGo = await listener.hold(LOCKS[0]);
  await listener.hold(LOCKS[1]);
  const [before] = await locks('ShareLock');
  await onOneConnection(fresh.url, async (other) => {
    // Asked for before the connection is lost: it is this one's before it can be taken again.
    const got = other.query('select pg_advisory_lock(7, 1)');
    await until('ExclusiveLock', isWaitedFor);
    await sql`select pg_terminate_backend(${before?.pid})`.execute(fresh.store.db);
    await got;
    await until('ShareLock', isWaitedFor);
    await letGo();
  });
  await until('ShareLock', (found) => found.some(({ which, granted }) => which === 2 && granted));
  await until('ShareLock', (found) => found.every(({ which }) => which === 2));
});
