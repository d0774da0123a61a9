import type { Clock } from '../../schema/clock';
import { faultCode, faultName } from '../../schema/fault-name';
import { NETWORK } from '../store/unreachable';

/** A statement that takes longer than a sender waits. It may still be carried out; a repeat is then acknowledged again. */
export class StoreTooSlow extends Error {
  constructor(readonly limitMs: number) {
    super(`the store gave no answer within ${limitMs} ms; whether it stored is not known`);
    this.name = 'StoreTooSlow';
  }
}

/** What comes within the limit, else {@link StoreTooSlow}. What comes later is the caller's to hear of by itself. */
export const within = async <T>(limitMs: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreTooSlow(limitMs)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** SQLSTATE of a connection that went (class 08), and of a server that ends it (57P). */
const SERVER_GONE = /^(08...|57P..)$/;

/** For an operator; names and codes, never an error's own words. */
const conditionOf = (error: unknown): string => {
  if (error instanceof StoreTooSlow) return `the store gave no answer within ${error.limitMs / 1_000} s`;
  const name = faultName(error);
  const code = faultCode(error);
  // SQLSTATE class 53, insufficient resources (PostgreSQL, appendix A).
  if (code === '53100') return "the store's disk is full: SQLSTATE 53100";
  if (code.startsWith('53')) return `the store is out of resources: SQLSTATE ${code}`;
  if (NETWORK.test(code) || SERVER_GONE.test(code)) return `the store cannot be reached: ${name}`;
  return name;
};

export interface StoreCondition {
  stored(): void;
  failed(error: unknown): void;
}

/** Messages could not be stored, and can again. */
export interface Outage {
  /** When it began and was over, in milliseconds since the epoch. */
  readonly since: number;
  readonly until: number;
  readonly words: string;
}

export interface StoreConditionMeans {
  readonly feed: string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** What could not be written down while it lasted. */
  readonly over: (outage: Outage) => void;
}

/**
 * Tells the log that messages of a feed cannot be stored: once a condition, and once when it is over, with how many
 * were turned away. A sender that comes back every second must not fill the disk that is full.
 */
export const createStoreCondition = ({ feed, clock, log, over }: StoreConditionMeans): StoreCondition => {
  let condition: string | null = null;
  let turnedAway = 0;
  let since = 0;
  return {
    stored: () => {
      if (condition === null) return;
      log(`${feed}: messages are stored again; ${turnedAway} were not acknowledged meanwhile`);
      over({ since, until: clock.millis(), words: `${turnedAway} not acknowledged: ${condition}` });
      condition = null;
      turnedAway = 0;
    },
    failed: (error) => {
      turnedAway += 1;
      const found = conditionOf(error);
      if (found === condition) return;
      if (condition === null) since = clock.millis();
      condition = found;
      log(`${feed}: a message could not be stored (${found}); it was not acknowledged, and its connection is closed`);
    },
  };
};
