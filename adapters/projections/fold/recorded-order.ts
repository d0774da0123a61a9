import { canonical } from '../../../schema/canonical';
import type { Instant } from '../../../schema/time';
import { byOccurrence } from './told';
import type { EventOf, Told } from './told';

/** Events that say when they were put in, too, and that later ones may take back. */
export type Recorded = Told<EventOf<'stay-changed' | 'appointment-changed' | 'waiting-changed'>>;

/** What takes back what. */
export interface Cancelling<T extends Recorded> {
  isCancel(one: T): boolean;
  /** Whether a cancel is of this kind of thing. */
  undoes(cancel: T, other: T): boolean;
  /** Whether what it cancels may be done again, each time for itself, as a discharge is: a booking said again is the same one. */
  isOfMany(cancel: T): boolean;
}

/** An event with its place in the order. */
export interface Placed<T extends Recorded> {
  readonly told: T;
  readonly at: Instant;
}

export interface Retained<T extends Recorded> extends Placed<T> {
  /** What this cancel took back; undefined for everything else, and where the cancelled event was never heard. */
  readonly undid?: T;
}

const recordedAt = ({ event }: Recorded): Instant => event.recordedAt ?? event.occurredAt;
const later = (one: Instant, other: Instant): Instant => (other > one ? other : one);

const byRecording = (a: Recorded, b: Recorded): number =>
  recordedAt(a) < recordedAt(b) ? -1 : recordedAt(a) > recordedAt(b) ? 1 : byOccurrence(a, b);

/**
 * A sender may say the same thing twice under two control ids: the first stands, or an undo would undo twice. What was
 * cancelled in between, or is cancelled again after it was done anew, is no repeat.
 */
const withoutRepeats = <T extends Recorded>(recorded: readonly T[], { undoes }: Cancelling<T>): readonly T[] => {
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
const placed = <T extends Recorded>(
  recorded: readonly T[],
  { isCancel, undoes }: Cancelling<T>,
): readonly Placed<T>[] => {
  const cancels: Placed<T>[] = [];
  return recorded
    .map((told): Placed<T> => {
      const { occurredAt } = told.event;
      if (!isCancel(told))
        return {
          told,
          at: cancels.filter((one) => undoes(one.told, told)).reduce((at, one) => later(at, one.at), occurredAt),
        };
      const cancel = { told, at: later(occurredAt, recordedAt(told)) };
      cancels.push(cancel);
      return cancel;
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

/**
 * A cancel takes back what was put in before it: that which its EVN-6 names, for of a cancel it is when the cancelled event
 * happened (HL7 2.5.1 section 3.4.1.6), else the newest of its kind. A sender's clocks may differ, or its times be only
 * minutes: where nothing was put in before it, it takes back one of its own moment. One that names what is gone already, or
 * what was done again since, says nothing of what stands: it is idle. Told of somebody under a number that is somebody
 * else's since, it takes back what was told of them, and nothing of the other.
 */
const undone = <T extends Recorded>(
  recorded: readonly T[],
  { isCancel, undoes, isOfMany }: Cancelling<T>,
): { readonly by: ReadonlyMap<T, T>; readonly idle: ReadonlySet<T> } => {
  const by = new Map<T, T>();
  const idle = new Set<T>();
  const gone = new Set<T>();
  recorded.forEach((cancel, at) => {
    if (!isCancel(cancel)) return;
    const stands = (other: T): boolean => !gone.has(other);
    const isTheirs = (other: T): boolean => other.event.recordId === cancel.event.recordId;
    const ofItsMoment = (other: T): boolean => other.event.occurredAt === cancel.event.occurredAt;
    const before = recorded.slice(0, at).filter((other) => undoes(cancel, other));
    const named = before.filter(ofItsMoment);
    const meant = named.length > 0 ? named : before;
    const own = meant.filter(isTheirs);
    const among = [...(own.length > 0 ? own : meant)].sort(byOccurrence);
    const target =
      before.length > 0
        ? among.findLast(stands)
        : recorded.slice(at + 1).find((other) => undoes(cancel, other) && stands(other) && ofItsMoment(other));
    const isGone = target === undefined && among.length > 0;
    const { occurredAt } = (target ?? cancel).event;
    const isSince = (other: T): boolean => other !== target && other.event.occurredAt > occurredAt;
    const put = target === undefined ? -1 : before.indexOf(target);
    const isOthersSince = (other: T, n: number): boolean => own.length > 0 && !isTheirs(other) && n > put;
    const isPassed = (other: T, n: number): boolean =>
      stands(other) && (isGone || (isOfMany(cancel) && isSince(other)) || isOthersSince(other, n));
    if (before.some(isPassed)) idle.add(cancel);
    if (target === undefined) return;
    gone.add(target);
    by.set(cancel, target);
  });
  return { by, idle };
};

/** Events in order, each once: all of them, and those that count: no cancel took them back, and they are no idle ones. */
export const inRecordedOrder = <T extends Recorded>(
  told: readonly T[],
  cancelling: Cancelling<T>,
): { readonly all: readonly Placed<T>[]; readonly retained: readonly Retained<T>[] } => {
  const recorded = withoutRepeats([...told].sort(byRecording), cancelling);
  const all = placed(recorded, cancelling);
  const { by, idle } = undone(recorded, cancelling);
  const gone = new Set(by.values());
  const retained = all
    .filter(({ told: one }) => !gone.has(one) && !idle.has(one))
    .map((one): Retained<T> => {
      const target = by.get(one.told);
      return target === undefined ? one : { ...one, undid: target };
    });
  return { all, retained };
};
