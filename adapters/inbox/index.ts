export { registerFeeds } from './feed';
export type { Feed } from './feed';
export { startFeeds } from './feeds';
export type { Feeds, FeedsMeans } from './feeds';
export { createIntake } from './intake';
export type { Intake, IntakeMeans, Sender } from './intake';
export { startWorker } from './worker';
export type { Worker } from './worker';
export type { Apply, Destination, InboxMeans, WorkerMeans } from './worker-means';
