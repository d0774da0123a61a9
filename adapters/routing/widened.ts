import type { Capability, Selection } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';

/** How many single records of this kind the person holds back. */
const sealedOf = (capability: Capability, { seals = [] }: PersonIdentity): number =>
  seals.filter((seal) => seal.record !== undefined && (seal.capability ?? capability) === capability).length;

/** What sources of a place take as the newest each, unless told otherwise. */
const NEWEST_ALONE: readonly Capability[] = ['early-warning'];

/**
 * A selection of the newest n that leaves n when what these people hold back is taken out of it: the record before the
 * newest stands in for one that is sealed, as though that were not there. Whoever reads the answer takes the newest of it.
 */
export const widened = (selection: Selection, capability: Capability, people: readonly PersonIdentity[]): Selection => {
  const held = Math.max(0, ...people.map((person) => sealedOf(capability, person)));
  return held === 0 || selection.latest === undefined ? selection : { ...selection, latest: selection.latest + held };
};

/** The same for a list by place: null where what was answered is wide enough. */
export const widenedForPlaces = (
  selection: Selection,
  capability: Capability,
  people: readonly PersonIdentity[],
): Selection | null => {
  const byDefault = NEWEST_ALONE.includes(capability) && selection.window === undefined;
  const asked = byDefault ? { latest: 1, ...selection } : selection;
  const wide = widened(asked, capability, people);
  return wide === asked ? null : wide;
};
