import type { ReportTold, Version } from './report-parts';
import { byArrival } from './told';

/** One message about a report: what it says of it, once for each examination or set, or as one. */
export type ReportMessage<T extends ReportTold> = readonly [T, ...T[]];

/** What one person's report has been so far. */
export interface Course<T extends ReportTold> {
  /** Those that count, oldest first; the last one stands. */
  readonly versions: readonly Version<T>[];
  /** After one more message: the same where it says nothing new, null where it counts for nothing. */
  next(message: ReportMessage<T>): Course<T> | null;
  /** Once the message told it of somebody else: all that it said is withdrawn. */
  withdrawn(by: T): Course<T>;
}

/** How reports of one kind are told. */
export interface Telling<T extends ReportTold> {
  readonly begin: Course<T>;
  /** What a message says by itself. */
  spoken(message: ReportMessage<T>): Version<T>;
}

/** What was told, message by message in order of arrival. */
export const messagesIn = <T extends ReportTold>(told: readonly T[]): readonly ReportMessage<T>[] => {
  const messages = new Map<number, [T, ...T[]]>();
  for (const one of [...told].sort(byArrival)) {
    const message = messages.get(one.seq);
    if (message === undefined) messages.set(one.seq, [one]);
    else message.push(one);
  }
  return [...messages.values()];
};
