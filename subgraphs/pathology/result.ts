import type { ClinicalRecord } from '../../schema/clinical/values';
import type { LabReport, LabResult } from '../../schema/clinical/pathology';
import { enumValue } from '../scalars';
import type { SubgraphContext } from '../subgraph';

/** One line of a report, as a record of its own: what a trend and a worklist are made of. */
export interface ResultLine extends ClinicalRecord {
  readonly report: LabReport;
  readonly line: LabResult;
}

/** The lines of reports that stand. A withdrawn report has none. */
export const linesOf = (reports: readonly LabReport[]): readonly ResultLine[] =>
  reports
    .filter(({ retracted }) => !retracted)
    .flatMap((report) =>
      report.results
        .filter(({ status }) => status !== 'entered-in-error')
        .map((line) => ({ key: `${report.key}|${line.key}`, source: report.source, report, line })),
    );

/** Earlier values of the line, newest first: a laboratory re-sends a whole report, so some are what still stands. */
const previousOf = ({ report, line }: Pick<ResultLine, 'report' | 'line'>): readonly object[] =>
  report.previous.flatMap((version) =>
    version.results
      .filter(({ key }) => key === line.key)
      .map((earlier) => ({
        valueText: earlier.valueText ?? null,
        status: enumValue(earlier.status),
        issued: version.issued,
        messageId: version.messageId,
      })),
  );

export const resultNode = (
  { report, line }: Pick<ResultLine, 'report' | 'line'>,
  context: SubgraphContext,
  source: object,
) => ({
  id: context.door.ids.seal('lab-result', `${report.key}|${line.key}`),
  code: line.code,
  status: enumValue(line.status),
  valueText: line.valueText ?? null,
  quantity: line.quantity ?? null,
  concept: line.concept ?? null,
  referenceRanges: line.referenceRanges,
  interpretation: line.interpretation ?? null,
  effective: report.collected ?? null,
  effectiveDate: report.collectedDate ?? null,
  issued: line.issued ?? report.issued,
  notes: line.notes,
  laboratory: report.laboratory,
  previous: previousOf({ report, line }),
  fillerNumber: report.fillerNumber,
  source,
});
