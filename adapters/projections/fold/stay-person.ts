import type { StayChange } from '../../../schema/events';
import type { Placed } from './recorded-order';
import { isCancel } from './stay-undo';
import type { Retained, StayTold } from './stay-undo';

/** Changes that begin a stay, and say whose it is. */
export const BEGINS: ReadonlySet<StayChange> = new Set<StayChange>(['admit', 'register', 'pre-admit', 'pending-admit']);

const begun = (some: readonly Placed<StayTold>[]): ReadonlySet<string> =>
  new Set(some.flatMap(({ told: { event } }) => (BEGINS.has(event.change) ? [event.recordId] : [])));

/**
 * Whose admission was taken back, where somebody else's under the same number stands, has left nothing but the cancel: the
 * wrong patient's ward, consultant and reason are not the right one's.
 */
export const ofWhoIsThere = (all: readonly Placed<StayTold>[], retained: readonly Retained[]): readonly Retained[] => {
  const standing = begun(retained);
  if (standing.size === 0) return retained;
  const left = [...begun(all)].filter((recordId) => !standing.has(recordId));
  return left.length === 0
    ? retained
    : retained.filter(({ told }) => isCancel(told) || !left.includes(told.event.recordId));
};
