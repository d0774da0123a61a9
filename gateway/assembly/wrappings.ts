import type { Ledger } from '../../adapters/ledger';
import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import type { Wrapping } from '../pages/wrapping-table';

/** Which subgraph's promise each capability is part of. */
const SUBGRAPH_OF: { readonly [C in Capability]: string } = {
  demographics: 'patients',
  encounters: 'encounters',
  wards: 'flow',
  'bed-state': 'flow',
  'bed-housekeeping': 'flow',
  'discharge-readiness': 'flow',
  observations: 'observations',
  'early-warning': 'observations',
  escalations: 'observations',
  'lab-reports': 'pathology',
  'lab-orders': 'pathology',
  'result-acknowledgements': 'pathology',
  'imaging-studies': 'imaging',
  'imaging-reports': 'imaging',
  'imaging-orders': 'imaging',
  allergies: 'care-record',
  medications: 'care-record',
  problems: 'care-record',
  immunisations: 'care-record',
  documents: 'care-record',
  preferences: 'care-record',
  flags: 'care-record',
  'care-team': 'care-record',
  appointments: 'scheduling',
  'theatre-lists': 'scheduling',
  'waiting-list': 'scheduling',
};

/** What each subgraph wraps today and what is to replace it, as the ledger's routes stand at this moment. */
export const wrappings = (ledger: Ledger): readonly Wrapping[] => {
  const systemOf = (instance: string) => ledger.systems().find(({ name }) => name === instance);
  const nameOf = (instance: string): string => systemOf(instance)?.systemName ?? instance;
  return ALL_CAPABILITIES.flatMap((capability) =>
    ledger.routesFor(capability).map((route) => ({
      subgraph: SUBGRAPH_OF[capability],
      capability,
      organisation: route.organisation === '*' ? 'registered practice' : route.organisation,
      today: route.control.endsWith('@*') ? 'SystmOne (GP Connect)' : nameOf(route.control),
      ...(systemOf(route.control)?.lifecycle === 'not-connected' && { notConnected: true }),
      ...(route.candidate && { next: nameOf(route.candidate), stage: route.stage }),
    })),
  );
};
