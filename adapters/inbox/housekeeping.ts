import { createAlertWatch } from './alerts';
import { faultName } from './fault';
import { createRetention } from './retention';
import type { InboxMeans } from './worker-means';

export interface Housekeeping {
  /** Finishes the look or batch in hand. Twice is once. */
  close(): Promise<void>;
}

const EVERY = { lookMs: 5_000, pruneMs: 60_000 };

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

/** What is done beside the messages, in every process that works on them: alerts, and the end of retention. */
export const startHousekeeping = (means: InboxMeans, { lookMs, pruneMs } = EVERY): Housekeeping => {
  const watch = createAlertWatch(means);
  const retention = createRetention(means);
  const stops = [
    repeat('watching the feeds', lookMs, () => watch.look(), means.log),
    repeat('the end of retention', pruneMs, () => retention.prune(), means.log),
  ];
  return {
    close: async () => {
      retention.stop();
      await Promise.all(stops.map((stop) => stop()));
    },
  };
};
