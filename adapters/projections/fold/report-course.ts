import type { ReportTold, Version } from './report-parts';

/** One message about a report: what it says of it, once for each examination or as one. */
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
  /** In order of arrival. */
  messagesIn(told: readonly T[]): readonly ReportMessage<T>[];
  /** What a message says by itself. */
  spoken(message: ReportMessage<T>): Version<T>;
}
