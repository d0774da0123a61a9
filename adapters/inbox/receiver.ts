import { sql } from 'kysely';
import { systemClock } from '../../schema/clock';
import { openStore } from '../store';
import { startFeeds } from './feeds';
import { sampleFeed } from './sample-feed';
import { startWorker } from './worker';

/** For tests: a process that takes a feed's messages and writes the seq of each one it applies into `applied`. */
const main = async (databaseUrl: string): Promise<void> => {
  const means = {
    store: await openStore({ kind: 'served', databaseUrl }),
    feeds: [sampleFeed()],
    clock: systemClock,
    log: () => undefined,
  };
  await startWorker({
    ...means,
    translateFor: () => () => ({ kind: 'events', events: [], notes: [] }),
    apply: (trx, { seq }) => sql`insert into applied (seq) values (${seq})`.execute(trx),
  });
  const { ports } = await startFeeds(means);
  process.stdout.write(`${[...ports.values()].join()}\n`);
};

void main(process.argv[2] ?? '');
