import { join } from 'node:path';
import type { Hospital, HospitalEvent } from './hospital';
import { createOutbox } from './outbox';
import type { RunningSimulator, Simulator, SimulatorOptions } from './simulator';

export interface FeedOnly {
  readonly kind: string;
  /** Before the six digits of every control id. */
  readonly prefix: string;
  /** What its feed tells, for the name of the file that keeps how far it has come: `results`. */
  readonly tells: string;
  /**
   * An event as the feed's message; null for what it does not tell. Only what is told takes a control id, and the same
   * event is the same message.
   */
  message(hospital: Hospital, event: HospitalEvent, nextControlId: () => string): string | null;
}

const start = ({ message, prefix, tells }: FeedOnly, options: SimulatorOptions): RunningSimulator => {
  const outboxes = options.feeds.map((feed, index) =>
    createOutbox({
      hospital: options.hospital,
      name: options.instance,
      prefix,
      feed,
      log: options.log,
      write: (event, hospital, controlId) => {
        const text = message(hospital, event, controlId);
        return text === null ? [] : [Buffer.from(text, 'utf8')];
      },
      ...(options.stateFolder === undefined
        ? {}
        : { stateFile: join(options.stateFolder, `${options.instance}-${tells}-${index + 1}.json`) }),
    }),
  );
  return {
    port: null,
    asks: () => [],
    setFault: (fault) => {
      for (const outbox of outboxes) outbox.setFault(fault);
    },
    settled: async () => {
      await Promise.all(outboxes.map((outbox) => outbox.settled()));
    },
    close: async () => {
      await Promise.all(outboxes.map((outbox) => outbox.close()));
    },
  };
};

/** A simulated system that is only heard: it tells its feeds what happens, in HL7 v2 over MLLP, and is asked nothing. */
export const feedOnlySimulator = (feed: FeedOnly): Simulator => ({
  kind: feed.kind,
  start: (options) => Promise.resolve(start(feed, options)),
});
