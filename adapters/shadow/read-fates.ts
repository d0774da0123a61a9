import { sql } from 'kysely';
import type { Clock } from '../../schema/clock';
import type { ReadFate } from '../../schema/migration/evidence';
import { instantOf, MINUTE } from '../../schema/time';
import type { Store } from '../store';

/** How often what became of a route's live reads, in this process since it began. */
export interface CountedFate {
  /** `ORGANISATION/capability/role`. */
  readonly route: string;
  readonly fate: ReadFate;
  readonly count: number;
}

/** What becomes of live reads that may be compared: counted in memory with every read, written every ten seconds. */
export interface ReadFates {
  add(route: string, fate: ReadFate): void;
  counted(): readonly CountedFate[];
  /** Writes what waits, where it is time; `now` whatever the time. Rejects where the store does not take it: then it goes on waiting. */
  flush(when: 'due' | 'now'): Promise<void>;
}

/** With every read something is counted: written every second it would cost whoever is never compared. */
const WRITTEN_EVERY_MS = 10_000;

interface Count {
  all: number;
  written: number;
}

export const createReadFates = ({ store, clock }: { readonly store: Store; readonly clock: Clock }): ReadFates => {
  const routes = new Map<string, Map<ReadFate, Count>>();
  let writtenAt = -Infinity;

  const counts = (): readonly { readonly route: string; readonly fate: ReadFate; readonly count: Count }[] =>
    [...routes].flatMap(([route, fates]) => [...fates].map(([fate, count]) => ({ route, fate, count })));

  return {
    add: (route, fate) => {
      const fates = routes.get(route) ?? new Map<ReadFate, Count>();
      routes.set(route, fates);
      const count = fates.get(fate) ?? { all: 0, written: 0 };
      fates.set(fate, count);
      count.all += 1;
    },
    counted: () => counts().map(({ route, fate, count }) => ({ route, fate, count: count.all })),
    flush: async (when) => {
      const at = clock.millis();
      if (when === 'due' && at - writtenAt < WRITTEN_EVERY_MS) return;
      writtenAt = at;
      const waiting = counts()
        .map(({ route, fate, count }) => ({ route, fate, count, reads: count.all - count.written }))
        .filter(({ reads }) => reads > 0)
        // Two processes that write the same minute take its rows in the same order.
        .sort((a, b) => (`${a.route} ${a.fate}` < `${b.route} ${b.fate}` ? -1 : 1));
      if (waiting.length === 0) return;
      for (const { count, reads } of waiting) count.written += reads;
      const rows = waiting.map(({ route, fate, reads }) => ({ route, fate, reads }));
      try {
        await sql`insert into shadow_read (route, minute, fate, reads)
          select route, ${instantOf(Math.floor(at / MINUTE) * MINUTE)}::timestamptz, fate, reads
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as counted (route text, fate text, reads bigint)
          on conflict (route, minute, fate) do update set reads = shadow_read.reads + excluded.reads`.execute(store.db);
      } catch (error) {
        for (const { count, reads } of waiting) count.written -= reads;
        throw error;
      }
    },
  };
};
