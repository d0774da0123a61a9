import { createHash, createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ReadAuditTable } from '../store/tables/audit';

export type AuditRow = Selectable<ReadAuditTable>;

/** What stands before the first row. */
export const BEGINNING = Buffer.alloc(32);

/** Every column, named in code: a column added later must be added here, or it could be changed unseen. */
const COLUMNS: { readonly [K in keyof AuditRow]: true } = {
  id: true,
  at: true,
  request_id: true,
  user_id: true,
  user_name: true,
  role: true,
  role_profile_id: true,
  organisation: true,
  purpose: true,
  client: true,
  operation: true,
  capability: true,
  persons: true,
  places: true,
  unresolved: true,
  instances: true,
  outcome: true,
  note: true,
  seen: true,
};

/** Columns that came later count only where they hold something, so that rows sealed before them still hold. */
const LATER: ReadonlySet<keyof AuditRow> = new Set(['seen']);

/** SHA-256 of the row's columns in the order above, each with its name, so that no value can pass for another's. */
export const rowHash = (row: AuditRow): Buffer => {
  const columns = (Object.keys(COLUMNS) as readonly (keyof AuditRow)[]).filter(
    (column) => !LATER.has(column) || row[column] !== null,
  );
  return createHash('sha256')
    .update(JSON.stringify(columns.map((column) => [column, row[column]])))
    .digest();
};

/** Keyed, so that whoever can write to the database still cannot make a chain that holds. */
export const chainHash = (key: Buffer, before: Buffer, position: number, row: Buffer): Buffer =>
  createHmac('sha256', key).update(before).update(`|${position}|`).update(row).digest();

/** A key of its own out of the installation's key: what seals ids must not be what seals the record. */
export const sealKey = (installationKey: Buffer): Buffer =>
  createHmac('sha256', installationKey).update('causeway audit seal').digest();
