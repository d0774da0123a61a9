import type { Answer, Warning } from '../../schema/answer';
import type { Place, Viewer } from '../../schema/capabilities';
import type { Encounter } from '../../schema/clinical/encounter';
import type { Bed } from '../../schema/clinical/location';
import type { PersonIdentity } from '../../schema/clinical/person';
import { dissentHolds, labelMasks, worksOn } from '../access';
import { mayKnowOf } from './known-of';
import { recordsOf } from './subjects';

/** What one place answered, and whether the system that did has its stays in our own store. */
export interface AnsweredPlace {
  readonly place: Place;
  readonly answer: Answer<unknown>;
  readonly projected: boolean;
}

/**
 * Places whose stays must be read before it can be known whose beds may be shown: a bed names a stay and not its person.
 * Where somebody other than their staff sees occupied beds, and wherever our store knows none of the stays: whoever asks
 * and whoever lies there, so that the asks tell nothing.
 */
export const placesToCheck = (viewer: Viewer, answered: readonly AnsweredPlace[]): readonly Place[] => {
  const places = answered.filter(({ answer, projected }) =>
    (recordsOf(answer) as readonly Bed[]).some(
      (bed) => bed.visit !== undefined && (!projected || !worksOn(viewer, bed.ward)),
    ),
  );
  return [...new Set(places.map(({ place }) => place))];
};

/** Nobody told which stays there are, not even long ago. */
export const isUnread = (stays: Answer<unknown>): boolean => stays.kind === 'failed' && stays.stale === undefined;

const STAYS_NOT_READ: Warning = {
  code: 'STAYS_NOT_READ',
  text: 'Whose stays these are could not be asked, so nobody who lies there is named; ask again',
};

/** Beds of a place whose stays could not be read: who lies there is left out because of that, and not for the person's sake. */
export const withStaysUnread = <T>(beds: Answer<T>): Answer<T> =>
  beds.kind === 'found' ? { ...beds, warnings: [...beds.warnings, STAYS_NOT_READ] } : beds;

/** Visits of the stays whose people the viewer may know of. */
export const visitsToldOf = (
  stays: readonly Answer<unknown>[],
  viewer: Viewer,
  personOf: (record: unknown) => PersonIdentity | null | undefined,
): ReadonlySet<string> =>
  new Set(
    (stays.flatMap(recordsOf) as readonly Encounter[]).flatMap((stay) => {
      const person = personOf(stay);
      return person && !mayKnowOf(viewer, person) ? [] : [stay.identifier.value];
    }),
  );

/** Of a record in a list: restricted, or in doubt, which a restricted person's may be. Not: a record that names nobody. */
export const mayBeRestricted = (person: PersonIdentity | null | undefined): boolean =>
  person === null || person?.restricted === true;

/** The stays of restricted people, of those in doubt, of those whose dissent holds them back, and such as their source labels so. */
export const staysHeldFrom =
  (
    viewer: Viewer,
    personOf: (record: unknown) => PersonIdentity | null | undefined,
    isOpened: (person: PersonIdentity) => boolean,
  ) =>
  (stay: Encounter): boolean => {
    const person = personOf(stay);
    if (mayBeRestricted(person) || labelMasks('encounters', stay.source)) return true;
    const at = { capability: 'encounters', instance: stay.source.instance } as const;
    return person != null && dissentHolds(person, at, viewer, isOpened(person));
  };

/** Beds whose stay is held back, or cannot be told: a stay that no census knows is not shown to others. */
export const mustHideBed = (
  stays: readonly Answer<unknown>[],
  isHeld: (stay: Encounter) => boolean,
): ((bed: unknown) => boolean) => {
  const open = new Set<string>();
  const restricted = new Set<string>();
  for (const stay of stays.flatMap(recordsOf) as readonly Encounter[])
    (isHeld(stay) ? restricted : open).add(stay.identifier.value);
  return (bed) => {
    const { visit } = bed as Bed;
    return visit !== undefined && (restricted.has(visit) || !open.has(visit));
  };
};
