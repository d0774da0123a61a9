import type { Coverage } from '../../contract';
import {
  BED,
  DISCHARGE_READINESS,
  EARLY_WARNING,
  HOUSEKEEPING,
  OBSERVATION,
  PAST_STAY,
  STAY,
  WARD,
} from '../../uk-core/coverage';

/** No source of admission and no destination of discharge: the ward's system is told of neither. */
export const coverage: Coverage = {
  encounters: { ...STAY, ...PAST_STAY },
  wards: WARD,
  'bed-state': BED,
  'bed-housekeeping': HOUSEKEEPING,
  'discharge-readiness': DISCHARGE_READINESS,
  observations: OBSERVATION,
  'early-warning': EARLY_WARNING,
};
