import { sql } from 'kysely';
import type { Answer } from '../../schema/answer';
import type { Clock } from '../../schema/clock';
import { instantOf, MINUTE } from '../../schema/time';
import type { DoorObserver } from '../routing/observer';
import type { Store } from '../store';
import type { Tally } from './flushing';

interface Count {
  readonly at: number;
  readonly system: string;
  readonly capability: string;
  reads: number;
  failed: number;
}

const isConnected = (answer: Answer<unknown>): boolean =>
  answer.kind !== 'failed' || answer.error.code !== 'SOURCE_NOT_CONNECTED';

/** Counts the asks of each system by the minute, in memory. A batch that goes to one system is one ask. */
export const createTrafficTally = ({ db }: Store, clock: Clock): DoorObserver & Tally => {
  let counts = new Map<string, Count>();
  const countOf = (at: number, system: string, capability: string): Count => {
    const key = `${at} ${system} ${capability}`;
    const count = counts.get(key) ?? { at, system, capability, reads: 0, failed: 0 };
    counts.set(key, count);
    return count;
  };
  return {
    answered: ({ capability, asked }) => {
      const at = Math.floor(clock.millis() / MINUTE) * MINUTE;
      for (const { instance, answers } of asked) {
        if (!answers.some(isConnected)) continue;
        const count = countOf(at, instance, capability);
        count.reads += 1;
        if (answers.every(({ kind }) => kind === 'failed')) count.failed += 1;
      }
    },
    size: () => counts.size,
    take: () => {
      const rows = [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
      counts = new Map();
      return {
        write: async () => {
          if (rows.length === 0) return;
          await sql`insert into system_read as known (at, system, capability, reads, failed)
            select * from unnest(${rows.map(({ at }) => instantOf(at))}::timestamptz[],
              ${rows.map(({ system }) => system)}::text[], ${rows.map(({ capability }) => capability)}::text[],
              ${rows.map(({ reads }) => reads)}::bigint[], ${rows.map(({ failed }) => failed)}::bigint[])
            on conflict (at, system, capability) do update
            set reads = known.reads + excluded.reads, failed = known.failed + excluded.failed`.execute(db);
        },
        putBack: () => {
          for (const { at, system, capability, reads, failed } of rows) {
            const count = countOf(at, system, capability);
            count.reads += reads;
            count.failed += failed;
          }
        },
      };
    },
  };
};
