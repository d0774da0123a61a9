import { now, type Clock } from '../../schema/clock';
import type { Store } from '../store';

/** How a candidate did on one ask, whoever asked it. */
export interface CandidateAsk {
  readonly failed: boolean;
  readonly ms: number;
  readonly probe: boolean;
}

/** Asks of candidates, counted in memory and written once a second or so; what the store does not take is written later. */
export interface CandidateAsks {
  add(route: string, ask: CandidateAsk): void;
  flush(): Promise<void>;
}

/** Latencies of so many asks a write are kept: enough for a percentile. */
const MOST_MS = 500;

interface Sum {
  asks: number;
  failed: number;
  probes: number;
  readonly ms: number[];
}

export const createCandidateAsks = ({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): CandidateAsks => {
  let sums = new Map<string, Sum>();
  const count = (route: string, more: Sum): void => {
    const sum = sums.get(route) ?? { asks: 0, failed: 0, probes: 0, ms: [] };
    sum.asks += more.asks;
    sum.failed += more.failed;
    sum.probes += more.probes;
    sum.ms.push(...more.ms.slice(0, Math.max(MOST_MS - sum.ms.length, 0)));
    sums.set(route, sum);
  };
  return {
    add: (route, { failed, ms, probe }) =>
      count(route, { asks: 1, failed: Number(failed), probes: Number(probe), ms: [Math.round(ms)] }),
    flush: async () => {
      const written = [...sums];
      sums = new Map();
      if (written.length === 0) return;
      const at = now(clock);
      try {
        await store.db
          .insertInto('candidate_ask')
          .values(written.map(([route, sum]) => ({ route, at, ...sum })))
          .execute();
      } catch (error) {
        // A ramp must not keep its budget because the store was away while its candidate failed.
        for (const [route, sum] of written) count(route, sum);
        throw error;
      }
    },
  };
};
