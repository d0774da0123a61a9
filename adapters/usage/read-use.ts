import { sql, type RawBuilder } from 'kysely';
import { instanceParts, type InstanceName, type OdsCode } from '../../schema/identifiers';
import type { FieldUse, FieldUseFilter, Reader, TrafficSlice } from '../../schema/migration/plan';
import { DAY, instantOf, type DateRange, type Instant, type LocalDate } from '../../schema/time';
import { REGISTERED_PRACTICE } from '../ledger';
import type { Store } from '../store';
import { rhythmOf } from './rhythm';

/** Days of London, both ends in: a window that begins in the middle of a day takes in that day. */
const daysOf = ({ from, to }: DateRange): RawBuilder<unknown> =>
  sql`day >= (${from}::timestamptz at time zone 'Europe/London')::date
    and day <= ((${to}::timestamptz - interval '1 microsecond') at time zone 'Europe/London')::date`;

const is = (column: 'client' | 'operation' | 'field' | 'capability' | 'system', value: string | undefined) =>
  value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`;

/** A route of the registered practice names `gp-connect@*`: reads are counted by each practice's own system. */
const ofSystems = (systems: readonly InstanceName[]): RawBuilder<unknown> => {
  const everywhere = systems.map(instanceParts).filter(({ organisation }) => organisation === REGISTERED_PRACTICE);
  const named = sql`system = any(${systems}::text[])`;
  if (everywhere.length === 0) return named;
  return sql`(${named} or split_part(system, '@', 1) = any(${everywhere.map(({ system }) => system)}::text[]))`;
};

interface UseRow {
  readonly day: string | null;
  readonly client: string;
  readonly operation: string;
  readonly field: string;
  readonly capability: string;
  readonly system: string;
  readonly requests: string;
  readonly last_at: Date;
}

/** Most requests first; per day, newest day first. */
export const fieldUseOf = async (
  { db }: Pick<Store, 'db'>,
  { window, perDay, client, operation, field, capability, system }: FieldUseFilter & { readonly window: DateRange },
  first: number,
): Promise<readonly FieldUse[]> => {
  const day = perDay ? sql`to_char(day, 'YYYY-MM-DD')` : sql`null::text`;
  const { rows } = await sql<UseRow>`select ${day} as day, client, operation, field, capability, system,
      sum(requests) as requests, max(last_at) as last_at
    from field_use
    where ${daysOf(window)} and ${is('client', client)} and ${is('operation', operation)} and ${is('field', field)}
      and ${is('capability', capability)} and ${is('system', system)}
    group by 1, 2, 3, 4, 5, 6
    order by 1 desc nulls last, requests desc, client, operation, field, capability, system
    limit ${first}`.execute(db);
  return rows.map(({ requests, last_at, ...row }) => ({
    ...row,
    system: row.system as InstanceName,
    count: Number(requests),
    lastAt: instantOf(last_at.getTime()),
  }));
};

/** The first day of which reads are counted, or still kept; null where none ever was. */
export const countedSince = async ({ db }: Pick<Store, 'db'>): Promise<LocalDate | null> => {
  const { rows } = await sql<{ day: LocalDate | null }>`
    select to_char(min(day), 'YYYY-MM-DD') as day from field_use`.execute(db);
  return rows[0]?.day ?? null;
};

export interface ReaderFilter {
  /** `gp-connect@*` for every practice's own. */
  readonly systems?: readonly InstanceName[];
  readonly capabilities?: readonly string[];
  readonly fields?: readonly string[];
}

const HOUR = DAY / 24;

interface ReaderRow {
  readonly client: string;
  readonly operations: string[];
  readonly fields: string[];
  readonly days: string[];
  readonly requests: string;
  readonly recent: string;
  readonly last_at: Date;
}

/**
 * Each client with what it read, over all that is kept up to `window.to`; only those that read within the window, most
 * reads first, their reads a day over as much of it as reads were counted in. A request counts once: as often as its most
 * read field. The rhythm is taken from all that is kept.
 */
export const readersOf = async (
  { db }: Pick<Store, 'db'>,
  { systems, capabilities, fields }: ReaderFilter,
  window: DateRange,
): Promise<readonly Reader[]> => {
  const among = (column: 'capability' | 'field', values: readonly string[] | undefined) =>
    values === undefined ? sql`true` : sql`${sql.ref(column)} = any(${values}::text[])`;
  const asked = systems === undefined ? sql`true` : ofSystems(systems);
  const { rows } = await sql<ReaderRow>`with chosen as (
      select *, ${daysOf(window)} as recent from field_use
      where ${asked} and ${among('capability', capabilities)} and ${among('field', fields)}
        and day <= (${window.to}::timestamptz at time zone 'Europe/London')::date
    ), asked as (
      select client, operation, day, max(requests) as requests from chosen where recent group by 1, 2, 3
    )
    select chosen.client, array_agg(distinct operation) filter (where recent) as operations,
      array_agg(distinct field) filter (where recent) as fields,
      array_agg(distinct to_char(day, 'YYYY-MM-DD')) as days,
      (select sum(asked.requests) from asked where asked.client = chosen.client) as requests,
      max(last_at) as last_at
    from chosen group by chosen.client having bool_or(recent)
    order by requests desc, chosen.client`.execute(db);
  // What was never counted was not read less: an installation of yesterday has no forty days behind it.
  const since = Date.parse((await countedSince({ db })) ?? window.from);
  const millis = Date.parse(window.to) - Math.max(Date.parse(window.from), since);
  const days = Math.max(1, Math.round(millis / HOUR) / 24);
  return rows.map(({ client, operations, fields: read, days: came, requests, last_at }) => ({
    client,
    operations: [...operations].sort(),
    fields: [...read].sort(),
    readsPerDay: Number(requests) / days,
    lastAt: instantOf(last_at.getTime()),
    rhythm: rhythmOf(came),
  }));
};

/** Requests by graph field of some capabilities, whoever answered. */
export const readsByField = async (
  { db }: Pick<Store, 'db'>,
  window: DateRange,
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ field: string; requests: string }>`select field, sum(requests) as requests from (
      select field, client, operation, day, max(requests) as requests from field_use where ${daysOf(window)}
      group by 1, 2, 3, 4
    ) as one group by 1`.execute(db);
  return new Map(rows.map(({ field, requests }) => [field, Number(requests)]));
};

interface TrafficRow {
  readonly slice: number;
  readonly system: string;
  readonly reads: string;
}

/** Asks by system in equal slices of the window, oldest first; within a slice most first. */
export const trafficOf = async (
  { db }: Pick<Store, 'db'>,
  window: DateRange,
  slices: number,
  organisation: OdsCode | null,
): Promise<readonly TrafficSlice[]> => {
  const from = Date.parse(window.from);
  const width = (Date.parse(window.to) - from) / slices;
  const at = (slice: number): Instant => instantOf(Math.round(from + slice * width));
  const { rows } = await sql<TrafficRow>`select
      least(${slices - 1}, floor(extract(epoch from at - ${window.from}::timestamptz) * 1000 / ${width}))::int as slice,
      system, sum(reads) as reads
    from system_read
    where at >= ${window.from}::timestamptz and at < ${window.to}::timestamptz
      and (${organisation}::text is null or system like '%@' || ${organisation}::text)
    group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return Array.from({ length: slices }, (_, slice) => ({
    window: { from: at(slice), to: at(slice + 1) },
    systems: rows
      .filter((row) => row.slice === slice)
      .map(({ system, reads }) => ({ system: system as InstanceName, reads: Number(reads) })),
  }));
};

/** Asks of one system (`gp-connect@*`: of every practice's) for one capability, and how many were not answered. */
export const asksOf = async (
  { db }: Pick<Store, 'db'>,
  system: InstanceName,
  capability: string,
  { from, to }: DateRange,
): Promise<{ readonly reads: number; readonly failed: number }> => {
  const { rows } = await sql<{ reads: string; failed: string }>`select coalesce(sum(reads), 0) as reads,
      coalesce(sum(failed), 0) as failed from system_read
    where ${ofSystems([system])} and capability = ${capability}
      and at >= ${from}::timestamptz and at < ${to}::timestamptz`.execute(db);
  return { reads: Number(rows[0]?.reads ?? 0), failed: Number(rows[0]?.failed ?? 0) };
};
