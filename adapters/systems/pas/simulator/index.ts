import { join } from 'node:path';
import { decideFault } from '../../../simulation/fault-decision';
import { createOutbox } from '../../../simulation/outbox';
import type { Outbox } from '../../../simulation/outbox';
import { seededRandom } from '../../../simulation/random';
import type { Fault, RunningSimulator, Simulator, SimulatorOptions } from '../../../simulation/simulator';
import { feedMessage } from './feed-message';
import { startQueryListener } from './query-listener';
import { unrulyConnect } from './unruly-feed';
import type { Unruliness } from './unruly-feed';

const outboxes = (options: SimulatorOptions, unruliness: Unruliness | undefined): readonly Outbox[] =>
  options.feeds.map((feed, index) =>
    createOutbox({
      hospital: options.hospital,
      name: options.instance,
      prefix: 'PAS',
      feed,
      log: options.log,
      write: (event, hospital, controlId) => {
        const text = feedMessage(hospital, event, controlId);
        return text === null ? [] : [Buffer.from(text, 'utf8')];
      },
      ...(unruliness === undefined ? {} : { connect: unrulyConnect(unruliness) }),
      ...(options.stateFolder === undefined
        ? {}
        : { stateFile: join(options.stateFolder, `${options.instance}-adt-${index + 1}.json`) }),
    }),
  );

/** `unruliness` is for tests: a feed that repeats itself, mixes up its order and breaks off. */
export const startPasSimulator = async (
  options: SimulatorOptions,
  unruliness?: Unruliness,
): Promise<RunningSimulator> => {
  const asks: { readonly what: string; readonly at: number }[] = [];
  let fault: Fault | null = null;
  let random = seededRandom(1);
  const listener = await startQueryListener({
    hospital: options.hospital,
    port: options.port,
    fault: () => decideFault(fault, random),
    asked: (what) => asks.push({ what, at: Date.parse(options.hospital.now()) }),
  });
  const feeds = outboxes(options, unruliness);
  return {
    port: listener.port,
    asks: () => asks,
    setFault: (next) => {
      fault = next;
      random = seededRandom(1);
      for (const feed of feeds) feed.setFault(next);
    },
    settled: async () => {
      await Promise.all(feeds.map((feed) => feed.settled()));
    },
    close: async () => {
      await Promise.all([listener.close(), ...feeds.map((feed) => feed.close())]);
    },
  };
};

/** The PAS of RWE: tells its feeds in ITK HL7 v2.4 what happens, and answers QBP^Q21, Q22 and ZV1 on its port. */
export const simulator: Simulator = { kind: 'pas', start: (options) => startPasSimulator(options) };
