export { createAccessRecords } from './records';
export type { AccessRecordsMeans } from './records';
