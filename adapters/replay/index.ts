export { replayToScratch } from './rebuild';
export type { Replayed, ReplayMeans } from './rebuild';
export type { ReplaySelection } from './selection';
