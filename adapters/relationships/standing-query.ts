import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { BreakGlassReason, RelationshipBasis } from '../../schema/access';
import type { Capability, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { tracedOf } from './traced';

/** How far back and ahead a relationship reaches. */
export interface Windows {
  /** A stay at the viewer's organisation that ended since then is recent, and so is a report. */
  readonly stayedSince: Instant;
  /** An appointment there between these two; a task that was over since the first. */
  readonly clinicFrom: Instant;
  readonly clinicTo: Instant;
  /** A task raised before then is over, whatever was heard of it. */
  readonly openTaskFrom: Instant;
  /** One raised before then was over before `clinicFrom`. */
  readonly pastTaskFrom: Instant;
  /** A visit last told of before then is none, whatever was heard of it. */
  readonly visitToldFrom: Instant;
  readonly now: Instant;
}

/** One relationship, or one grant, of the person at this position. */
export interface StandingRow {
  readonly at: number;
  readonly basis: RelationshipBasis;
  readonly grant: { readonly id: string; readonly until: string; readonly reason: BreakGlassReason } | null;
  /** Of a proxy for a part of the record: which. */
  readonly capabilities: readonly Capability[] | null;
}

/** Read models of what was asked for, and of what came of it. */
const ASKED_FOR = ['waiting-list', 'lab-orders', 'imaging-orders'];
const REPORTED = ['lab-reports', 'imaging-reports'];

const STAYS = ['encounters', 'planned-move'];
/** Of a stay: nobody came yet, nobody came at all, or it cannot be told whether somebody did. */
const NO_STAY = ['planned', 'cancelled', 'unknown'];

/** How records name a clinician who signs in with a smartcard (CIS2 `uid`): by their SDS user id. */
const SDS_USER_ID = 'https://fhir.nhs.uk/Id/sds-user-id';
/** Where a stay, an appointment, a referral, an order or a report names whose care it is. */
const NAMED_AS = ['consultant', 'practitioner', 'requester'];

/** The record names the viewer as one who cares for the person. */
const named = (viewer: Viewer): RawBuilder<unknown> => {
  const identifier = { system: SDS_USER_ID, value: viewer.userId };
  return sql`p.body @> any(${NAMED_AS.map((part) => JSON.stringify({ [part]: { identifier } }))}::jsonb[])`;
};

/** Rows of the asked records: each found by its key, in the order of the index. */
const rowsOf = (such: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`asked join projection as p on p.record_id = asked.record_id and p.instance = asked.instance and ${such}`;

/**
 * Every relationship of the viewer to any number of people that our own store knows of, in one statement: each record of
 * a person by its key, with the tasks about it and the visits to them, the grants of one user and the proxies of one
 * carer by theirs. A report that was retracted counts: whoever may have acted on it must be able to see that it was
 * taken back.
 */
export const standingsOf = (
  viewer: Viewer,
  people: readonly PersonIdentity[],
  { stayedSince, clinicFrom, clinicTo, openTaskFrom, pastTaskFrom, visitToldFrom, now }: Windows,
): RawBuilder<StandingRow> => {
  const records = people.flatMap((person, at) => person.records.map((record) => ({ at, ...record })));
  const ids = people.flatMap(({ id, mergedIds }, at) => [id, ...mergedIds].map((one: PersonId) => ({ at, id: one })));
  const numbers = people.flatMap(({ nhsNumber, nhsNumberVerified }, at) =>
    nhsNumber !== undefined && nhsNumberVerified ? [{ at, number: nhsNumber }] : [],
  );
  const traced = people.flatMap((person, at) => {
    const by = tracedOf(person);
    return by ? [{ at, ...by }] : [];
  });
  const wards = viewer.wards.map(({ organisation, code }) => `${organisation}|${code}`);
  const here = sql`p.organisation = ${viewer.organisation}`;
  // What was told ahead of a stay stands in rows of its own, each from its moment on.
  const stay = sql`p.kind = any(${STAYS}::text[]) and p.body ->> 'status' <> all(${NO_STAY}::text[])
    and (p.kind = 'encounters' or p.from_at <= ${now}::timestamptz)`;
  const present = sql`p.open and (p.to_at is null or p.to_at > ${now}::timestamptz)
    and (p.kind = 'planned-move' or coalesce(p.body #>> '{ahead,0,from}', '9999') > ${now})`;
  const recent = sql`(${present} or p.to_at >= ${stayedSince}::timestamptz)`;
  const clinic = sql`p.kind = 'appointments' and p.from_at < ${clinicTo}::timestamptz
    and p.from_at >= ${clinicFrom}::timestamptz and p.body ->> 'status' <> 'cancelled'`;
  const askedFor = sql`p.kind = any(${ASKED_FOR}::text[]) and p.open`;
  const reported = sql`p.kind = any(${REPORTED}::text[]) and p.from_at >= ${stayedSince}::timestamptz`;
  const tasks = (such: RawBuilder<unknown>) =>
    sql`asked join task_owner as t on t.record_id = asked.record_id and t.record_instance = asked.instance and ${such}`;
  const visit = sql`v.organisation = ${viewer.organisation} and v.start_at < ${clinicTo}::timestamptz
    and v.start_at >= ${clinicFrom}::timestamptz and v.status <> 'cancelled' and v.heard_at >= ${visitToldFrom}::timestamptz`;
  const died = sql`p.kind = 'demographics' and p.body ->> 'deceased' = 'true'`;
  const none = sql`null::jsonb as "grant"`;
  const whole = sql`null::text[] as capabilities`;
  return sql<StandingRow>`with asked as (
      select * from unnest(${records.map(({ at }) => at)}::int[], ${records.map(({ instance }) => instance)}::text[],
        ${records.map(({ recordId }) => recordId)}::text[]) as a (at, instance, record_id)
    ), known as (
      select * from unnest(${ids.map(({ at }) => at)}::int[], ${ids.map(({ id }) => id)}::text[]) as k (at, person_id)
    ), numbered as (
      select * from unnest(${numbers.map(({ at }) => at)}::int[], ${numbers.map(({ number }) => number)}::text[])
        as n (at, number)
    ), traced as (
      select * from unnest(${traced.map(({ at }) => at)}::int[], ${traced.map(({ nhsNumber }) => nhsNumber)}::text[],
        ${traced.map(({ birthDate }) => birthDate)}::text[]) as t (at, number, birth_date)
    ), told as (
      select asked.at, case
          when ${present} and p.organisation || '|' || p.ward = any(${wards}::text[]) then 'ward'
          when ${here} and ${recent} then 'organisation'
        end as basis
      from ${rowsOf(stay)}
      union all
      select asked.at, 'clinic' from ${rowsOf(sql`${clinic} and ${here}`)}
      union all
      select asked.at, 'clinic'
      from asked join visit as v on v.record_id = asked.record_id and v.record_instance = asked.instance and ${visit}
      union all
      select traced.at, 'clinic'
      from traced join visit as v on v.nhs_number = traced.number and v.birth_date = traced.birth_date and ${visit}
      union all
      select asked.at, 'referral' from ${rowsOf(sql`(${askedFor} or ${reported}) and ${here}`)}
      union all
      select asked.at, 'care-team'
      from ${rowsOf(sql`(${stay} and ${recent} or ${clinic} or ${askedFor} or ${reported}) and ${named(viewer)}`)}
      union all
      select asked.at, 'care-team' from ${tasks(sql`t.kind = 'user' and t.owner = ${viewer.userId}
        and t.authored_at >= ${pastTaskFrom}::timestamptz
        and (t.closed_at is null or t.closed_at >= ${clinicFrom}::timestamptz)`)}
      union all
      select asked.at, case t.kind when 'ward' then 'ward' else 'referral' end from ${tasks(sql`t.closed_at is null
        and t.authored_at >= ${openTaskFrom}::timestamptz and (t.kind = 'ward' and t.owner = any(${wards}::text[])
          or t.kind = 'organisation' and t.owner = ${viewer.organisation})`)}
    )
    select distinct at, basis, ${none}, ${whole} from told where basis is not null
    union all
    select known.at, 'self-claimed', jsonb_build_object('id', g.id, 'until', g.until_at, 'reason', g.reason), ${whole}
    from known join break_glass_grant as g on g.person_id = known.person_id
    where g.user_id = ${viewer.userId} and g.role = ${viewer.role} and g.organisation = ${viewer.organisation}
      and g.at <= ${now}::timestamptz and g.until_at > ${now}::timestamptz and g.ended_at is null
    union all
    select distinct whose.at, 'proxy', ${none}, proxy.capabilities
    from proxy cross join lateral (
      select at from known where proxy.person_nhs_number is null and proxy.person_id = known.person_id
      union all
      select at from numbered where proxy.person_nhs_number = numbered.number
    ) as whose
    where proxy.carer_nhs_number = ${viewer.nhsNumber ?? ''} and proxy.from_at <= ${now}::timestamptz
      and (proxy.until_at is null or proxy.until_at > ${now}::timestamptz) and proxy.ended_at is null
      and not exists (select from ${rowsOf(died)} where asked.at = whose.at)`;
};
