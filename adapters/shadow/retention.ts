import { sql } from 'kysely';
import type { Clock } from '../../schema/clock';
import { DAY, instantOf } from '../../schema/time';
import type { Store } from '../store';

/** Days that differing values, and recorded asks, are kept; then comparisons themselves, and counts. */
export const KEPT_DAYS = { values: 14, asks: 14, comparisons: 90, counts: 400 };

/** Lets go of what was kept long enough: values first, which then say that they are gone. */
export const forgetShadowed = async ({ db }: Store, clock: Clock): Promise<void> => {
  const before = (days: number) => instantOf(clock.millis() - days * DAY);
  await sql`update shadow_difference d set sealed = null, nonce = null, hash = null, unsealed_because = 'expired'
    from shadow_comparison c where c.id = d.comparison and d.sealed is not null
      and c.at < ${before(KEPT_DAYS.values)}::timestamptz`.execute(db);
  await sql`delete from recorded_ask where at < ${before(KEPT_DAYS.asks)}::timestamptz`.execute(db);
  await sql`delete from restricted_in_record where at < ${before(KEPT_DAYS.values)}::timestamptz`.execute(db);
  await sql`delete from candidate_ask where at < ${before(KEPT_DAYS.values)}::timestamptz`.execute(db);
  await sql`delete from shadow_comparison where at < ${before(KEPT_DAYS.comparisons)}::timestamptz`.execute(db);
  for (const table of ['shadow_count', 'shadow_field_count', 'shadow_read'])
    await sql`delete from ${sql.table(table)} where minute < ${before(KEPT_DAYS.counts)}::timestamptz`.execute(db);
};
