import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { Tables } from '../store';
import type { PersonState } from './fold/person';
import type { Row } from './fold/row';

/** Makes the rows of these streams exactly what was folded: new and changed ones written, all others taken out. */
export const replaceRows = async (
  trx: Transaction<Tables>,
  instance: InstanceName,
  folded: ReadonlyMap<string, readonly Row[]>,
): Promise<void> => {
  const rows = [...folded].flatMap(([stream, ofStream]) => ofStream.map((row) => ({ stream, row })));
  await sql`delete from projection as kept
    where instance = ${instance} and stream = any(${[...folded.keys()]}::text[]) and not exists (
      select 1 from unnest(${rows.map(({ row }) => row.kind)}::text[], ${rows.map(({ row }) => row.key)}::text[])
        as folded (kind, key) where folded.kind = kept.kind and folded.key = kept.key
    )`.execute(trx);
  if (rows.length === 0) return;
  await trx
    .insertInto('projection')
    .values(
      rows.map(({ stream, row }) => ({
        instance,
        kind: row.kind,
        key: row.key,
        stream,
        record_id: row.recordId,
        organisation: row.organisation,
        ward: row.ward,
        from_at: row.from,
        to_at: row.to,
        open: row.open,
        sensitive: row.sensitive,
        body: JSON.stringify(row.body),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['instance', 'kind', 'key']).doUpdateSet((row) => ({
        stream: row.ref('excluded.stream'),
        record_id: row.ref('excluded.record_id'),
        organisation: row.ref('excluded.organisation'),
        ward: row.ref('excluded.ward'),
        from_at: row.ref('excluded.from_at'),
        to_at: row.ref('excluded.to_at'),
        open: row.ref('excluded.open'),
        sensitive: row.ref('excluded.sensitive'),
        body: row.ref('excluded.body'),
      })),
    )
    .execute();
};

/** How far each person record has been told; those never heard of are left out. */
export const personStates = async (
  trx: Transaction<Tables>,
  instance: InstanceName,
  recordIds: readonly string[],
): Promise<Map<string, PersonState>> => {
  if (recordIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('projection')
    .select(['key', 'body'])
    .where('instance', '=', instance)
    .where('kind', '=', 'person-state')
    .where('key', 'in', [...recordIds])
    .execute();
  return new Map(rows.map((row) => [row.key, row.body as PersonState]));
};

/** The records that have a current stay marked sensitive. */
export const inSensitiveStay = async (
  trx: Transaction<Tables>,
  instance: InstanceName,
  recordIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await trx
    .selectFrom('projection')
    .select('record_id')
    .where('instance', '=', instance)
    .where('kind', '=', 'encounters')
    .where('record_id', 'in', [...recordIds])
    .where('sensitive', '=', true)
    .execute();
  return new Set(rows.flatMap((row) => row.record_id ?? []));
};
