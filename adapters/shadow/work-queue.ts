/** Work that waits in memory, a bounded number of pieces, done a few at a time. */
export interface WorkQueue<T> {
  /** False when there is no room: the piece is dropped. */
  push(piece: T): boolean;
  waiting(): number;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
  /** Drops what waits, and resolves when what is under way is done. */
  close(): Promise<void>;
}

/** `work` should not reject; what it throws is told to `failed` and costs only its own piece. */
export const createWorkQueue = <T>(
  limits: { readonly most: number; readonly concurrent: number },
  work: (piece: T) => Promise<void>,
  failed: (error: unknown) => void,
): WorkQueue<T> => {
  const pieces: T[] = [];
  const idlers: (() => void)[] = [];
  let running = 0;
  let scheduled = false;
  let closed = false;

  const run = (piece: T): void => {
    running += 1;
    work(piece)
      .catch(failed)
      .finally(() => {
        running -= 1;
        next();
      });
  };
  const next = (): void => {
    while (running < limits.concurrent) {
      const piece = pieces.shift();
      if (piece === undefined) break;
      run(piece);
    }
    if (running === 0 && pieces.length === 0) for (const idle of idlers.splice(0)) idle();
  };
  const idle = (): Promise<void> =>
    running === 0 && pieces.length === 0 ? Promise.resolve() : new Promise((resolve) => void idlers.push(resolve));

  return {
    push: (piece) => {
      if (closed || pieces.length >= limits.most) return false;
      pieces.push(piece);
      // Not in the turn of whoever pushes: it is answering somebody.
      if (!scheduled) {
        scheduled = true;
        setImmediate(() => {
          scheduled = false;
          next();
        });
      }
      return true;
    },
    waiting: () => pieces.length,
    idle,
    close: () => {
      closed = true;
      pieces.length = 0;
      return idle();
    },
  };
};
