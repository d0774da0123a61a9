import { sql } from 'kysely';
import type { Viewer } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import type { DateRange } from '../../schema/time';
import type { IdentityIndex } from '../identity';
import { REGISTERED_PRACTICE } from '../ledger';
import type { Store } from '../store';
import { askedAgain, type RecordedAsk } from './ask-again';
import { readOwn, type OwnReadMeans } from './own-read';
import type { ComparedRoute } from './route';

export interface RehearsalMeans extends OwnReadMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly index: Pick<IdentityIndex, 'byIds'>;
  /** Null for a route that is not, or no longer, there, or has no candidate. */
  readonly routeOf: (id: string) => Promise<ComparedRoute | null>;
  /** Asks repeated at once. */
  readonly concurrent: number;
  readonly unexpected: (error: unknown) => void;
}

export interface NewRehearsal {
  readonly route: string;
  readonly window: DateRange;
  readonly most: number;
  readonly reason: string;
  readonly by: Viewer;
}

export interface Rehearsals {
  /** Its number; null where nothing was recorded to ask again. */
  begin(wanted: NewRehearsal): Promise<number | null>;
  /** Takes up what nobody works on: what was begun, and what a process that died has left. */
  tick(): Promise<void>;
  /** Resolves when this process works on none. */
  idle(): Promise<void>;
  /** Stops between two asks; another process, or the next start, goes on from there. */
  close(): Promise<void>;
}

interface Unfinished {
  readonly id: number;
  readonly route: string;
  readonly asks: number;
  readonly done: number;
}

/** One lock for each rehearsal: the first key names what is locked, the second which. */
const REHEARSING = 0x72656865;

/** One that failed leaves the others their turn before it is taken up again. */
const RESTS_MS = 60_000;

export const createRehearsals = (means: RehearsalMeans): Rehearsals => {
  const { store, clock, comparing, index } = means;
  const running = new Map<number, Promise<void>>();
  let ticked: (() => void)[] = [];
  const restsUntil = new Map<number, number>();
  let stopped = false;

  const repeat = async (route: ComparedRoute, id: number, from: number): Promise<void> => {
    const { rows } = await sql<RecordedAsk>`select a.capability, a.persons, a.places, a.selection
      from rehearsal r cross join unnest(r.ask_ids) with ordinality as asked (ask_id, place)
      join recorded_ask a on a.id = asked.ask_id
      where r.id = ${id} and asked.place > ${from} and asked.place <= ${from + means.concurrent}`.execute(store.db);
    const why = { operation: 'Rehearsal', note: `rehearsal rh_${id} of ${route.id}`, rehearsal: id };
    await Promise.all(
      rows.map(async (row) => {
        try {
          const again = await askedAgain(row, route.id, index);
          if (again) await readOwn({ route, ...again }, why, means);
        } catch (error) {
          // One ask that cannot be repeated must not keep the others from it.
          means.unexpected(error);
        }
      }),
    );
  };

  /** Works on it to its end, or until this process stops. Only who holds the lock does. */
  const run = async ({ id, route: named, asks, done: before }: Unfinished): Promise<void> => {
    const route = await means.routeOf(named);
    for (let done = before; done < asks && !stopped; done += means.concurrent) {
      if (route === null) break;
      await repeat(route, id, done);
      const reached = Math.min(done + means.concurrent, asks);
      await store.db.updateTable('rehearsal').set({ done: reached }).where('id', '=', id).execute();
    }
    // What differs has its time to settle before anybody reads the report.
    while (!stopped && comparing.unsettled(id) > 0) await new Promise<void>((resolve) => void ticked.push(resolve));
    if (!stopped)
      await store.db
        .updateTable('rehearsal')
        .set({ finished_at: now(clock) })
        .where('id', '=', id)
        .execute();
  };

  const runLocked = (found: Unfinished): Promise<void> =>
    store.db.connection().execute(async (connection) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_lock(${REHEARSING}, ${found.id}::int) as mine`.execute(connection);
      if (rows[0]?.mine !== true) return;
      try {
        // Read again: whoever held the lock until now may have gone on.
        const [current] = await unfinished(found.id);
        if (current) await run(current);
      } finally {
        await sql`select pg_advisory_unlock(${REHEARSING}, ${found.id}::int)`.execute(connection);
      }
    });

  const unfinished = async (only?: number): Promise<readonly Unfinished[]> => {
    const { rows } = await sql<Unfinished>`select id, route, cardinality(ask_ids) as asks, done from rehearsal
      where finished_at is null ${only === undefined ? sql`` : sql`and id = ${only}`} order by id limit 10`.execute(
      store.db,
    );
    return rows;
  };

  const recordedIn = async ({ route, window, most }: NewRehearsal): Promise<readonly number[]> => {
    const [organisation = '', capability = ''] = route.split('/');
    const anywhere = organisation === REGISTERED_PRACTICE;
    // Evenly spread over the window, and counted out in the store: a window may hold very many.
    const { rows } = await sql<{ id: number }>`select id from (
        select id, row_number() over (order by id) - 1 as place, count(*) over () as total from recorded_ask
        where capability = ${capability} and at >= ${window.from}::timestamptz and at < ${window.to}::timestamptz
          and (persons <> '{}' or ${anywhere} or exists (
            select 1 from unnest(places) as place where split_part(place, '|', 1) = ${organisation}))
      ) as asked
      where place = 0 or place * ${most}::bigint / total > (place - 1) * ${most}::bigint / total
      order by id`.execute(store.db);
    return rows.map(({ id }) => id);
  };

  return {
    begin: async (wanted) => {
      const asks = await recordedIn(wanted);
      if (asks.length === 0) return null;
      const { id } = await store.db
        .insertInto('rehearsal')
        .values({
          ...{ route: wanted.route, at: now(clock), by_name: wanted.by.name, by_role: wanted.by.role },
          ...{
            reason: wanted.reason,
            from_at: wanted.window.from,
            to_at: wanted.window.to,
            ask_ids: [...asks],
            done: 0,
          },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    tick: async () => {
      for (const resolve of ticked.splice(0)) resolve();
      // One at a time in each process: it is asked off the live path, and leaves room for live reads' own comparisons.
      if (stopped || running.size > 0) return;
      const at = clock.millis();
      const next = (await unfinished()).find(({ id }) => (restsUntil.get(id) ?? -Infinity) <= at);
      if (next === undefined) return;
      const work = runLocked(next)
        .catch((error: unknown) => {
          restsUntil.set(next.id, clock.millis() + RESTS_MS);
          means.unexpected(error);
        })
        .finally(() => void running.delete(next.id));
      running.set(next.id, work);
    },
    idle: async () => {
      await Promise.all(running.values());
    },
    close: async () => {
      stopped = true;
      for (const resolve of ticked.splice(0)) resolve();
      ticked = [];
      await Promise.all(running.values());
    },
  };
};
