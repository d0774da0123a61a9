import { sql } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { DateRange, Instant } from '../../schema/time';
import type { Visit } from '../contract';
import type { Holder } from '../ledger';
import type { Store } from '../store';
import type { WhoseVisit } from './whose-visit';

/** A visit to somebody who is known. */
export interface KeptVisit extends Pick<Visit, 'key' | 'start' | 'status'> {
  readonly whose: WhoseVisit;
}

/** Whether it is this process that asks now: one of all, and no sooner than it is time. */
export const claimAsking = async (
  { db }: Pick<Store, 'db'>,
  { instance, organisation }: Holder,
  { now, notSince }: { readonly now: Instant; readonly notSince: Instant },
): Promise<boolean> => {
  const { rows } = await sql`insert into visit_source (instance, organisation, asked_at)
    values (${instance}, ${organisation}, ${now})
    on conflict (instance) do update set organisation = excluded.organisation, asked_at = excluded.asked_at
      where visit_source.asked_at <= ${notSince}::timestamptz
    returning instance`.execute(db);
  return rows.length > 0;
};

/** All days were told whole. */
export const keepTold = async ({ db }: Pick<Store, 'db'>, instance: InstanceName, at: Instant): Promise<void> => {
  await sql`update visit_source set told_at = ${at} where instance = ${instance}`.execute(db);
};

export interface ToldOfDay {
  readonly day: DateRange;
  /** Keys of all visits that were told of, to somebody or to nobody who is known. */
  readonly keys: readonly string[];
  readonly visits: readonly KeptVisit[];
  /** False where not all was told: a visit that was not told of may still be one. */
  readonly complete: boolean;
  readonly at: Instant;
}

/**
 * Makes what is known of a day's visits what the system has told: one that it tells no more, or of somebody in doubt, is
 * gone. One of a group is kept of each who comes. Told twice of somebody, on two pages while they changed, it is
 * cancelled if either says so.
 */
export const keepDay = async (
  { db }: Pick<Store, 'db'>,
  { instance, organisation }: Holder,
  { day, keys, visits, complete, at }: ToldOfDay,
): Promise<void> => {
  const column = (of: (one: KeptVisit) => string | null): readonly (string | null)[] => visits.map(of);
  const record = ({ whose }: KeptVisit) => (whose.by === 'record' ? whose.record : null);
  const traced = ({ whose }: KeptVisit) => (whose.by === 'number' ? whose.traced : null);
  const whose = sql`key, record_instance, record_id, nhs_number, birth_date`;
  await sql`with said as materialized (
      select distinct on (${whose}) key, start_at, status, record_instance, record_id, nhs_number, birth_date
      from unnest(${column(({ key }) => key)}::text[], ${column(({ start }) => start)}::timestamptz[],
        ${column(({ status }) => status)}::text[],
        ${column((one) => record(one)?.instance ?? null)}::text[],
        ${column((one) => record(one)?.recordId ?? null)}::text[],
        ${column((one) => traced(one)?.nhsNumber ?? null)}::text[],
        ${column((one) => traced(one)?.birthDate ?? null)}::text[])
        as said (key, start_at, status, record_instance, record_id, nhs_number, birth_date)
      order by ${whose}, status <> 'cancelled'
    ), gone as (
      delete from visit as v
      where v.instance = ${instance} and not exists (
          select from said where said.key = v.key and (said.record_instance, said.record_id, said.nhs_number,
            said.birth_date) is not distinct from (v.record_instance, v.record_id, v.nhs_number, v.birth_date))
        and (v.key = any(${keys}::text[]) or ${complete}::boolean
          and v.start_at >= ${day.from}::timestamptz and v.start_at < ${day.to}::timestamptz)
    )
    insert into visit (instance, key, organisation, start_at, status, record_instance, record_id, nhs_number, birth_date, heard_at)
    select ${instance}, key, ${organisation}, start_at, status, record_instance, record_id, nhs_number, birth_date,
      ${at}::timestamptz from said
    on conflict (instance, ${whose}) do update set organisation = excluded.organisation, start_at = excluded.start_at,
      status = excluded.status, heard_at = excluded.heard_at`.execute(db);
};

/** Lets go of what was last told before, whoever told it: also of those that are asked no more. */
export const forgetToldBefore = async ({ db }: Pick<Store, 'db'>, before: Instant): Promise<void> => {
  await sql`delete from visit where heard_at < ${before}::timestamptz`.execute(db);
};
