import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PersonCapability } from '../../schema/capabilities';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { PrivacyDirectiveKind } from '../../schema/privacy';
import type { Instant } from '../../schema/time';
import { nearOwn } from './near';

/** A directive that stands, as the index reads it. */
export interface Directive {
  readonly id: string;
  readonly kind: PrivacyDirectiveKind;
  readonly capability: PersonCapability | null;
  readonly organisation: OdsCode | null;
  readonly instance: InstanceName | null;
  readonly record: string | null;
}

const stands = (at: Instant): RawBuilder<unknown> =>
  sql`d.ended_at is null and d.from_at <= ${at}::timestamptz and (d.until_at is null or d.until_at > ${at}::timestamptz)`;

/** JSON of those that stand on the record `r`. */
export const directivesOfRecord = (at: Instant): RawBuilder<unknown> => sql`coalesce((
  select json_agg(json_build_object('id', d.id, 'kind', d.kind, 'capability', d.capability,
    'organisation', d.organisation, 'instance', d.instance, 'record', d.record) order by d.seq)
  from privacy_directive_record as dr join privacy_directive as d on d.id = dr.directive
  where dr.instance = r.instance and dr.record_id = r.record_id and ${stands(at)}
), '[]')`;

/** Of no patient index, which knows its own: a record in doubt may be of whoever it comes near. */
const ofNoIndex = (person: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select count(*) from person_record as i where i.person_id = ${person} and split_part(i.instance, '@', 1) = 'pas') = 0`;

/**
 * Ids of the people whose whole record is very restricted: few, and found by their marks. With them the records in doubt
 * that may be theirs, and that no patient index knows. Key by key, behind `offset 0`: without statistics a plain join may
 * be planned as a scan of everybody.
 */
export const veryRestrictedPeople = (at: Instant): RawBuilder<unknown> => sql`(
  with marked (person_id) as (
    select person_id from person_record where very_restricted
    union
    select r.person_id from privacy_directive as d
      cross join lateral (
        select instance, record_id from privacy_directive_record as dr where dr.directive = d.id offset 0
      ) as marked
      cross join lateral (
        select person_id from person_record as r
        where r.instance = marked.instance and r.record_id = marked.record_id offset 0
      ) as r
    where d.kind = 'very-restricted' and ${stands(at)}
  )
  select person_id from marked
  union
  select r.person_id from marked
    cross join lateral (select * from person_record where person_id = marked.person_id offset 0) as own
    cross join lateral (select other from (${nearOwn}) as near_own offset 0) as near
    cross join lateral (select person_id from person_record where id = near.other offset 0) as r
  where ${ofNoIndex(sql`r.person_id`)})`;
