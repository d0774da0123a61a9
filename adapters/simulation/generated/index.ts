import type { Facts } from '../facts';
import { seededRandom } from '../random';
import type { Timeline } from '../timeline';
import { generatedGpRecord } from './clinical';
import { askedInEmergency } from './emergency';
import { inpatients } from './inpatients';
import { outpatients } from './outpatients';
import { generatedPeople } from './people';

/**
 * Everybody who was not laid out by hand: p027 to p300. They are quiet on purpose (nobody deteriorating, ready to leave,
 * with a critical result, or expected in or out within 48 hours), so that the lists the graph answers with are those of
 * the cast, and can be worked out by hand. Traffic ends that.
 */
export const generatedFacts = (seed: number, t: Timeline): readonly Partial<Facts>[] => {
  const random = seededRandom(seed);
  const people = generatedPeople(random, t);
  const staying = inpatients(random, t, people);
  return [
    { people },
    staying.facts,
    askedInEmergency(staying.facts.stays ?? []),
    outpatients(random, t, staying.left),
    { gpRecords: people.flatMap((person) => generatedGpRecord(random, t, person)) },
  ];
};
