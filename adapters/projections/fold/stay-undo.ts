import type { StayChange } from '../../../schema/events';
import type { EventOf, Told } from './told';

export type StayTold = Told<EventOf<'stay-changed'>>;

/** What each cancel takes back (HL7 v2.4 chapter 3; ITK groups "cancels", "pending", "leave"). */
const UNDOES: { readonly [C in StayChange]?: readonly StayChange[] } = {
  'cancel-admit': ['admit', 'register'],
  'cancel-transfer': ['transfer'],
  'cancel-discharge': ['discharge'],
  'cancel-pre-admit': ['pre-admit'],
  'cancel-pending-admit': ['pending-admit'],
  'cancel-pending-transfer': ['pending-transfer'],
  'cancel-pending-discharge': ['pending-discharge'],
  'cancel-leave': ['leave'],
  'cancel-return': ['return'],
};

export interface Retained {
  readonly told: StayTold;
  /** What this cancel took back; undefined for everything else, and where the cancelled event was never heard. */
  readonly undid?: StayTold;
}

/**
 * A cancel takes back the newest event of its kind before it. Where sender's times are only minutes, the two may
 * carry one time and arrive the wrong way round: then it takes back one of its own moment.
 */
export const withoutUndone = (ordered: readonly StayTold[]): readonly Retained[] => {
  const undone = new Set<StayTold>();
  const undid = new Map<StayTold, StayTold>();
  ordered.forEach((cancel, at) => {
    const targets = UNDOES[cancel.event.change];
    if (targets === undefined) return;
    const isTarget = (other: StayTold): boolean => targets.includes(other.event.change) && !undone.has(other);
    const target =
      ordered.slice(0, at).findLast(isTarget) ??
      ordered.slice(at + 1).find((other) => isTarget(other) && other.event.occurredAt === cancel.event.occurredAt);
    if (target === undefined) return;
    undone.add(target);
    undid.set(cancel, target);
  });
  return ordered
    .filter((told) => !undone.has(told))
    .map((told) => {
      const target = undid.get(told);
      return target === undefined ? { told } : { told, undid: target };
    });
};
