import type { Clock } from '../../schema/clock';
import { createIdentityIndex } from '../identity';
import type { Feed } from '../inbox';
import { createProjector } from '../projections';
import type { Store } from '../store';
import { differencesBetween } from './compare-rows';
import { keepTold } from './keep-told';
import { keepWishes } from './keep-wishes';
import { openSnapshot } from './live-snapshot';
import type { LiveSnapshot } from './live-snapshot';
import { retell } from './retell';
import type { Retelling, TranslateBytes } from './retell';
import { prepareRetold, retoldInOrder } from './retold';
import { openScratch } from './scratch-database';
import { isEverything } from './selection';
import type { ReplaySelection } from './selection';
import { createTally } from './tally';
import type { Tally } from './tally';
import { markMasked } from './whose-difference';

export interface ReplayMeans {
  /** Of the live database. Read at one moment; never migrated, locked or written to. */
  readonly databaseUrl: string;
  readonly feeds: readonly Feed[];
  readonly translate: TranslateBytes;
  readonly clock: Clock;
  /** What is being done, and how far it is. */
  readonly log: (line: string) => void;
}

export interface Replayed extends Tally {
  readonly messages: Retelling;
}

const EVERY = 10_000;

const counter = (log: (line: string) => void, words: string): ((done: number) => void) => {
  let told = 0;
  return (done) => {
    if (done - told < EVERY) return;
    told = done;
    log(`${words}: ${done}`);
  };
};

/** Through the same projector and the same rules of identity as live, a hundred messages a transaction. */
const foldAll = async (scratch: Store, { clock, log }: ReplayMeans): Promise<void> => {
  const projector = createProjector({ people: createIdentityIndex({ store: scratch, clock }) });
  const progress = counter(log, 'messages folded');
  let done = 0;
  for await (const batch of retoldInOrder(scratch)) {
    await scratch.db.transaction().execute((trx) => projector.applyAll(trx, batch));
    done += batch.length;
    progress(done);
  }
};

/** The streams noted beside the live rows, beside the rebuilt ones too. */
const copyTouched = async (live: LiveSnapshot, rebuilt: LiveSnapshot): Promise<void> => {
  const touched = live.batches<{ instance: string; stream: string }>('select * from replay_touched', [], 5_000);
  for await (const batch of touched)
    await rebuilt.query('insert into replay_touched select * from unnest($1::text[], $2::text[])', [
      batch.map((one) => one.instance),
      batch.map((one) => one.stream),
    ]);
};

/**
 * Translates the selected messages again with the code of this process, folds them into a scratch database, and says
 * what would differ in the graph. The scratch database is gone afterwards. Memory does not grow with the messages.
 */
export const replayToScratch = async (means: ReplayMeans, selection: ReplaySelection): Promise<Replayed> => {
  const { databaseUrl, log } = means;
  const whole = isEverything(selection);
  const scratch = await openScratch(databaseUrl);
  const snapshots: LiveSnapshot[] = [];
  const snapshotOf = async (url: string): Promise<LiveSnapshot> => {
    const snapshot = await openSnapshot(url);
    snapshots.push(snapshot);
    return snapshot;
  };
  try {
    await prepareRetold(scratch.store);
    const live = await snapshotOf(databaseUrl);
    log('messages are translated');
    const progress = counter(log, 'messages translated');
    const retellMeans = { live, scratch: scratch.store, feeds: means.feeds, translate: means.translate, progress };
    const messages = await retell(retellMeans, selection);
    await keepTold(live, scratch.store, whole);
    await keepWishes(live, scratch.store);
    log('read models are rebuilt');
    await foldAll(scratch.store, means);
    log('read models are compared');
    const rebuilt = await snapshotOf(scratch.store.databaseUrl);
    if (!whole) await copyTouched(live, rebuilt);
    const tally = createTally();
    for await (const found of differencesBetween(live, rebuilt, whole)) tally.add(found);
    const told = tally.result();
    const people = createIdentityIndex({ store: scratch.store, clock: means.clock });
    return { ...told, differences: await markMasked(people, told.differences), messages };
  } finally {
    for (const snapshot of snapshots) await snapshot.close().catch(() => undefined);
    await scratch.close();
  }
};
