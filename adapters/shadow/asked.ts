import type { PersonCapability, Place, PlaceCapability, Selection } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { HOUR } from '../../schema/time';

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

/** The same question tomorrow has the same shape: how long a window, not which; that keys were named, not which. */
const shapeOf = ({ window, codes, keys, latest }: Selection): string =>
  JSON.stringify([
    window === undefined ? null : Math.round((Date.parse(window.to) - Date.parse(window.from)) / HOUR),
    codes?.map(({ system, code }) => `${system}|${code}`),
    keys !== undefined,
    latest,
  ]);

/** Each subject with the way it is asked about: who was compared in one way may differ in another. */
export const subjectNames = (subjects: Subjects, selection: Selection): readonly string[] => {
  const shape = shapeOf(selection);
  return subjects.of === 'people'
    ? subjects.people.map(({ id }) => `${id} ${shape}`)
    : subjects.places.map(({ organisation, ward }) => `${organisation}|${ward ?? ''} ${shape}`);
};
