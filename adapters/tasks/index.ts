export { startTaskWatch } from './task-watch';
export type { TaskWatch, TaskWatchMeans } from './task-watch';
