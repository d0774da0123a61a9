import { whatIsRead, type Observation } from '../../schema/clinical/observation';

export const newestOfEachCode = (observations: readonly Observation[]): readonly Observation[] => {
  const newest = new Map<string, Observation>();
  for (const observation of observations) {
    const known = newest.get(whatIsRead(observation));
    if (!known || known.effective < observation.effective) newest.set(whatIsRead(observation), observation);
  }
  return [...newest.values()];
};
