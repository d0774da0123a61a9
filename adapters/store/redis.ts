import { Redis } from 'ioredis';

export interface RedisWords {
  /** Said once each time it stops answering: what holds until it does. */
  readonly lost: string;
  /** Said when it answers again. */
  readonly back?: string;
}

/** Longer is no longer worth it: whoever asks does without. */
const PATIENCE_MS = 50;

/** A Redis that nobody waits for: a command that is not answered within 50 ms fails, and so does each while it is lost. */
export const openRedis = (url: string, { lost, back }: RedisWords, log: (line: string) => void): Redis => {
  const redis = new Redis(url, {
    commandTimeout: PATIENCE_MS,
    connectTimeout: 1_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
  });
  let isLost = false;
  redis.on('error', () => {
    if (!isLost) log(lost);
    isLost = true;
  });
  redis.on('ready', () => {
    if (isLost && back !== undefined) log(back);
    isLost = false;
  });
  return redis;
};
