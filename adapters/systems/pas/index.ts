import type { AdapterKind, Provision } from '../../contract';
import { pasConfig } from './config';
import type { PasConfig } from './config';
import { coverage } from './coverage';
import { sourcesOf } from './sources';
import { translate } from './translate';

const heard: Provision = { from: 'projection', maxBatch: 200, asksAs: 'system', ttlMs: 0 };

/** The patient administration system: heard over its ITK HL7 v2.4 feed, and asked with QBP queries. */
export const pas: AdapterKind<PasConfig> = {
  kind: 'pas',
  name: 'PAS',
  provides: {
    demographics: heard,
    encounters: heard,
    wards: heard,
    'bed-state': heard,
    'discharge-readiness': {
      ...heard,
      limits: [{ code: 'NO_PATHWAY', text: 'The PAS holds no discharge pathway and no reason for waiting.' }],
    },
    allergies: heard,
    appointments: {
      ...heard,
      limits: [{ code: 'OUTPATIENT_ONLY', text: 'The PAS holds outpatient appointments only.' }],
    },
    'waiting-list': heard,
  },
  coverage,
  config: pasConfig,
  connect: (config, means) => ({ sources: sourcesOf(config, means), close: () => Promise.resolve() }),
  translate,
};
