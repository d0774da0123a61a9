import type { Store } from '../store';
import { sealContent } from './as-seen';
import { recordRead, type ReadRecord } from './record';

export { isAbout, readUnder } from './about-person';
export type { ReadUnder } from './about-person';
export { openContent, seenKey } from './as-seen';
export type { SealedContent } from './as-seen';
export { sealKey } from './chain';
export { startPruner } from './prune';
export { recordRead } from './record';
export { startSealer } from './sealer';
export { waitingForSeal } from './waiting-for-seal';
export type { ReadRecord } from './record';

/** Where reads are put on record before they are answered, with what was shown. */
export interface Audit {
  /** Resolves once the row is committed; throws when it could not be, and then nothing may be answered. */
  recordRead(read: ReadRecord): Promise<void>;
}

/** `key`: what was shown is kept under it (`seenKey`). */
export const createAudit = (store: Store, key: Buffer): Audit => ({
  recordRead: (read) =>
    recordRead(
      store.pool,
      read,
      (read.seen ?? []).map((content) => sealContent(key, content)),
    ),
});
