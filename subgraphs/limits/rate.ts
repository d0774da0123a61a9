import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Authenticated } from '../authenticate';

export interface RateLimit {
  /** Null when the asker may ask now, else in how many seconds. */
  admit(who: Pick<Authenticated, 'client' | 'viewer'>): Promise<number | null>;
  close(): Promise<void>;
}

export interface RateLimitSettings {
  /** Requests a minute of one user through one client. */
  readonly perMinute: number;
  /** Opens the one count of all gateways, which says this when it is lost; each counts its own where there is none. */
  readonly redis?: (lost: string) => Redis;
  /** Whose requests are counted, where it is not the gateway's: a subgraph's own port counts for itself. */
  readonly of?: string;
}

const LOST = 'Redis does not count requests; each process counts its own until it does';

/**
 * Holds each user of each client to so many requests a minute. Counted by user as well as by client: one program of a
 * thousand nurses must not be stopped by one of them. Where Redis does not answer, this process counts for itself.
 */
export const openRateLimit = ({ perMinute, redis: open, of = 'gateway' }: RateLimitSettings): RateLimit => {
  const own = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const redis = open === undefined ? null : open(LOST);
  const limiter: RateLimiterAbstract =
    redis === null
      ? own
      : new RateLimiterRedis({
          storeClient: redis,
          points: perMinute,
          duration: 60,
          keyPrefix: `causeway:rate:1:${of}`,
          insuranceLimiter: own,
        });
  return {
    admit: async ({ client, viewer }) => {
      try {
        await limiter.consume(JSON.stringify([client, viewer.userId]));
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        throw refused;
      }
    },
    close: async () => redis?.disconnect(),
  };
};
