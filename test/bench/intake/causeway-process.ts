import { createIdentityIndex } from '../../../adapters/identity';
import { startFeeds, startWorker, type Feed, type Worker } from '../../../adapters/inbox';
import { createProjector } from '../../../adapters/projections';
import { openStore, type StoreSettings } from '../../../adapters/store';
import { lims } from '../../../adapters/systems/lims';
import { LABORATORY_PROFILE } from '../../../adapters/systems/lims/profiles';
import { pas } from '../../../adapters/systems/pas';
import { ITK_PROFILE } from '../../../adapters/systems/pas/profiles';
import { systemClock } from '../../../schema/clock';
import { answerAsked } from './process-ask';
import type { Kind } from './messages';

/** `work`: translate from now on; `rest`: no more; `drain`: resolves when nothing waits. */
export type ReceiverRequest = 'work' | 'rest' | 'drain' | 'memory';

export interface Receiving {
  readonly ports: Readonly<Record<Kind, number>>;
  /** Holds the password. */
  readonly databaseUrl: string;
}

const FEEDS: Readonly<Record<Kind, Feed>> = {
  ADT: { name: 'pas', instance: 'pas@RWE', profile: ITK_PROFILE, host: '127.0.0.1', port: 0 },
  'ORU of 30 OBX': { name: 'lims', instance: 'lims@RWE', profile: LABORATORY_PROFILE, host: '127.0.0.1', port: 0 },
};

/** Listeners, worker and projector as an installation runs them, in a process of their own. */
const main = async (where: StoreSettings['kind'], place: string): Promise<void> => {
  // What is held would be counted as projected: it ends the bench.
  const log = (line: string): void => {
    if (line.includes(' is held')) throw new Error(line);
  };
  const store = await openStore(
    where === 'embedded' ? { kind: where, folder: place, log } : { kind: where, databaseUrl: place },
  );
  const clock = systemClock;
  const feeds = Object.values(FEEDS);
  const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
  const open = await startFeeds({ store, feeds, clock, log });
  let worker: Worker | null = null;
  const work = async (): Promise<Worker> =>
    (worker ??= await startWorker({
      store,
      feeds,
      translateFor: ({ name }) => {
        const { translate } = name === 'pas' ? pas : lims;
        if (translate === undefined) throw new Error(`${name} translates nothing`);
        return translate;
      },
      apply: (trx, heard) => projector.apply(trx, heard),
      applyAll: (trx, heard) => projector.applyAll(trx, heard),
      clock,
      log,
    }));
  const rest = async (): Promise<void> => {
    await worker?.close();
    worker = null;
  };
  const portOf = (kind: Kind): number => open.ports.get(FEEDS[kind].name) ?? 0;
  const ready: Receiving = {
    ports: { ADT: portOf('ADT'), 'ORU of 30 OBX': portOf('ORU of 30 OBX') },
    databaseUrl: store.databaseUrl,
  };
  answerAsked<ReceiverRequest, number>(
    ready,
    async (request) => {
      if (request === 'work') await work();
      if (request === 'drain') await (await work()).drain();
      if (request === 'rest') await rest();
      return process.memoryUsage().rss;
    },
    async () => {
      await rest();
      await open.close();
      await store.close();
    },
  );
};

void main(process.argv[2] === 'embedded' ? 'embedded' : 'served', process.argv[3] ?? '');
