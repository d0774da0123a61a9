import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Identifier } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import type { Tables } from '../store';
import type { RecordColumns } from './record-columns';
import type { Comparable } from './rules';

/** A record of the index with its identifiers. */
export interface StoredRecord {
  readonly record: number;
  readonly person: string;
  readonly columns: RecordColumns;
  readonly identifiers: readonly Identifier[];
}

export const comparable = (columns: RecordColumns, identifiers: readonly Identifier[]): Comparable => ({
  nhsNumber: columns.nhs_number,
  traceStatus: columns.trace_status,
  birthDate: columns.birth_date,
  birthDateEstimated: columns.birth_date_estimated,
  identifiers,
});

interface Row extends RecordColumns {
  readonly id: string;
  readonly person_id: string;
  readonly identifiers: readonly Identifier[];
}

const fields = sql`r.id, r.person_id, r.nhs_number, r.trace_status, r.birth_date, r.birth_date_estimated, r.family,
  r.given, r.postal_code, r.practice, r.restricted, coalesce((
    select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.system collate "C", i.value collate "C")
    from person_identifier as i where i.record = r.id
  ), '[]') as identifiers`;

const stored = ({ id, person_id, identifiers, ...columns }: Row): StoredRecord => ({
  record: Number(id),
  person: person_id,
  columns,
  identifiers,
});

export const recordOf = async (
  trx: Transaction<Tables>,
  instance: InstanceName,
  recordId: string,
): Promise<StoredRecord | null> => {
  const { rows } = await sql<Row>`select ${fields} from person_record as r
    where r.instance = ${instance} and r.record_id = ${recordId}`.execute(trx);
  return rows[0] === undefined ? null : stored(rows[0]);
};

/** Every other record that shares a number with this one: nothing else can link or come near. */
export const neighboursOf = async (
  trx: Transaction<Tables>,
  record: number,
  nhsNumber: string | null,
  identifiers: readonly Identifier[],
): Promise<readonly StoredRecord[]> => {
  const { rows } = await sql<Row>`select ${fields} from person_record as r
    where r.id <> ${record} and r.id in (
      select id from person_record where nhs_number = ${nhsNumber}
      union
      select i.record from person_identifier as i
      join unnest(${identifiers.map((one) => one.system)}::text[], ${identifiers.map((one) => one.value)}::text[])
        as own (system, value) on own.system = i.system and own.value = i.value
    ) order by r.id`.execute(trx);
  return rows.map(stored);
};

/** Writes what a record now says; `ownPerson` is used only when it is new. Gives its number. */
export const writeRecord = async (
  trx: Transaction<Tables>,
  key: { readonly instance: InstanceName; readonly recordId: string; readonly ownPerson: string },
  columns: RecordColumns,
  identifiers: readonly Identifier[],
): Promise<number> => {
  const row = await trx
    .insertInto('person_record')
    .values({
      instance: key.instance,
      record_id: key.recordId,
      person_id: key.ownPerson,
      own_person_id: key.ownPerson,
      retired: false,
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['instance', 'record_id']).doUpdateSet({ ...columns }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx.deleteFrom('person_identifier').where('record', '=', row.id).execute();
  if (identifiers.length > 0) {
    await trx
      .insertInto('person_identifier')
      .values(identifiers.map(({ system, value }) => ({ record: row.id, system, value })))
      .execute();
  }
  return Number(row.id);
};
