import { Redis } from 'ioredis';

export interface RedisWords {
  /** Said once each time it stops answering: what holds until it does. */
  readonly lost: string;
  /** Said when it answers again. */
  readonly back?: string;
}

/** Longer is no longer worth it: whoever asks does without. */
const PATIENCE_MS = 50;
const LOOK_MS = 1_000;
/** Looks in a row without an answer: a busy moment is none of it. */
const HANGS_AFTER = 3;

/**
 * A Redis that nobody waits for: a command that is not answered within 50 ms fails, and each at once while it is lost.
 * One that hangs keeps its connections: after three seconds without an answer it is lost, too.
 */
export const openRedis = (
  url: string,
  { lost, back }: RedisWords,
  log: (line: string) => void,
  lookMs = LOOK_MS,
): Redis => {
  const redis = new Redis(url, {
    commandTimeout: PATIENCE_MS,
    connectTimeout: 1_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
  });
  let isLost = false;
  const lose = (): void => {
    if (!isLost) log(lost);
    isLost = true;
  };
  let unanswered = 0;
  const look = async (): Promise<void> => {
    if (redis.status !== 'ready') return;
    try {
      await redis.ping();
      unanswered = 0;
    } catch {
      unanswered += 1;
      if (unanswered < HANGS_AFTER) return;
      unanswered = 0;
      lose();
      redis.disconnect(true);
    }
  };
  const looking = setInterval(() => void look(), lookMs);
  looking.unref();
  redis.on('error', lose);
  redis.on('ready', () => {
    if (isLost && back !== undefined) log(back);
    isLost = false;
  });
  redis.on('end', () => clearInterval(looking));
  return redis;
};
