/** Works on what `next` gives, a few pieces at once, until it gives nothing more. `work` should not reject. */
export const fewAtOnce = async <T>(
  next: () => T | undefined,
  atOnce: number,
  work: (piece: T) => Promise<void>,
): Promise<void> => {
  const worker = async (): Promise<void> => {
    for (let piece = next(); piece !== undefined; piece = next()) await work(piece);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
