import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { toldBy } from '../../adapters/inbox/sample-feed';
import { readState } from '../../adapters/store/embedded/state-file';
import { connectMllp } from '../../adapters/wire/mllp/client';
import { newInstallation, type Started } from '../served/installation';
import type { Told } from './messages';

const REDIS = process.env['CAUSEWAY_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

const redisIsReachable = async (): Promise<boolean> => {
  const probe = new Redis(REDIS, { lazyConnect: true, connectTimeout: 1_000, retryStrategy: () => null });
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    return true;
  } catch {
    return false;
  } finally {
    probe.disconnect();
  }
};

/** Several processes over one database, and the feeds that tell them. */
export interface Hospital {
  /** By what makes each different. */
  readonly gateways: Readonly<Record<string, Started>>;
  readonly folder: string;
  /** Sends a message over its feed's listener. Resolves when the worker has translated it: asked of its row alone. */
  tell(feed: 'pas-adt' | 'lims-results', told: Told): Promise<void>;
  close(): Promise<void>;
}

/** The address a feed is heard on, as the greeting says it. */
const portOf = async (process: Started, feed: string): Promise<number> => {
  for (;;) {
    const [, port] = new RegExp(`\\b${feed} (\\d+)`).exec(process.said()) ?? [];
    if (port !== undefined) return Number(port);
    await pause(20);
  }
};

export const openHospital = async (): Promise<Hospital> => {
  const installation = await newInstallation();
  const folder = join(installation.folder, 'data');
  try {
    const shipped = { CAUSEWAY_SETTINGS: join(__dirname, '../../adapters/settings/leicester.yaml') };
    const alone = { ...shipped, INTAKE: 'off' };
    const hearing = await installation.start('gateway/main.ts', [], shipped);
    const redis = await redisIsReachable();
    const [pathology, careRecord, other] = await Promise.all([
      installation.start('subgraphs/main.ts', ['pathology'], shipped),
      installation.start('subgraphs/main.ts', ['care-record'], shipped),
      installation.start('gateway/main.ts', [], { ...alone, ...(redis && { REDIS_URL: REDIS }) }),
    ]);
    const routed = await installation.start('gateway/main.ts', [], {
      ...alone,
      SUBGRAPH_PATHOLOGY_URL: pathology.url,
      SUBGRAPH_CARE_RECORD_URL: careRecord.url,
    });
    const state = await readState(folder);
    if (state === null) throw new Error('no database runs in the folder of the processes');
    const database = new Client({
      ...{ host: '127.0.0.1', port: state.port, user: 'causeway', password: state.password, database: 'causeway' },
    });
    await database.connect();
    const tell: Hospital['tell'] = async (feed, { controlId, bytes }) => {
      const port = await portOf(hearing, feed);
      const sender = await connectMllp({ host: '127.0.0.1', port, timeoutMs: 60_000 });
      const answer = toldBy(await sender.send(bytes));
      await sender.close();
      if (answer !== `AA ${controlId}`) throw new Error(`${feed} answered ${answer ?? 'nothing'} to ${controlId}`);
      for (;;) {
        const { rows } = await database.query<{ state: string; reason: unknown }>(
          'select state, reason from message where feed = $1 and control_id = $2',
          [feed, controlId],
        );
        if (rows[0]?.state === 'translated') return;
        if (rows[0]?.state !== 'received') throw new Error(`${controlId} is ${JSON.stringify(rows)}`);
        await pause(5);
      }
    };
    return {
      gateways: {
        'hears the feeds': hearing,
        'asks subgraphs over HTTP': routed,
        [redis ? 'shares its cache in Redis' : 'has a cache of its own']: other,
      },
      folder,
      tell,
      close: async () => {
        await database.end();
        await installation.remove();
      },
    };
  } catch (error) {
    await installation.remove();
    throw error;
  }
};
