import type { PersonCapability, Place, PlaceCapability } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';

/** Whom or what a read was about. */
export type Subjects =
  | { readonly of: 'people'; readonly capability: PersonCapability; readonly people: readonly PersonIdentity[] }
  | { readonly of: 'places'; readonly capability: PlaceCapability; readonly places: readonly Place[] };

export const countOf = (subjects: Subjects): number =>
  subjects.of === 'people' ? subjects.people.length : subjects.places.length;

/** Some of the subjects, by position. */
export const subjectsAt = (subjects: Subjects, at: readonly number[]): Subjects =>
  subjects.of === 'people'
    ? { ...subjects, people: at.flatMap((position) => subjects.people[position] ?? []) }
    : { ...subjects, places: at.flatMap((position) => subjects.places[position] ?? []) };
