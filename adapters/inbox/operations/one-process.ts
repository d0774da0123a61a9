import type { PoolClient } from 'pg';
import type { Store } from '../../store';

/** Any number, the same in every process; the second part of the lock is the action. */
const LOCK = 7_302_613;
const LARGEST = 2 ** 31;

/** Whoever waits longer is answered that it goes on by itself. */
const LOCK_WAIT = '10s';

const take = async (connection: PoolClient, key: readonly number[], wait: boolean): Promise<boolean> => {
  if (!wait) {
    const { rows } = await connection.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [...key]);
    return rows[0]?.mine === true;
  }
  // The limit ends with the transaction; the lock does not.
  await connection.query(`begin; set local lock_timeout = '${LOCK_WAIT}'`);
  await connection.query('select pg_advisory_lock($1, $2)', [...key]);
  await connection.query('commit');
  return true;
};

/**
 * Runs work on an action while no other process is at it, or not at all: without `wait` where another has it in hand. The
 * lock belongs to a connection of its own and to no transaction, so that nothing else stands still for it, and is gone with
 * the process. `lost`: the connection went meanwhile, and another process may have begun.
 */
export const byOneProcess = async (
  { pool }: Store,
  action: number,
  wait: boolean,
  work: (lost: () => boolean) => Promise<void>,
): Promise<void> => {
  const connection = await pool.connect();
  let lost = false;
  const lose = (): void => void (lost = true);
  connection.on('error', lose);
  try {
    const key = [LOCK, action % LARGEST];
    if (await take(connection, key, wait)) await work(() => lost);
  } finally {
    // Also after a fault within the taking: what is not clean is not used again.
    if (!lost) await connection.query('rollback; select pg_advisory_unlock_all()').catch(lose);
    connection.off('error', lose);
    connection.release(lost);
  }
};
