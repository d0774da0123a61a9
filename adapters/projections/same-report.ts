import type { ReportStatus } from '../../schema/clinical/pathology';
import { replaces } from './fold/report-versions';
import type { KeptSource } from './fold/row';

interface Report {
  readonly key: string;
  readonly status: ReportStatus;
  readonly source: KeptSource;
}

/**
 * After a merge one report may have been told under both of a person's records, final under the one and corrected under
 * the other. One stands, by the rule that holds within a record: the later, except a preliminary after a final.
 */
export const oncePerKey = <T extends Report>(reports: readonly T[]): readonly T[] => {
  const byKey = new Map<string, T>();
  const oldestFirst = [...reports].sort((a, b) => (a.source.asOf < b.source.asOf ? -1 : 1));
  for (const report of oldestFirst) {
    const other = byKey.get(report.key);
    if (other === undefined || replaces(report.status, other.status)) byKey.set(report.key, report);
  }
  return reports.filter((report) => byKey.get(report.key) === report);
};
