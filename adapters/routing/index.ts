export { createDoor } from './door';
export type { Connected, DoorMeans } from './door';
export { GUARD_SETTINGS } from './guard';
export type { GuardSettings } from './guard';
export type { DoorMetrics } from './metrics';
export { createRecorder } from './recorder';
export type { Recorder } from './recorder';
export { openRedisCache } from './redis-cache';
export type { RedisCache } from './redis-cache';
