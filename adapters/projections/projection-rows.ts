import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import { jsonbArray, textArray } from '../store';
import type { Tables } from '../store';
import { insertOf } from './event-rows';
import { unpacked } from './fold/packed-state';
import type { PersonState } from './fold/person';
import type { Row } from './fold/row';
import type { Heard } from './heard';
import { recordKey } from './keys';
import type { RecordKey, StreamKey } from './keys';

type WrittenRow = Row & StreamKey;

/** One row a key, the last: a key is written once in a statement. */
const lastOfEach = (folded: readonly (StreamKey & { readonly rows: readonly Row[] })[]): readonly WrittenRow[] => [
  ...new Map(
    folded.flatMap(({ instance, stream, rows }) =>
      rows.map((row): readonly [string, WrittenRow] => [
        `${instance}|${row.kind}|${row.key}`,
        { ...row, instance, stream },
      ]),
    ),
  ).values(),
];

/**
 * Keeps what these messages say, and makes the rows of these streams exactly what was folded from it: new and changed
 * ones written, all others taken out. One statement; no key is in both halves of it. Rows are taken out by their place,
 * which nobody moves while the streams are locked.
 */
export const writeFolded = async (
  trx: Transaction<Tables>,
  messages: readonly Heard[],
  folded: readonly (StreamKey & { readonly rows: readonly Row[] })[],
): Promise<void> => {
  const rows = lastOfEach(folded);
  await sql`with kept as (${insertOf(messages)}), folded as materialized (
      select * from unnest(${rows.map((one) => one.instance)}::text[], ${rows.map((one) => one.kind)}::text[],
        ${textArray(rows.map((one) => one.key))}::text[], ${textArray(rows.map((one) => one.stream))}::text[],
        ${rows.map((one) => one.recordId)}::text[], ${rows.map((one) => one.organisation)}::text[],
        ${rows.map((one) => one.ward)}::text[], ${rows.map((one) => one.from)}::timestamptz[],
        ${rows.map((one) => one.to)}::timestamptz[], ${rows.map((one) => one.open)}::boolean[],
        ${rows.map((one) => one.sensitive)}::boolean[], ${jsonbArray(rows.map((one) => JSON.stringify(one.body)))}::jsonb[])
        as folded (instance, kind, key, stream, record_id, organisation, ward, from_at, to_at, open, sensitive, body)
    ), gone as (
      delete from projection where ctid = any(array(
        select row.ctid
        from unnest(${folded.map((one) => one.instance)}::text[], ${folded.map((one) => one.stream)}::text[])
          as told (instance, stream)
        cross join lateral (
          select ctid, kind, key from projection as p where p.instance = told.instance and p.stream = told.stream offset 0
        ) as row
        where (told.instance, row.kind, row.key) not in (select instance, kind, key from folded)
      ))
    )
    insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, to_at, open, sensitive, body)
    select * from folded
    on conflict (instance, kind, key) do update set
      stream = excluded.stream, record_id = excluded.record_id, organisation = excluded.organisation,
      ward = excluded.ward, from_at = excluded.from_at, to_at = excluded.to_at, open = excluded.open,
      sensitive = excluded.sensitive, body = excluded.body`.execute(trx);
};

/** How far each person record has been told; those never heard of are left out. */
export const personStates = async (
  trx: Transaction<Tables>,
  records: readonly RecordKey[],
): Promise<Map<string, PersonState>> => {
  if (records.length === 0) return new Map();
  const { rows } = await sql<{ instance: InstanceName; recordId: string; state: Parameters<typeof unpacked>[0] }>`
    select asked.instance, asked.record_id as "recordId", kept.body as state
    from unnest(${records.map((one) => one.instance)}::text[], ${records.map((one) => one.recordId)}::text[])
      as asked (instance, record_id)
    cross join lateral (
      select body from projection
      where projection.instance = asked.instance and kind = 'person-state' and key = asked.record_id offset 0
    ) as kept`.execute(trx);
  return new Map(rows.map((row) => [recordKey(row), unpacked(row.state)]));
};

/** The records that have a current stay marked sensitive: their keys. */
export const inSensitiveStay = async (
  trx: Transaction<Tables>,
  records: readonly RecordKey[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<RecordKey>`select asked.instance, asked.record_id as "recordId"
    from unnest(${records.map((one) => one.instance)}::text[], ${records.map((one) => one.recordId)}::text[])
      as asked (instance, record_id)
    cross join lateral (
      select from projection as p
      where p.instance = asked.instance and p.kind = 'encounters' and p.record_id = asked.record_id and p.sensitive
      limit 1
    ) as stay`.execute(trx);
  return new Set(rows.map(recordKey));
};
