import type { AdapterKind, Means, Provision, Sources } from '../../contract';
import type { ReadOptions } from '../../projections/reader';
import type { Selection } from '../../../schema/capabilities';
import { limsConfig, type LimsConfig } from './config';
import { coverage } from './coverage';
import { translate } from './translate';

const heard: Provision = { from: 'projection', maxBatch: 200, asksAs: 'system', ttlMs: 0 };

/**
 * A window searches by time issued; a trend is drawn by time collected, which lies earlier, so a report just before
 * the window's end may belong to it: the reader's window is left to the subgraph, and all of a person's reports are
 * read, not the newest alone, which may lie behind it. Nothing issued before the window's beginning belongs to it.
 */
const optionsOf = ({ latest, window }: Selection): ReadOptions => {
  if (window !== undefined) return { doubtsFrom: window.from };
  return latest === undefined ? {} : { limit: latest };
};

const sourcesOf = ({ projections }: Means): Sources => ({
  people: {
    'lab-reports': (people, selection) => projections.forPeople('lab-reports', people, optionsOf(selection)),
    'lab-orders': (people, selection) => projections.forPeople('lab-orders', people, optionsOf(selection)),
  },
  places: {
    'lab-reports': (places, selection) => projections.forPlaces('lab-reports', places, optionsOf(selection)),
  },
});

/** The laboratory system: heard as HL7 v2 ORU^R01 results, with copies of the orders it is sent. */
export const lims: AdapterKind<LimsConfig> = {
  kind: 'lims',
  name: 'LIMS',
  provides: { 'lab-reports': heard, 'lab-orders': heard },
  coverage,
  config: limsConfig,
  connect: (_config, means) => ({ sources: sourcesOf(means), close: () => Promise.resolve() }),
  translate,
};
