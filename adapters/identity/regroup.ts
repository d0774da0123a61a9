import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { assign } from './assign';
import { keepMoves } from './moved';
import { isPatientIndex } from './person-identity';

interface MemberRow {
  readonly id: string;
  readonly instance: InstanceName;
  readonly record_id: string;
  readonly apart_from: readonly string[];
  readonly person_id: string;
  readonly own_person_id: string;
  readonly age: string | null;
  readonly absorbers: readonly number[];
  readonly links: readonly number[];
}

/**
 * All records of the persons that these records are now, and of whoever those are linked to without being one with them,
 * with what each is linked to.
 */
const membersOf = async (trx: Transaction<Tables>, records: readonly number[]): Promise<readonly MemberRow[]> => {
  const { rows } = await sql<MemberRow>`with recursive near (person) as (
      select distinct own.person_id from unnest(${records}::bigint[]) as asked (record)
      cross join lateral (select person_id from person_record where id = asked.record offset 0) as own
      union
      select linked.person_id from near
      cross join lateral (select id from person_record where person_id = near.person offset 0) as own
      cross join lateral (
        select b as record from record_link where a = own.id
        union all
        select a from record_link where b = own.id
        offset 0
      ) as link
      cross join lateral (select person_id from person_record where id = link.record offset 0) as linked
    )
    select r.* from near
    cross join lateral (
      select r.id, r.instance, r.record_id, r.apart_from, r.person_id, r.own_person_id,
        (select age from person as p where p.id = r.own_person_id) as age,
        coalesce((select json_agg(l.a) from record_link as l where l.b = r.id and l.rule = 'merge'), '[]') as absorbers,
        coalesce((select json_agg(l.b) from record_link as l where l.a = r.id and l.rule <> 'merge'), '[]') as links
      from person_record as r where r.person_id = near.person offset 0
    ) as r order by r.id`.execute(trx);
  return rows;
};

/**
 * What stands on one record of these persons stands on all of them: a record that joined after a wish or a mark was put
 * down keeps it when they are parted. That may bind somebody whom it was not meant for, until the officer ends it, and
 * never lets somebody be seen who was hidden.
 */
const spreadDirectives = async (trx: Transaction<Tables>, people: readonly string[]): Promise<void> => {
  await sql`insert into privacy_directive_record (instance, record_id, directive)
    select distinct other.instance, other.record_id, standing.directive
    from unnest(${people}::text[]) as asked (person)
    cross join lateral (
      select instance, record_id from person_record where person_id = asked.person offset 0
    ) as r
    cross join lateral (
      select dr.directive from privacy_directive_record as dr
      join privacy_directive as d on d.id = dr.directive and d.ended_at is null
      where dr.instance = r.instance and dr.record_id = r.record_id offset 0
    ) as standing
    cross join lateral (
      select instance, record_id from person_record where person_id = asked.person offset 0
    ) as other
    on conflict do nothing`.execute(trx);
};

/**
 * Settles who is who again among all records of whoever these records are, after their links changed. Gives the person
 * of each; epochs of all are raised where anything moved. Nobody else may be at it meanwhile (`lockRecords`).
 */
export const regroup = async (
  trx: Transaction<Tables>,
  records: readonly number[],
  at: Instant,
): Promise<ReadonlyMap<number, PersonId>> => {
  const members = await membersOf(trx, records);
  const nameOf = (m: Pick<MemberRow, 'instance'>, recordId: string): string => `${m.instance}|${recordId}`;
  const numbers = new Map(members.map((m) => [nameOf(m, m.record_id), Number(m.id)]));
  const { personOf, created, mergedInto } = assign(
    members.map((m) => ({
      ...{ record: Number(m.id), own: m.own_person_id, index: isPatientIndex(m.instance) ? m.instance : null },
      name: nameOf(m, m.record_id),
      absorbers: m.absorbers,
      apart: m.apart_from.flatMap((other) => numbers.get(nameOf(m, other)) ?? []),
    })),
    members.flatMap(({ id, links }) => links.map((other) => [Number(id), other] as const)),
    new Map(members.flatMap((m) => (m.age === null ? [] : [[m.own_person_id, Number(m.age)] as const]))),
  );
  if (created.length > 0)
    await sql`insert into person (id, created_at)
      select id, ${at}::timestamptz from unnest(${created}::text[]) with ordinality as made (id, place) order by place`.execute(
      trx,
    );
  const moves = members.filter((m) => personOf.get(Number(m.id)) !== m.person_id);
  if (moves.length > 0) {
    await sql`update person_record as r set person_id = m.person
      from unnest(${moves.map((m) => m.id)}::bigint[], ${moves.map((m) => personOf.get(Number(m.id)) ?? m.person_id)}::text[])
        as m (record, person)
      where r.id = m.record and r.id = any(array(select unnest(${moves.map((m) => m.id)}::bigint[])))`.execute(trx);
    await keepMoves(
      trx,
      moves.map((m) => ({ record: m.id, person: personOf.get(Number(m.id)) ?? m.person_id })),
      at,
    );
    // Rows are taken in one order, so that two transactions that touch the same people wait instead of deadlocking.
    const moved = [...mergedInto].sort(([one], [other]) => (one < other ? -1 : 1));
    await sql`with mine as (
        select taken.id, m.survivor
        from unnest(${moved.map(([id]) => id)}::text[], ${moved.map(([, survivor]) => survivor)}::text[]) as m (id, survivor)
        cross join lateral (select id from person where person.id = m.id for update offset 0) as taken
      )
      update person as p set merged_into = mine.survivor, epoch = p.epoch + 1 from mine
      where p.id = mine.id and p.id = any(array(select id from mine))`.execute(trx);
    await spreadDirectives(trx, [...new Set(personOf.values())]);
  }
  return personOf as ReadonlyMap<number, PersonId>;
};
