import type { Observation } from '../../schema/clinical/observation';
import { enumValue } from '../scalars';

export const observationNode = (observation: Observation): object => ({
  ...observation,
  status: enumValue(observation.status),
});
