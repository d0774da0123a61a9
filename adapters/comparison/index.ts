export type { CanonicalRecord } from './canonical-record';
export { bySeverity, compareRecords } from './compare-records';
export { maskedDifference } from './masked';
export { fieldOf, leavesOf } from './normalise';
export { COMPARED_KINDS, recordsOfRows } from './rows';
export type { ComparableRow } from './rows';
export { gravest } from './severity';
export { SEVERITY_TABLE } from './severity-table';
