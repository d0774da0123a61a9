import { performance } from 'node:perf_hooks';
import type { Pool } from 'pg';

/** A connection that was waited for no longer than this was there as good as at once. */
const PROMPT_MS = 50;
/** A wait that lasts shorter than this is a burst, which passes by itself. */
const STANDING_MS = 200;

/** A pool whose waits are known. */
export interface Lending {
  readonly pool: Pick<Pool, 'connect' | 'end'>;
  /** Somebody waits for a connection, and for a while nobody got one at once: more is begun than the store can follow. */
  crowded(): boolean;
}

/**
 * Measures how long connections of a pool are waited for. What tells is the shortest wait of a while, not the longest:
 * a queue that empties now and then is no sign of too much work (RFC 8289, section 3.1).
 */
export const lending = (pool: Pool, elapsedMs = () => performance.now()): Lending => {
  let promptAt = elapsedMs();
  let waiting = 0;
  const connect = async () => {
    const since = elapsedMs();
    if (waiting === 0) promptAt = since;
    waiting += 1;
    try {
      return await pool.connect();
    } finally {
      waiting -= 1;
      const at = elapsedMs();
      if (at - since <= PROMPT_MS) promptAt = at;
    }
  };
  return {
    pool: { connect, end: () => pool.end() },
    crowded: () => waiting > 0 && elapsedMs() - promptAt > STANDING_MS,
  };
};
