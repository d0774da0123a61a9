import { createHash } from 'node:crypto';
import type { Answer } from '../../schema/answer';
import { openRedis } from '../store/redis';
import { asCached, mayBeKept, type AnswerCache } from './cache';

export interface RedisCache extends AnswerCache {
  close(): Promise<void>;
}

/** Keys name people by our own ids; hashed, they say nothing to whoever lists them. The number is that of the layout. */
const named = (key: string): string => `causeway:answer:2:${createHash('sha256').update(key).digest('base64url')}`;

const read = <T>(text: string | null | undefined): Answer<T> | undefined => {
  if (text === null || text === undefined) return undefined;
  try {
    const answer = JSON.parse(text) as Answer<T>;
    return answer.kind === 'found' || answer.kind === 'absent' ? asCached(answer) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * One cache for all processes of an installation. It holds clinical records for the seconds of their life, so this Redis
 * is as private as the database and writes nothing to a disk. Without it every system is asked, as if nothing were kept.
 */
export const openRedisCache = (url: string, log: (line: string) => void): RedisCache => {
  const redis = openRedis(
    url,
    { lost: 'Redis does not answer; every system is asked anew until it does', back: 'Redis answers again' },
    log,
  );
  return {
    get: async <T>(keys: readonly string[]) => {
      const texts = keys.length === 0 ? [] : await redis.mget(keys.map(named)).catch(() => []);
      return keys.map((_, at) => read<T>(texts[at]));
    },
    put: (key, answer, ttlMs) => {
      if (!mayBeKept(answer, ttlMs)) return;
      redis.set(named(key), JSON.stringify(answer), 'PX', Math.ceil(ttlMs)).catch(() => undefined);
    },
    close: async () => redis.disconnect(),
  };
};
