export type { Feed } from './feed';
export { startFeeds } from './feeds';
export type { Feeds } from './feeds';
export { createIntake } from './intake';
export { createInboxOperations } from './operations';
export type { InboxOperations } from './operations';
export { startWorker } from './worker';
export type { Worker } from './worker';
export type { Destination, InboxMeans } from './worker-means';
