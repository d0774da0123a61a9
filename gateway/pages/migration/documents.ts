import { ACT } from '../client/migration/action-queries';
import { ALERTS, ESTATE, GATES, HISTORY, MATRIX, SYSTEM } from '../client/migration/estate-queries';
import { EXPORT, IMPORT_PREVIEW, NAMES, REPORT, TRAFFIC, USE, WHAT_IF } from '../client/migration/plan-queries';
import { COMPARISONS, COVERAGE, EVIDENCE, MOVE_PREVIEW, ROUTE } from '../client/migration/route-queries';

/** Every operation that the dashboard asks, by name: what to register where only registered operations are answered. */
export const MIGRATION_DOCUMENTS: Readonly<Record<string, string>> = {
  alerts: ALERTS,
  estate: ESTATE,
  system: SYSTEM,
  gates: GATES,
  matrix: MATRIX,
  history: HISTORY,
  route: ROUTE,
  evidence: EVIDENCE,
  coverage: COVERAGE,
  comparisons: COMPARISONS,
  movePreview: MOVE_PREVIEW,
  traffic: TRAFFIC,
  use: USE,
  whatIf: WHAT_IF,
  names: NAMES,
  report: REPORT,
  export: EXPORT,
  importPreview: IMPORT_PREVIEW,
  ...ACT,
};
