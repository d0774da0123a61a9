import type { Store } from '../store';
import { recordRead, type ReadRecord } from './record';

export { sealKey } from './chain';
export { recordRead } from './record';
export { startSealer } from './sealer';
export type { ReadRecord } from './record';

/** Where reads are put on record before they are answered. */
export interface Audit {
  /** Resolves once the row is committed; throws when it could not be, and then nothing may be answered. */
  recordRead(read: ReadRecord): Promise<void>;
}

export const createAudit = (store: Store): Audit => ({ recordRead: (read) => recordRead(store.db, read) });
