export { recordRead } from './record';
export type { ReadRecord } from './record';
