import type { ReportStatus } from './pathology';

/** Of which nothing more will come. A result that cannot be had is as settled as one that is there (HL7 table 0085, X). */
export const isDone = (status: ReportStatus): boolean =>
  status === 'final' || status === 'corrected' || status === 'cancelled';

/** Of several reports told as one: the word they share; else settled, with a correction among them or none; or in part. */
export const statusOfAll = (statuses: readonly ReportStatus[]): ReportStatus => {
  const [first = 'unknown'] = statuses;
  if (statuses.every((status) => status === first)) return first;
  if (!statuses.every(isDone)) return 'partial';
  return statuses.includes('corrected') ? 'corrected' : 'final';
};
