import { sql, type RawBuilder } from 'kysely';
import type { Clock } from '../../schema/clock';
import { DAY, instantOf, type Instant } from '../../schema/time';
import type { Store } from '../store';

/** Days that differing values, and recorded asks, are kept; then comparisons themselves, and counts. */
export const KEPT_DAYS = { values: 14, asks: 14, comparisons: 90, counts: 400 };

/** Rows let go by one statement: none keeps those who write waiting for long. */
const BATCH = 5_000;
/** What is written may be stamped a little earlier than it is written. */
const OVERLAP_MS = DAY;

/** Rows that are told apart by their route first, and then by their time: what is old is found route by route. */
interface ByRoute {
  readonly table: 'shadow_count' | 'shadow_field_count' | 'shadow_read' | 'candidate_ask';
  readonly column: 'minute' | 'at';
  readonly days: number;
}

const BY_ROUTE: readonly ByRoute[] = [
  { table: 'candidate_ask', column: 'at', days: KEPT_DAYS.values },
  ...(['shadow_count', 'shadow_field_count', 'shadow_read'] as const).map((table) => ({
    ...{ table, column: 'minute' as const, days: KEPT_DAYS.counts },
  })),
];

/**
 * Lets go of the oldest of each route, from one route to the next along the index: by the time alone the whole table would
 * be read, every hour, to find the last hour of a year.
 */
export const forgetOldest = ({ table, column }: ByRoute, before: Instant): RawBuilder<unknown> => {
  const [rows, at] = [sql.table(table), sql.ref(column)];
  return sql`delete from ${rows} where ctid = any(array(
    with recursive known as (
      (select route from ${rows} order by route limit 1)
      union all
      select (select next.route from ${rows} as next where next.route > known.route order by next.route limit 1)
      from known where known.route is not null
    )
    select old.ctid from known cross join lateral (
      select ctid from ${rows} as one where one.route = known.route and one.${at} < ${before}::timestamptz
      order by one.route, one.${at} limit ${BATCH}
    ) old
  ))`;
};

/** Values of what was compared between the two moments: found by the time of comparing, and each by its key. */
export const forgetValues = (from: Instant | null, before: Instant): RawBuilder<unknown> =>
  sql`update shadow_difference set sealed = null, nonce = null, hash = null, unsealed_because = 'expired'
    where ctid = any(array(
      select old.ctid from shadow_comparison c cross join lateral (
        select ctid from shadow_difference d where d.comparison = c.id and d.sealed is not null offset 0
      ) old
      where c.at >= coalesce(${from}::timestamptz, '-infinity') and c.at < ${before}::timestamptz
    ))`;

export interface Forgetting {
  /** Lets go of what was kept long enough: values first, which then say that they are gone. */
  forget(): Promise<void>;
}

/**
 * Of the values only those are looked at that came of age since this process last looked; at its first look, all. They
 * were let go of in order, and none is added that is older.
 */
export const createForgetting = ({ db }: Pick<Store, 'db'>, clock: Clock): Forgetting => {
  let valuesFrom: Instant | null = null;
  const before = (days: number): number => clock.millis() - days * DAY;
  return {
    forget: async () => {
      const values = before(KEPT_DAYS.values);
      await forgetValues(valuesFrom, instantOf(values)).execute(db);
      valuesFrom = instantOf(values - OVERLAP_MS);
      await sql`delete from recorded_ask where at < ${instantOf(before(KEPT_DAYS.asks))}::timestamptz`.execute(db);
      await sql`delete from restricted_in_record where at < ${instantOf(values)}::timestamptz`.execute(db);
      await sql`delete from shadow_comparison
        where at < ${instantOf(before(KEPT_DAYS.comparisons))}::timestamptz`.execute(db);
      for (const rows of BY_ROUTE) {
        let gone = 0n;
        do gone = (await forgetOldest(rows, instantOf(before(rows.days))).execute(db)).numAffectedRows ?? 0n;
        while (gone > 0n);
      }
    },
  };
};
