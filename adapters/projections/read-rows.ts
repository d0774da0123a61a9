import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Place } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { ProjectedKind, ReadOptions } from './reader';
import { feedsHeard, heldAnywhere, heldFor } from './feed-state';

/** One row found for one subject; a subject without rows has none, but the heard and held of the whole ask always come. */
export interface ReadRow {
  readonly heard: Date | null;
  /** Since when those feeds were heard that were heard at all. */
  readonly in_part: Date | null;
  /** When the oldest message arrived that still waits to be worked on. */
  readonly behind: Date | null;
  /** Subjects (by position) whose partition holds a message. */
  readonly held: readonly number[] | null;
  /** Subjects for whom a record in doubt has what was asked for. */
  readonly doubtful: readonly number[] | null;
  readonly subject: number | null;
  readonly kind: ProjectedKind | 'planned-move' | null;
  /** Of the row, within its kind. */
  readonly key: string | null;
  readonly body: unknown;
  /** A current stay of the record is marked sensitive: only asked for demographics. */
  readonly sensitive: boolean | null;
}

/** As one condition on the end, as `projection_by_end` has it: asked for as "none, or later", a place's whole past would be read. */
const inWindow = ({ window }: ReadOptions): RawBuilder<unknown> =>
  window === undefined
    ? sql`true`
    : sql`p.from_at < ${window.to}::timestamptz
      and coalesce(p.to_at, 'infinity'::timestamptz) >= ${window.from}::timestamptz`;

/** One record by its business key, whatever became of it. */
const amongKeys = ({ keys }: ReadOptions): RawBuilder<unknown> =>
  keys === undefined ? sql`true` : sql`p.record_key = any(${keys}::text[])`;

const newest = ({ limit }: ReadOptions): RawBuilder<unknown> =>
  limit === undefined ? sql`order by p.from_at desc, p.key` : sql`order by p.from_at desc, p.key limit ${limit}`;

/** Rows of any number of people in one statement, each person's by its own sender's keys. */
export const rowsOfPeople = (
  instance: InstanceName,
  kind: ProjectedKind,
  people: readonly PersonIdentity[],
  options: ReadOptions,
): RawBuilder<ReadRow> => {
  const asked = people.flatMap((person, subject) =>
    person.records.filter((r) => r.instance === instance).map((r) => ({ subject, recordId: r.recordId })),
  );
  const doubtful = people.flatMap((person, subject) =>
    (person.inDoubt ?? []).filter((r) => r.instance === instance).map((r) => ({ subject, recordId: r.recordId })),
  );
  const stored = options.absorbed ? 'person-state' : kind;
  const sensitive =
    kind === 'demographics'
      ? sql`exists (select 1 from projection as s where s.instance = ${instance} and s.kind = 'encounters'
          and s.record_id = asked.record_id and s.sensitive)`
      : sql`false`;
  return sql<ReadRow>`with asked as (
      select * from unnest(${asked.map((one) => one.subject)}::int[], ${asked.map((one) => one.recordId)}::text[])
        as a (subject, record_id)
    ), found as (
      select asked.subject, p.kind, p.body, ${sensitive} as sensitive, p.from_at, p.key
      from asked cross join lateral (
        select p.* from projection as p
        where p.instance = ${instance} and p.kind = ${stored} and p.record_id = asked.record_id and ${inWindow(options)}
        ${newest(options)}
      ) as p
    ), doubtful as (
      select array_agg(distinct near.subject) as subjects
      from unnest(${doubtful.map((one) => one.subject)}::int[], ${doubtful.map((one) => one.recordId)}::text[])
        as near (subject, record_id)
      cross join lateral (
        select 1 from projection as p
        where p.instance = ${instance} and p.kind = ${kind} and p.record_id = near.record_id and ${inWindow(options)}
          and p.from_at >= ${options.doubtsFrom ?? '-infinity'}::timestamptz
        limit 1
      ) as p
    )
    select heard.at as heard, heard.in_part, heard.behind, held.subjects as held, doubtful.subjects as doubtful, found.subject, found.kind, found.key,
      found.body, found.sensitive
    from (${feedsHeard(instance)}) as heard
    cross join (${heldFor(instance)}) as held
    cross join doubtful
    left join found on true
    order by found.subject, found.from_at desc, found.key`;
};

/** A board reads who is there now; what has ended is read through a window. */
const OPEN_UNLESS_WINDOW: ReadonlySet<ProjectedKind> = new Set<ProjectedKind>(['encounters', 'waiting-list']);

/** Rows of any number of places in one statement. Beds come with the current stays of their place. */
export const rowsOfPlaces = (
  instance: InstanceName,
  kind: ProjectedKind,
  places: readonly Place[],
  options: ReadOptions,
  at: Instant,
): RawBuilder<ReadRow> => {
  const stays = ['encounters', 'planned-move'];
  const kinds = kind === 'beds' ? ['beds', ...stays] : kind === 'encounters' ? stays : [kind];
  // A limit counts beds, and those are known only when stock and stays are joined; and who is there, which a planned move tells.
  const order = newest(kind === 'beds' || kind === 'encounters' ? {} : options);
  const openOnly =
    kind === 'beds' || (OPEN_UNLESS_WINDOW.has(kind) && options.window === undefined && options.keys === undefined);
  const wanted = sql`p.instance = ${instance} and p.kind = any(${kinds}::text[]) and p.organisation = asked.organisation
    and ${openOnly ? sql`p.open and (p.to_at is null or p.to_at > ${at}::timestamptz)` : inWindow(options)} and ${amongKeys(options)}`;
  // Two branches, so that a ward is read by its index and never by scanning the organisation.
  const part = (
    ward: RawBuilder<unknown>,
  ): RawBuilder<unknown> => sql`select asked.subject, p.kind, p.body, p.from_at, p.key
      from asked cross join lateral (select p.* from projection as p where ${wanted} and ${ward} ${order}) as p`;
  return sql<ReadRow>`with asked as (
      select * from unnest(${places.map((_, at) => at)}::int[], ${places.map((p) => p.organisation)}::text[],
        ${places.map((p) => p.ward ?? null)}::text[]) as a (subject, organisation, ward)
    ), found as (
      ${part(sql`p.ward = asked.ward`)}
      union all
      ${part(sql`asked.ward is null`)}
    )
    select heard.at as heard, heard.in_part, heard.behind, held.subjects as held, null::int[] as doubtful, found.subject, found.kind,
      found.key, found.body, false as sensitive
    from (${feedsHeard(instance)}) as heard
    cross join (${heldAnywhere(instance)}) as held
    left join found on true
    order by found.subject, found.from_at desc, found.key`;
};
