import { performance } from 'node:perf_hooks';
import { faultName } from '../../schema/fault-name';
import { createOutgrownTables } from '../store';
import { createAlertWatch, type AlertMeans } from './alerts';
import { createRetention } from './retention';
import type { InboxMeans } from './worker-means';

export interface Housekeeping {
  /** Finishes the look or batch in hand. Twice is once. */
  close(): Promise<void>;
}

/** Tables are counted soon: a new installation may be sent all that its hospital has. */
const EVERY = { lookMs: 5_000, pruneMs: 60_000, countMs: 1_000 };

/** Work at intervals, never twice at once. One that fails is told of once, and when it goes well again. */
const repeat = (name: string, everyMs: number, work: () => Promise<unknown>, log: (line: string) => void) => {
  let failing = false;
  let closed = false;
  const once = async (): Promise<void> => {
    try {
      await work();
      if (failing) log(`${name} goes on again`);
      failing = false;
    } catch (error) {
      if (!failing && !closed) log(`${name} failed (${faultName(error)}); it is tried again`);
      failing = true;
    }
  };
  let inHand: Promise<void> = Promise.resolve();
  const tick = (): void => {
    inHand = once().then(() => {
      if (!closed) timer = setTimeout(tick, everyMs).unref();
    });
  };
  let timer = setTimeout(tick, everyMs).unref();
  return async (): Promise<void> => {
    closed = true;
    clearTimeout(timer);
    await inHand;
  };
};

/**
 * The alerts alone, for a process whose worker has a thread of its own: of one that hangs, or cannot be started again, nobody
 * would else tell that messages wait.
 */
export const startAlerting = (means: AlertMeans, everyMs = EVERY.lookMs): Housekeeping => {
  const watch = createAlertWatch(means);
  return { close: repeat('watching the feeds', everyMs, () => watch.look(), means.log) };
};

/** What is done beside the messages, in every process that works on them: alerts, the end of retention, and the tables' size. */
export const startHousekeeping = (means: InboxMeans, { lookMs, pruneMs, countMs } = EVERY): Housekeeping => {
  const watch = createAlertWatch(means);
  const retention = createRetention(means);
  const tables = createOutgrownTables(means.store, () => performance.now());
  const stops = [
    repeat('watching the feeds', lookMs, () => watch.look(), means.log),
    repeat('the end of retention', pruneMs, () => retention.prune(), means.log),
    repeat('counting the tables', countMs, () => tables.count(), means.log),
  ];
  return {
    close: async () => {
      retention.stop();
      await Promise.all(stops.map((stop) => stop()));
    },
  };
};
