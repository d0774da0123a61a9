import { Client } from 'pg';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { connectionSettings } from './connection-settings';
import { notify } from './notify';
import type { Notice } from './listen';

describe('the store', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.drop());

  const heard = async (count: number, notices: readonly Notice[]): Promise<void> => {
    while (notices.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('tells what a transaction said when it commits, and nothing of one that did not', async () => {
    const notices: Notice[] = [];
    const stop = await fresh.store.listen('routes', (notice) => notices.push(notice));
    const undone = fresh.store.db.transaction().execute(async (trx) => {
      await notify(trx, 'routes', 'never');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await fresh.store.db.transaction().execute((trx) => notify(trx, 'routes', '7'));
    await heard(1, notices);
    expect(notices).toEqual([{ kind: 'notified', payload: '7' }]);
    await stop();
  });

  it('connects again when its listening connection is cut, says so, and hears on', async () => {
    const notices: Notice[] = [];
    const stop = await fresh.store.listen('people', (notice) => notices.push(notice));
    await fresh.store.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'`,
    );
    await heard(1, notices);
    expect(notices).toEqual([{ kind: 'reconnected' }]);
    await fresh.store.db.transaction().execute((trx) => notify(trx, 'people', 'p1'));
    await heard(2, notices);
    expect(notices[1]).toEqual({ kind: 'notified', payload: 'p1' });
    await stop();
  });

  it('outlives a connection that is cut between two queries of whoever has it', async () => {
    const client = await fresh.store.pool.connect();
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await fresh.store.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow();
    client.release();
    await expect(fresh.store.pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
  });

  it('tells the server to notice whoever goes without a word, on every connection; an address with options has its own', async () => {
    const own = new Client(connectionSettings(`${fresh.url}?options=`));
    await own.connect();
    const settings = `select name, setting from pg_settings
      where name like 'tcp_keepalives%' or name in ('tcp_user_timeout', 'idle_in_transaction_session_timeout') order by name`;
    try {
      expect(Object.fromEntries((await fresh.store.pool.query(settings)).rows.map(Object.values))).toEqual({
        idle_in_transaction_session_timeout: '60000',
        tcp_keepalives_count: '3',
        tcp_keepalives_idle: '10',
        tcp_keepalives_interval: '5',
        tcp_user_timeout: '30000',
      });
      const { rows } = await own.query<{ idle_in_transaction_session_timeout: string }>(
        'show idle_in_transaction_session_timeout',
      );
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: '0' }]);
    } finally {
      await own.end();
    }
  });

  it('has no statement compiled, however much the server thinks that it costs', async () => {
    expect((await fresh.store.pool.query('show jit')).rows).toEqual([{ jit: 'off' }]);
  });

  it('reads bigint as numbers', async () => {
    const { rows } = await fresh.store.pool.query('select 42::bigint as n, count(*) from pg_class where false');
    expect(rows).toEqual([{ n: 42, count: 0 }]);
  });
});
