import { startFlushing, type Tally } from './flushing';

/** Counts that the store does not take. */
const refused = (waiting: number) => {
  const state = { waiting };
  const tally: Tally = {
    size: () => state.waiting,
    take: () => {
      const taken = state.waiting;
      state.waiting = 0;
      return {
        write: () => Promise.reject(new Error('away')),
        putBack: () => {
          state.waiting += taken;
        },
      };
    },
  };
  return { state, tally };
};

test.each([
  ['is kept up to the bound', 50_000, 50_000],
  ['is not kept above it', 50_001, 0],
])('what waits while the store is away %s, and what is not kept is said', async (_what, waiting, kept) => {
  const said: string[] = [];
  const { state, tally } = refused(waiting);
  const flushing = startFlushing([tally], (line) => said.push(line));
  await flushing.flush();
  expect(state.waiting).toBe(kept);
  expect(said.some((line) => line.includes('some of it is not counted'))).toBe(kept === 0);
  await flushing.close();
});
