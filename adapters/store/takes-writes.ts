import type { Pool } from 'pg';

/**
 * Whether the store answers and keeps what it is told. A standby that is not promoted yet answers too, and keeps nothing:
 * no read could be put on record, so none is answered. Never rejects.
 */
export const takesWrites = (pool: Pool): Promise<boolean> =>
  pool.query<{ takes: boolean }>(`select current_setting('transaction_read_only') = 'off' as takes`).then(
    ({ rows }) => rows[0]?.takes === true,
    () => false,
  );
