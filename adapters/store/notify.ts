import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from './tables';

/** Tells every process that listens, when and only if the transaction commits. At most 7,999 bytes, and no patient's values. */
export const notify = async (trx: Transaction<Tables>, channel: string, payload = ''): Promise<void> => {
  await sql`select pg_notify(${channel}, ${payload})`.execute(trx);
};
