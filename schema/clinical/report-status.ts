import type { ReportStatus } from './pathology';

/** Of several reports told as one: the word they share; else settled with a correction among them, or still in part. */
export const statusOfAll = (statuses: readonly ReportStatus[]): ReportStatus => {
  const [first = 'unknown'] = statuses;
  if (statuses.every((status) => status === first)) return first;
  return statuses.every((status) => status === 'final' || status === 'corrected') ? 'corrected' : 'partial';
};
