import type { Observation } from '../../schema/clinical/observation';

/** What makes two observations readings of one thing. */
const codeOf = ({ code }: Observation): string => {
  const [first] = code.codings;
  return first ? `${first.system}|${first.code}` : code.text;
};

export const newestOfEachCode = (observations: readonly Observation[]): readonly Observation[] => {
  const newest = new Map<string, Observation>();
  for (const observation of observations) {
    const known = newest.get(codeOf(observation));
    if (!known || known.effective < observation.effective) newest.set(codeOf(observation), observation);
  }
  return [...newest.values()];
};
