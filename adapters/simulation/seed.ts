import type { Instant } from '../../schema/time';
import { castFacts } from './cast';
import { SITES, WARDS } from './estate';
import { combineFacts } from './facts';
import { historyOf } from './history';
import type { Hospital } from './hospital';
import { generatedFacts } from './generated';
import { timelineFrom } from './timeline';

/** The hospital as it is at `anchor`, with everything that led there. Pure: the same two give the same hospital. */
export const seedHospital = ({ seed, anchor }: { readonly seed: number; readonly anchor: Instant }): Hospital => {
  const timeline = timelineFrom(anchor);
  const { registered, updated, ...facts } = combineFacts([...castFacts(timeline), ...generatedFacts(seed, timeline)]);
  const history = historyOf({ ...facts, registered, updated }, WARDS, anchor);
  return { seed, anchor, sites: SITES, wards: WARDS, ...facts, history };
};
