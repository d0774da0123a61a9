import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InPieces } from '../comparison';

/** One piece in each turn of the event loop: whoever waits for a live answer waits for one piece at the most. */
export const inPieces = async <T>(work: InPieces<T>): Promise<T> => {
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
    await nextTurn();
  }
};
