import { join } from 'node:path';
import type { Hospital, HospitalEvent } from '../../../simulation/hospital';
import { createOutbox } from '../../../simulation/outbox';
import type { RunningSimulator, Simulator, SimulatorOptions } from '../../../simulation/simulator';
import { orderMessage } from './order-message';
import { reportMessage } from './report-message';

/** An event as the laboratory's feed tells it; null for what it does not tell. Only what is told takes a control id. */
export const feedMessage = (hospital: Hospital, event: HospitalEvent, nextControlId: () => string): string | null => {
  if (event.organisation !== 'RWE') return null;
  switch (event.kind) {
    case 'lab-ordered':
      return orderMessage(hospital, event, nextControlId);
    case 'lab-reported':
      return reportMessage(hospital, event, nextControlId);
    default:
      return null;
  }
};

const start = (options: SimulatorOptions): Promise<RunningSimulator> => {
  const outboxes = options.feeds.map((feed, index) =>
    createOutbox({
      hospital: options.hospital,
      name: options.instance,
      prefix: 'L',
      feed,
      log: options.log,
      write: (event, hospital, controlId) => {
        const text = feedMessage(hospital, event, controlId);
        return text === null ? [] : [Buffer.from(text, 'utf8')];
      },
      ...(options.stateFolder === undefined
        ? {}
        : { stateFile: join(options.stateFolder, `${options.instance}-results-${index + 1}.json`) }),
    }),
  );
  return Promise.resolve({
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
  });
};

/** The laboratory of RWE: tells its feed results (ORU^R01 2.5.1) and copies of the orders it was sent (OML^O21). Asked nothing. */
export const simulator: Simulator = { kind: 'lims', start };
