export { toRecordIds } from './index-of-people';
export type { IdentityIndex, RecordOfPerson } from './index-of-people';
