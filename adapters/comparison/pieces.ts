/** Work that gives way after each piece, to whoever has something else to do. */
export type InPieces<T> = Generator<undefined, T>;

/** Records of a piece: a few milliseconds of work. */
const PIECE = 20;

/** Does it with each, and gives way after every few. */
export function* eachInPieces<T>(all: readonly T[], work: (one: T) => unknown): InPieces<void> {
  let done = 0;
  for (const one of all) {
    work(one);
    done += 1;
    if (done % PIECE === 0) yield undefined;
  }
}

/** All of it in one go. */
export const atOnce = <T>(work: InPieces<T>): T => {
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
  }
};
