import { sql } from 'kysely';
import { systemClock } from '../../schema/clock';
import { openStore } from '../store';
import { sampleFeed } from './sample-feed';
import { startWorker } from './worker';
import { serveWorker } from './worker-thread';

/**
 * For tests: a worker that writes the seq of each message it applies into `applied`, and whose thread ends in the middle
 * of a message as long as there is a row in `doomed`, which it takes out first.
 */
serveWorker<{ readonly databaseUrl: string }>(async ({ databaseUrl }, log) => {
  const store = await openStore({ kind: 'served', databaseUrl });
  const worker = await startWorker({
    ...{ store, feeds: [sampleFeed()], clock: systemClock, log, housekeeping: false },
    translateFor: () => () => ({ kind: 'events', events: [], notes: [] }),
    apply: async (trx, { seq }) => {
      await sql`insert into applied (seq) values (${seq})`.execute(trx);
      const { rowCount } = await store.pool.query('delete from doomed');
      if (rowCount !== 0) process.exit();
    },
  });
  return { worker, close: () => store.close() };
});
