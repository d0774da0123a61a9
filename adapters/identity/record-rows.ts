import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Identifier } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import { jsonbArray } from '../store';
import type { Tables } from '../store';
import type { RecordColumns } from './record-columns';
import type { Comparable } from './rules';

export interface RecordKey {
  readonly instance: InstanceName;
  readonly recordId: string;
}
/** As a map's key. An instance's name holds no bar. */
export const recordKey = ({ instance, recordId }: RecordKey): string => `${instance}|${recordId}`;

/** A record of the index with its identifiers. */
export interface StoredRecord extends RecordKey {
  readonly record: number;
  readonly person: string;
  readonly columns: RecordColumns;
  readonly identifiers: readonly Identifier[];
}

/** With the same sender's records that absorbed it, and those it was parted from, by their own ids, in order. */
export interface KnownRecord extends StoredRecord {
  readonly absorbers: readonly string[];
  readonly apart: readonly string[];
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
  readonly instance: InstanceName;
  readonly record_id: string;
  readonly person_id: string;
  readonly identifiers: readonly Identifier[];
}

const fields = sql`r.id, r.instance, r.record_id, r.person_id, r.nhs_number, r.trace_status, r.birth_date,
  r.birth_date_estimated, r.family, r.given, r.postal_code, r.practice, r.restricted, r.very_restricted, r.dissents,
  coalesce((
    select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.system collate "C", i.value collate "C")
    from person_identifier as i where i.record = r.id
  ), '[]') as identifiers`;

const stored = ({ id, instance, record_id, person_id, identifiers, ...columns }: Row): StoredRecord => ({
  ...{ record: Number(id), instance, recordId: record_id, person: person_id },
  ...{ columns, identifiers },
});

// Every look-up here and beside is a lateral one, key by key, behind `offset 0`: a new database has no statistics, and
// without them a plain join may be planned as a scan of everybody.

/** Those that are known, by their keys. */
export const recordsOf = async (
  trx: Transaction<Tables>,
  keys: readonly RecordKey[],
): Promise<ReadonlyMap<string, KnownRecord>> => {
  const { rows } = await sql<Row & Pick<KnownRecord, 'absorbers' | 'apart'>>`select r.*
    from unnest(${keys.map((one) => one.instance)}::text[], ${keys.map((one) => one.recordId)}::text[])
      as asked (instance, record_id)
    cross join lateral (
      select ${fields}, r.apart_from as apart, coalesce((
        select json_agg(s.record_id order by s.record_id collate "C") from record_link as l
        join person_record as s on s.id = l.a where l.b = r.id and l.rule = 'merge'
      ), '[]') as absorbers
      from person_record as r where r.instance = asked.instance and r.record_id = asked.record_id offset 0
    ) as r`.execute(trx);
  return new Map(
    rows.map(({ absorbers, apart, ...row }) => {
      const known = { ...stored(row), absorbers, apart };
      return [recordKey(known), known];
    }),
  );
};

/** A record with one that shares a number with it: nothing else can link or come near. */
export interface Neighbour {
  readonly record: number;
  readonly other: StoredRecord;
}

export const neighboursOf = async (
  trx: Transaction<Tables>,
  records: readonly { readonly record: number; readonly nhsNumber: string | null }[],
): Promise<readonly Neighbour[]> => {
  const { rows } = await sql<Row & { readonly own: string }>`select own.record as own, r.*
    from unnest(${records.map((one) => one.record)}::bigint[], ${records.map((one) => one.nhsNumber)}::text[])
      as own (record, nhs_number)
    cross join lateral (
      select id from person_record where person_record.nhs_number = own.nhs_number
      union
      select same.record from person_identifier as mine cross join lateral (
        select record from person_identifier as i where i.system = mine.system and i.value = mine.value offset 0
      ) as same where mine.record = own.record
      offset 0
    ) as near (id)
    cross join lateral (select ${fields} from person_record as r where r.id = near.id offset 0) as r
    where near.id <> own.record order by own.record, r.id`.execute(trx);
  return rows.map(({ own, ...row }) => ({ record: Number(own), other: stored(row) }));
};

