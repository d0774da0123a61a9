import type { Coverage } from '../../contract';
import { BED, DISCHARGE_READINESS, EARLY_WARNING, HOUSEKEEPING, OBSERVATION, STAY, WARD } from '../../uk-core/coverage';

/** The facade shows the stays of today: none that is over, and no earlier place of one. */
export const coverage: Coverage = {
  encounters: STAY,
  wards: WARD,
  'bed-state': BED,
  'bed-housekeeping': HOUSEKEEPING,
  'discharge-readiness': DISCHARGE_READINESS,
  observations: OBSERVATION,
  'early-warning': EARLY_WARNING,
};
