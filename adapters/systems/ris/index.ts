import type { AdapterKind, Means, Provision, Sources } from '../../contract';
import type { ReadOptions } from '../../projections/reader';
import type { Selection } from '../../../schema/capabilities';
import { risConfig, type RisConfig } from './config';
import { coverage } from './coverage';
import { translate } from './translate';

const heard: Provision = { from: 'projection', maxBatch: 200, asksAs: 'system', ttlMs: 0 };

const optionsOf = ({ keys, latest, window }: Selection): ReadOptions => ({
  ...(keys === undefined ? {} : { keys }),
  ...(latest === undefined ? {} : { limit: latest }),
  ...(window === undefined ? {} : { window }),
});

const sourcesOf = ({ projections }: Means): Sources => ({
  people: {
    'imaging-reports': (people, selection) => projections.forPeople('imaging-reports', people, optionsOf(selection)),
    'imaging-orders': (people, selection) => projections.forPeople('imaging-orders', people, optionsOf(selection)),
  },
  places: {},
});

/** The radiology information system: heard as HL7 v2 ORU^R01 reports, with copies of the orders it is sent. */
export const ris: AdapterKind<RisConfig> = {
  kind: 'ris',
  name: 'RIS',
  provides: { 'imaging-reports': heard, 'imaging-orders': heard },
  coverage,
  config: risConfig,
  connect: (_config, means) => ({ sources: sourcesOf(means), close: () => Promise.resolve() }),
  translate,
};
