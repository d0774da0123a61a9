import { join } from 'node:path';
import { instanceParts, parseOdsCode, type OdsCode } from '../../../../schema/identifiers';
import { startFhirServer } from '../../../simulation/uk-core/front-door';
import { holdingsOf } from '../../../simulation/uk-core/holdings';
import { LOCAL } from '../fhir/vocabulary';
import { heldBy } from '../../../simulation/held';
import { createOutbox, type Outbox } from '../../../simulation/outbox';
import { adtMessage } from './adt-message';
import { respond } from './respond';
import { createTaskDesk } from './task-desk';
import type { RunningSimulator, Simulator, SimulatorOptions } from '../../../simulation/simulator';

const outboxesOf = (options: SimulatorOptions, organisation: OdsCode): readonly Outbox[] =>
  options.feeds.map((feed, index) =>
    createOutbox({
      hospital: options.hospital,
      name: options.instance,
      prefix: 'NC',
      feed,
      log: options.log,
      write: (event, hospital, controlId) => {
        // Written twice: only an event that is told uses up a control id.
        if (adtMessage(hospital, event, organisation, '') === null) return [];
        const text = adtMessage(hospital, event, organisation, controlId());
        return text === null ? [] : [Buffer.from(text, 'utf8')];
      },
      ...(options.stateFolder === undefined
        ? {}
        : { stateFile: join(options.stateFolder, `${options.instance}-adt-${index + 1}.json`) }),
    }),
  );

const start = async (options: SimulatorOptions): Promise<RunningSimulator> => {
  const organisation = parseOdsCode(instanceParts(options.instance).organisation);
  if (organisation === null) throw new TypeError('A Nervecentre simulator belongs to an organisation: nervecentre@RWE');
  const { hospital } = options;
  const desk = createTaskDesk();
  const held = heldBy(options);
  const http = await startFhirServer(options, (ask) =>
    respond(ask, holdingsOf(held(), organisation, hospital.now(), LOCAL), desk),
  );
  const outboxes = outboxesOf(options, organisation);
  return {
    port: http.port,
    asks: http.asks,
    setFault: (fault) => {
      void http.setFault(fault);
      for (const outbox of outboxes) outbox.setFault(fault);
    },
    settled: async () => {
      await Promise.all(outboxes.map((outbox) => outbox.settled()));
    },
    close: async () => {
      await Promise.all([http.close(), ...outboxes.map((outbox) => outbox.close())]);
    },
  };
};

/** Nervecentre of one organisation: FHIR R4 at `/fhir/R4`, tokens at `/oauth2/token`, and its ADT feed. */
export const simulator: Simulator = { kind: 'nervecentre', start };
