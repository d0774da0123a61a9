import type { Answer } from '../../../schema/answer';
import type { Ask, Selection } from '../../../schema/capabilities';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Means, Sources } from '../../contract';
import type { ProjectedKind, ProjectedShapes, ReadOptions } from '../../projections/reader';
import type { PasConfig } from './config';
import { demographicsSource } from './live-demographics';

const optionsOf = ({ window, keys, latest }: Selection): ReadOptions => ({
  ...(keys === undefined ? {} : { keys }),
  ...(window === undefined ? {} : { window }),
  ...(latest === undefined ? {} : { limit: latest }),
});

/** Everything the PAS told us, folded; and the PAS itself for a person it never told us of. */
export const sourcesOf = (config: PasConfig, means: Means): Sources => {
  const { projections } = means;
  const ofPeople =
    <K extends ProjectedKind>(kind: K) =>
    (
      people: readonly PersonIdentity[],
      selection: Selection,
      _ask: Ask,
    ): Promise<readonly Answer<readonly ProjectedShapes[K][]>[]> =>
      projections.forPeople(kind, people, optionsOf(selection));
  const ofPlaces =
    <K extends ProjectedKind>(kind: K) =>
    (
      places: Parameters<typeof projections.forPlaces>[1],
      selection: Selection,
      _ask: Ask,
    ): Promise<readonly Answer<readonly ProjectedShapes[K][]>[]> =>
      projections.forPlaces(kind, places, optionsOf(selection));
  return {
    people: {
      demographics: demographicsSource(config, means),
      encounters: ofPeople('encounters'),
      allergies: ofPeople('allergies'),
      appointments: ofPeople('appointments'),
      'waiting-list': ofPeople('waiting-list'),
    },
    places: {
      encounters: ofPlaces('encounters'),
      wards: ofPlaces('wards'),
      'bed-state': ofPlaces('beds'),
      'discharge-readiness': ofPlaces('discharge-readiness'),
      'waiting-list': ofPlaces('waiting-list'),
    },
  };
};
