import { personList, type ListArgs } from '../person-list';
import { enumValue, scalars } from '../scalars';
import { defineSubgraph } from '../subgraph';
import { hasCode, type CodingArgs } from '../codes';
import { lastDays, windowOf, within, type WindowArgs } from '../windows';
import { criticalResults } from './critical-results';
import { resultNode } from './result';
import { labResults, latestResults } from './results';

interface ReportArgs extends ListArgs {
  readonly window?: WindowArgs | null;
  readonly codes?: readonly CodingArgs[] | null;
  readonly includeRetracted?: boolean | null;
}

/** Laboratory results and requests, as the laboratory reported them. */
export const pathologySubgraph = defineSubgraph('pathology', {
  ...scalars,
  Query: { criticalResults },
  Patient: {
    labReports: personList<'lab-reports', ReportArgs, object>({
      capability: 'lab-reports',
      kind: 'lab-report',
      order: { key: ({ issued }) => issued, direction: 'descending' },
      window: ({ window }, context) => windowOf(window, lastDays(context, 365)),
      keep: (report, { codes, includeRetracted }, window) =>
        (includeRetracted === true || !report.retracted) &&
        (!window || within(window, report.issued)) &&
        (hasCode(report.code, codes) || report.results.some((line) => hasCode(line.code, codes))),
      node: (report, context, source) => ({
        ...report,
        status: enumValue(report.status),
        results: report.results.map((line) => resultNode({ report, line }, context, source)),
        previous: report.previous.map((version) => ({ ...version, status: enumValue(version.status) })),
      }),
    }),
    labResults,
    latestResults,
    labOrders: personList<'lab-orders', ListArgs & { window?: WindowArgs | null }, object>({
      capability: 'lab-orders',
      kind: 'lab-order',
      order: { key: ({ orderedAt }) => orderedAt, direction: 'descending' },
      window: ({ window }, context) => windowOf(window, lastDays(context, 30)),
      keep: ({ orderedAt }, _, window) => !window || within(window, orderedAt),
      node: (order) => ({ ...order, status: enumValue(order.status) }),
    }),
  },
});
