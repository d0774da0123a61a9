import { sql, type Transaction } from 'kysely';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';

/** A record and the person that it is from now on. */
export interface Move {
  readonly record: string;
  readonly person: string;
}

/** Keeps for which time each of these records was another person's than its own, so that the record of reads can be told of it. */
export const keepMoves = async (trx: Transaction<Tables>, moves: readonly Move[], at: Instant): Promise<void> => {
  const records = moves.map(({ record }) => record);
  await sql`update person_record_elsewhere set until_at = ${at}::timestamptz
    where record = any(${records}::bigint[]) and until_at is null`.execute(trx);
  await sql`insert into person_record_elsewhere (record, person_id, from_at)
    select m.record, m.person, ${at}::timestamptz
    from unnest(${records}::bigint[], ${moves.map(({ person }) => person)}::text[]) as m (record, person)
    cross join lateral (select own_person_id from person_record where id = m.record offset 0) as r
    where m.person <> r.own_person_id`.execute(trx);
};
