import type { StayChange } from '../../../schema/events';
import type { Instant } from '../../../schema/time';
import { byOccurrence, canonical } from './told';
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

export const isCancel = ({ event }: StayTold): boolean => UNDOES[event.change] !== undefined;

const undoes = (one: StayTold, other: StayTold): boolean =>
  UNDOES[one.event.change]?.includes(other.event.change) === true;

/** An event with its place in the order of the stay. */
export interface Placed {
  readonly told: StayTold;
  readonly at: Instant;
}

export interface Retained extends Placed {
  /** What this cancel took back; undefined for everything else, and where the cancelled event was never heard. */
  readonly undid?: StayTold;
}

const recordedAt = ({ event }: StayTold): Instant => event.recordedAt ?? event.occurredAt;
const later = (one: Instant, other: Instant | undefined): Instant => (other !== undefined && other > one ? other : one);

const byRecording = (a: StayTold, b: StayTold): number =>
  recordedAt(a) < recordedAt(b) ? -1 : recordedAt(a) > recordedAt(b) ? 1 : byOccurrence(a, b);

/**
 * A sender may say the same thing twice under two control ids: the first stands, or an undo would undo twice. What was
 * cancelled in between, or is cancelled again after it was done anew, is no repeat.
 */
const withoutRepeats = (recorded: readonly StayTold[]): readonly StayTold[] => {
  // What is the same was said to have happened at the same moment, and mostly nothing else was.
  const times = new Map<Instant, number>();
  for (const { event } of recorded) times.set(event.occurredAt, (times.get(event.occurredAt) ?? 0) + 1);
  if (times.size === recorded.length) return recorded;
  const said = new Map<string, number>();
  return recorded.filter((told, at) => {
    if (times.get(told.event.occurredAt) === 1) return true;
    const content = canonical({ ...told.event, recordedAt: null });
    const before = said.get(content);
    const between = before === undefined ? [] : recorded.slice(before + 1, at);
    if (before !== undefined && !between.some((other) => undoes(other, told) || undoes(told, other))) return false;
    said.set(content, at);
    return true;
  });
};

/** Each at the moment it happened; a cancel when it was put in, and what is said anew after a cancel no earlier than that. */
const placed = (recorded: readonly StayTold[]): readonly Placed[] => {
  const cancelled = new Map<StayChange, Instant>();
  return recorded
    .map((told): Placed => {
      const { change, occurredAt } = told.event;
      const targets = UNDOES[change];
      if (targets === undefined) return { told, at: later(occurredAt, cancelled.get(change)) };
      const at = later(occurredAt, recordedAt(told));
      for (const target of targets) cancelled.set(target, later(at, cancelled.get(target)));
      return { told, at };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

/**
 * A cancel takes back what was put in before it: that which its EVN-6 names, for of a cancel it is when the cancelled event
 * happened (HL7 2.5.1 section 3.4.1.6), else the newest of its kind. A sender's clocks may differ, or its times be only
 * minutes: where nothing was put in before it, it takes back one of its own moment.
 */
const undone = (recorded: readonly StayTold[]): ReadonlyMap<StayTold, StayTold> => {
  const by = new Map<StayTold, StayTold>();
  const gone = new Set<StayTold>();
  recorded.forEach((cancel, at) => {
    if (!isCancel(cancel)) return;
    const stands = (other: StayTold): boolean => !gone.has(other);
    const ofItsMoment = (other: StayTold): boolean => other.event.occurredAt === cancel.event.occurredAt;
    const before = recorded
      .slice(0, at)
      .filter((other) => undoes(cancel, other))
      .sort(byOccurrence);
    const named = before.filter(ofItsMoment);
    const target =
      before.length > 0
        ? (named.length > 0 ? named : before).findLast(stands)
        : recorded.slice(at + 1).find((other) => undoes(cancel, other) && stands(other) && ofItsMoment(other));
    if (target === undefined) return;
    gone.add(target);
    by.set(cancel, target);
  });
  return by;
};

/** A stay's events in order, each once: all of them, and those that no cancel took back. */
export const inOrder = (
  told: readonly StayTold[],
): { readonly all: readonly Placed[]; readonly retained: readonly Retained[] } => {
  const recorded = withoutRepeats([...told].sort(byRecording));
  const all = placed(recorded);
  const undid = undone(recorded);
  const gone = new Set(undid.values());
  const retained = all
    .filter((one) => !gone.has(one.told))
    .map((one): Retained => {
      const target = undid.get(one.told);
      return target === undefined ? one : { ...one, undid: target };
    });
  return { all, retained };
};
