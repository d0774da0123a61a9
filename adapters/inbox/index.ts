export { registerFeeds } from './feed';
export type { Feed } from './feed';
export { startFeeds } from './feeds';
export type { Feeds, FeedsMeans } from './feeds';
export { createIntake } from './intake';
export type { Intake, IntakeMeans, Sender } from './intake';
export { startWorker } from './worker';
export type { Apply, Worker, WorkerMeans } from './worker';
