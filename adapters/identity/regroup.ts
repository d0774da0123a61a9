import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { assign } from './assign';

/**
 * Settles who is who again among all records of these persons, after their links changed. Gives the person of each;
 * epochs of all are raised where anything moved.
 */
export const regroup = async (
  trx: Transaction<Tables>,
  people: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<number, PersonId>> => {
  const { rows: members } = await sql<{ id: string; person_id: string; own_person_id: string; age: string | null }>`
    select r.id, r.person_id, r.own_person_id, p.age from person_record as r
    left join person as p on p.id = r.own_person_id
    where r.person_id = any(${people}::text[]) order by r.id`.execute(trx);
  const { rows: links } = await sql<{ a: string; b: string }>`select a, b from record_link
    where a = any(${members.map((m) => m.id)}::bigint[]) and b = any(${members.map((m) => m.id)}::bigint[])`.execute(
    trx,
  );
  const { personOf, created, mergedInto } = assign(
    members.map((m) => ({ record: Number(m.id), own: m.own_person_id })),
    links.map(({ a, b }) => [Number(a), Number(b)] as const),
    new Map(members.flatMap((m) => (m.age === null ? [] : [[m.own_person_id, Number(m.age)] as const]))),
  );
  if (created.length > 0) {
    await trx
      .insertInto('person')
      .values(created.map((id) => ({ id, created_at: at })))
      .execute();
  }
  const moves = members.filter((m) => personOf.get(Number(m.id)) !== m.person_id);
  if (moves.length > 0) {
    await sql`update person_record as r set person_id = m.person
      from unnest(${moves.map((m) => m.id)}::bigint[], ${moves.map((m) => personOf.get(Number(m.id)) ?? m.person_id)}::text[])
        as m (record, person) where r.id = m.record`.execute(trx);
    await sql`update person as p set merged_into = m.survivor, epoch = p.epoch + 1
      from unnest(${[...mergedInto.keys()]}::text[], ${[...mergedInto.values()]}::text[]) as m (id, survivor)
      where p.id = m.id`.execute(trx);
  }
  return personOf as ReadonlyMap<number, PersonId>;
};
