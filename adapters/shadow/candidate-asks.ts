import { now, type Clock } from '../../schema/clock';
import type { Store } from '../store';

/** How a candidate did on one ask, whoever asked it. */
export interface CandidateAsk {
  readonly failed: boolean;
  readonly ms: number;
  readonly probe: boolean;
}

/** Asks of candidates, counted in memory and written once a second or so. */
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
  return {
    add: (route, { failed, ms, probe }) => {
      const sum = sums.get(route) ?? { asks: 0, failed: 0, probes: 0, ms: [] };
      sum.asks += 1;
      sum.failed += Number(failed);
      sum.probes += Number(probe);
      if (sum.ms.length < MOST_MS) sum.ms.push(Math.round(ms));
      sums.set(route, sum);
    },
    flush: async () => {
      const written = [...sums];
      sums = new Map();
      if (written.length === 0) return;
      const at = now(clock);
      await store.db
        .insertInto('candidate_ask')
        .values(written.map(([route, sum]) => ({ route, at, ...sum })))
        .execute();
    },
  };
};
