import { sql, type Kysely } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import { instantOf, type Instant } from '../../schema/time';
import type { Store, Tables } from '../store';
import { NAMED_WITHIN_MS } from './record';

const BATCH = 5_000;

/** Before it, what was shown may be gone. The words are the record's own, and are read again by `verify`. */
const NOTE = /^as seen, pruned: last shown before (\S+)$/;
const noteOf = (before: Instant): string => `as seen, pruned: last shown before ${before}`;

/** That content was let go is itself a row of the record, sealed with the rest, so that it cannot be said afterwards. */
const record = (db: Kysely<Tables>, at: Instant, before: Instant): Promise<unknown> =>
  db
    .insertInto('read_audit')
    .values({
      ...{ at, request_id: `prune-${at}`, user_id: 'causeway', user_name: 'Causeway', role: 'none' },
      ...{ role_profile_id: 'none', organisation: 'none', purpose: 'HOPERAT', client: 'causeway' },
      ...{ operation: 'PruneAsSeen', capability: 'as-seen', persons: [], places: [], unresolved: 0, instances: [] },
      ...{ outcome: 'answered', note: noteOf(before), seen: null },
    })
    .execute();

export interface Prune {
  readonly store: Store;
  readonly clock: Clock;
  /** For how long after it was last shown a content is kept. */
  readonly keepMs: number;
}

/** Lets go what was last shown longer ago than that, and puts it on record; how many contents. The reads' rows stay. */
export const pruneSeen = async ({ store, clock, keepMs }: Prune): Promise<number> => {
  const before = instantOf(clock.millis() - keepMs);
  const certainly = instantOf(clock.millis() - keepMs - NAMED_WITHIN_MS);
  let pruned = 0;
  for (;;) {
    const count = await store.db.transaction().execute(async (trx) => {
      const { rows } = await sql`
        delete from seen_content where hash in (
          select hash from seen_content where named_at < ${certainly} limit ${BATCH} for update skip locked
        ) returning 1`.execute(trx);
      if (rows.length > 0) await record(trx, now(clock), before);
      return rows.length;
    });
    pruned += count;
    if (count < BATCH) return pruned;
  }
};

/** Milliseconds: the latest moment before which the record says that content was let go; minus infinity where none ever was. */
export const prunedBefore = async (db: Kysely<Tables>): Promise<number> => {
  const rows = await db
    .selectFrom('read_audit')
    .select('note')
    .where('capability', '=', 'as-seen')
    .where('operation', '=', 'PruneAsSeen')
    .where('client', '=', 'causeway')
    .execute();
  const moments = rows.flatMap(({ note }) => NOTE.exec(note ?? '')?.[1] ?? []);
  return moments.reduce((latest, moment) => Math.max(latest, Date.parse(moment)), -Infinity);
};

const EVERY_MS = 3_600_000;

/** Prunes once an hour, and once when it starts. What goes wrong is told, and tried again an hour later. */
export const startPruner = (means: Prune & { readonly log: (line: string) => void }) => {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let inHand: Promise<unknown> = Promise.resolve();
  const tick = (): void => {
    inHand = pruneSeen(means)
      .catch((error: unknown) => means.log(`what was shown could not be pruned (${faultName(error)})`))
      .then(() => {
        if (!closed) timer = setTimeout(tick, EVERY_MS).unref();
      });
  };
  tick();
  return {
    close: async (): Promise<void> => {
      closed = true;
      clearTimeout(timer);
      await inHand;
    },
  };
};
