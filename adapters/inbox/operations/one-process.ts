import { Client } from 'pg';
import type { Store } from '../../store';
import { connectionSettings } from '../../store/connection-settings';

/** Any number, the same in every process; the second part of the lock is the action. */
const LOCK = 7_302_613;
const LARGEST = 2 ** 31;

/** Whoever waits longer is answered that it goes on by itself. */
const LOCK_WAIT = '10s';

const take = async (connection: Client, key: readonly number[], wait: boolean): Promise<boolean> => {
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
 * lock belongs to a connection of its own, none of the pool's, and to no transaction, so that nothing else stands still or
 * goes without for it, and is gone with the process. `lost`: the connection went meanwhile, and another process may have begun.
 */
export const byOneProcess = async (
  { databaseUrl }: Store,
  action: number,
  wait: boolean,
  work: (lost: () => boolean) => Promise<void>,
): Promise<void> => {
  const connection = new Client(connectionSettings(databaseUrl));
  let lost = false;
  const lose = (): void => void (lost = true);
  connection.on('error', lose).on('end', lose);
  try {
    await connection.connect();
    if (await take(connection, [LOCK, action % LARGEST], wait)) await work(() => lost);
  } finally {
    // The lock goes with its connection.
    await connection.end().catch(() => undefined);
  }
};
