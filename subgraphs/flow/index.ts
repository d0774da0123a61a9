import { defineSubgraph } from '../subgraph';
import { scalars } from '../scalars';
import { bedFields } from './bed';
import { bedState } from './bed-state';
import { emergencyPatients } from './emergency-patients';
import { flowForecast } from './forecast';
import { readyForDischarge } from './readiness';
import { wardFields, wards } from './ward';

/** Places and movement: wards, beds, who could leave, and what is coming. */
export const flowSubgraph = defineSubgraph('flow', {
  ...scalars,
  Query: { wards, bedState, readyForDischarge, flowForecast, emergencyPatients },
  Ward: wardFields,
  Bed: bedFields,
});
