import { sql } from 'kysely';
import type { Clock } from '../../schema/clock';
import { DAY, instantOf } from '../../schema/time';
import type { Store } from '../store';

/** A job that runs once a year has run within this time. */
export const KEPT_DAYS = 400;
const BY_THE_MINUTE_DAYS = 2;

/** Removes what is older than is kept; joins old minutes into hours. Two processes that do it at once do it once. */
export const keepUse = async ({ db }: Store, clock: Clock): Promise<void> => {
  const before = (days: number): string => instantOf(clock.millis() - days * DAY);
  await sql`delete from field_use where day < (${before(KEPT_DAYS)}::timestamptz at time zone 'Europe/London')::date`.execute(
    db,
  );
  await sql`delete from system_read where at < ${before(KEPT_DAYS)}::timestamptz`.execute(db);
  await sql`with old as (
      delete from system_read where at < ${before(BY_THE_MINUTE_DAYS)}::timestamptz and at <> date_trunc('hour', at)
      returning *
    )
    insert into system_read as known (at, system, capability, reads, failed)
    select date_trunc('hour', at), system, capability, sum(reads), sum(failed) from old
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (at, system, capability) do update
    set reads = known.reads + excluded.reads, failed = known.failed + excluded.failed`.execute(db);
};
