export { startVisitWatch } from './visit-watch';
export type { VisitWatch, VisitWatchMeans } from './visit-watch';
