import { sql, type RawBuilder } from 'kysely';

/** Of a record that is linked to one person by its numbers, and to another whom their own system keeps apart from them. */
const KEPT_APART = 'Linked by its numbers, but to somebody whom their own system has kept apart.';

/** What a sender has parted (A37) is in no doubt: neither the two, nor a merge that was undone with them. */
const isSaidApart = sql`own.instance = o.instance and (
  o.record_id = any(own.apart_from) or own.record_id = any(o.apart_from)
  or l.rule = 'merge' and case when l.b = o.id then o.apart_from else own.apart_from end <> '{}')`;

const linked = (own: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select o.id as other, ${KEPT_APART} as reason
  from record_link as l cross join lateral (
    select id, instance, record_id, person_id, apart_from from person_record where id = ${other} offset 0
  ) as o
  where ${own} = own.id and o.person_id <> own.person_id and not (${isSaidApart})`;

/** Of the row `own` of `person_record`: records that may be the same person's and are not joined to it (`other`), and why (`reason`). */
export const nearOwn: RawBuilder<unknown> = sql`
  select b as other, reason from candidate_link where a = own.id
  union all
  select a, reason from candidate_link where b = own.id
  union all ${linked(sql`l.a`, sql`l.b`)}
  union all ${linked(sql`l.b`, sql`l.a`)}`;
