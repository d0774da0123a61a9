import type { InstanceName } from '../../../schema/identifiers';
import type { Hospital } from '../hospital';
import { inNervecentre } from './in-nervecentre';
import { inSystmOne, UNITS_IN_WORDS } from './in-systmone';
import { peopleInNervecentre } from './people-in-nervecentre';
import type { Plant, PlantedDifference } from './plant';

export type { PlantedDifference, PlantedField } from './plant';

/** What a candidate's simulator holds in place of the hospital, and what differs in it. */
export interface Planted {
  readonly hospital: Hospital;
  readonly differences: readonly PlantedDifference[];
  /** Units that it spells its own way, by UCUM code. */
  readonly units: Readonly<Record<string, string>>;
}

const plantsOf = (hospital: Hospital, instance: InstanceName): readonly Plant[] => {
  if (instance === 'nervecentre@RWE') return [...inNervecentre(hospital), ...peopleInNervecentre(hospital)];
  return instance === 'systmone@RT5' ? inSystmOne(hospital) : [];
};

/**
 * The hospital as a system that is to take over holds it: a few facts otherwise, chosen by the seed and no chance besides
 * (docs/planted-differences.md). Other instances hold what is true.
 */
export const planted = (hospital: Hospital, instance: InstanceName): Planted => {
  const plants = plantsOf(hospital, instance);
  return {
    hospital: plants.reduce((changed, { change }) => change(changed), hospital),
    differences: plants.map(({ name, words, fields }) => ({ name, words, fields })),
    units: instance === 'systmone@RT5' ? UNITS_IN_WORDS : {},
  };
};
