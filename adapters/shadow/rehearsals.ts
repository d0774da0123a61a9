import { sql } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import type { IdentityIndex } from '../identity';
import type { Store } from '../store';
import { askedAgain, type RecordedAsk } from './ask-again';
import { readOwn, type OwnReadMeans } from './own-read';
import { byPractice, type ComparedRoute } from './route';

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

export interface Rehearsals {
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
          if (again === null) return;
          const { subjects, selection } = again;
          for (const one of byPractice(route, subjects)) await readOwn({ ...one, selection }, why, means);
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

  return {
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