/** What a record now says. */
export interface SaidRecord extends RecordKey {
  readonly columns: RecordColumns;
  readonly identifiers: readonly Identifier[];
  /** The same sender's records that absorbed it, by their own ids, in order. */
  readonly absorbers: readonly string[];
  /** Those that it was parted from, likewise. */
  readonly apart: readonly string[];
}

/** Writes what records now say; `ownPerson` is used only where one is new. Numbers and persons, by the records' keys. */
export const writeRecords = async (
  trx: Transaction<Tables>,
  records: readonly (SaidRecord & { readonly ownPerson: string })[],
): Promise<ReadonlyMap<string, { readonly record: number; readonly person: string }>> => {
  const said = records.map(({ columns }) => columns);
  const { rows: written } = await sql<{ id: string; instance: InstanceName; recordId: string; person: string }>`
    insert into person_record (instance, record_id, person_id, own_person_id, retired, nhs_number, trace_status,
      birth_date, birth_date_estimated, family, given, postal_code, practice, restricted, very_restricted, dissents, apart_from)
    select instance, record_id, own_person_id, own_person_id, retired, nhs_number, trace_status,
      birth_date, birth_date_estimated, family, given, postal_code, practice, restricted, very_restricted, dissents,
      array(select jsonb_array_elements_text(apart_from))
    from unnest(${records.map((one) => one.instance)}::text[], ${records.map((one) => one.recordId)}::text[],
      ${records.map((one) => one.ownPerson)}::text[], ${records.map((one) => one.absorbers.length > 0)}::boolean[],
      ${said.map((one) => one.nhs_number)}::text[], ${said.map((one) => one.trace_status)}::text[],
      ${said.map((one) => one.birth_date)}::text[], ${said.map((one) => one.birth_date_estimated)}::boolean[],
      ${said.map((one) => one.family)}::text[], ${said.map((one) => one.given)}::text[],
      ${said.map((one) => one.postal_code)}::text[], ${said.map((one) => one.practice)}::text[],
      ${said.map((one) => one.restricted)}::boolean[], ${said.map((one) => one.very_restricted)}::boolean[],
      ${said.map((one) => one.dissents)}::boolean[],
      ${jsonbArray(records.map((one) => JSON.stringify(one.apart)))}::jsonb[])
      with ordinality as said (instance, record_id, own_person_id, retired, nhs_number, trace_status, birth_date,
        birth_date_estimated, family, given, postal_code, practice, restricted, very_restricted, dissents, apart_from, at)
    order by at
    on conflict (instance, record_id) do update set retired = excluded.retired, nhs_number = excluded.nhs_number,
      trace_status = excluded.trace_status, birth_date = excluded.birth_date,
      birth_date_estimated = excluded.birth_date_estimated, family = excluded.family, given = excluded.given,
      postal_code = excluded.postal_code, practice = excluded.practice, restricted = excluded.restricted,
      very_restricted = excluded.very_restricted, dissents = excluded.dissents,
      apart_from = excluded.apart_from
    returning id, instance, record_id as "recordId", person_id as person`.execute(trx);
  return new Map(written.map((row) => [recordKey(row), { record: Number(row.id), person: row.person }]));
};

/** Makes these the identifiers of these records. No row is in both halves of the statement. */
export const replaceIdentifiers = async (
  trx: Transaction<Tables>,
  records: readonly { readonly record: number; readonly identifiers: readonly Identifier[] }[],
): Promise<void> => {
  const said = records.flatMap(({ record, identifiers }) => identifiers.map((one) => ({ record, ...one })));
  await sql`with said as materialized (
      select * from unnest(${said.map((one) => one.record)}::bigint[], ${said.map((one) => one.system)}::text[],
        ${said.map((one) => one.value)}::text[]) as said (record, system, value)
    ), gone as (
      delete from person_identifier where ctid = any(array(
        select i.ctid from unnest(${records.map((one) => one.record)}::bigint[]) as own (record)
        cross join lateral (
          select ctid, system, value from person_identifier as i where i.record = own.record offset 0
        ) as i
        where (own.record, i.system, i.value) not in (select record, system, value from said)
      ))
    )
    insert into person_identifier (record, system, value) select record, system, value from said
    on conflict do nothing`.execute(trx);
};
