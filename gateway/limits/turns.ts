import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { ErrorLog } from '../../subgraphs/errors';

/** So many operations may always be under way, however crowded it is. */
const FEWEST = 8;
/** So many at first: it is not known yet how many this machine bears. */
const AT_FIRST = 64;
const MOST = 1_000;
/** Who comes behind so many is told at once. */
const MOST_WAITING = 1_000;
/** By this part the limit falls and rises at one look. */
const STEP = 0.1;
/** How much one operation's time counts in what operations take now. */
const WEIGHT = 0.1;
/** Without a refusal for so long it is over. */
const QUIET_MS = 60_000;

/** Ends a turn; twice is once. */
export type EndTurn = () => void;

export interface TurnCounts {
  readonly underWay: number;
  readonly waiting: number;
  /** How many may be under way now. */
  readonly limit: number;
  /** Since the process began. */
  readonly refused: number;
}

export interface Turns {
  /**
   * Resolves when the operation may begin, with what ends its turn. Null once it has waited for half of its time, or its
   * asker is gone: what would be begun so late could not be answered whole, and would only delay the others.
   */
  take(ask: Ask): Promise<EndTurn | null>;
  /** Refuses who has waited too long, and goes by how crowded it is: to be called ten times a second. */
  look(): void;
  counts(): TurnCounts;
}

export interface TurnMeans {
  /** Whether work waits within this installation: for its threads, or for connections of its store. */
  crowded(): boolean;
  readonly clock: Clock;
  readonly log: ErrorLog;
}

interface Waiting {
  readonly who: string;
  readonly until: number;
  readonly deadline: number;
  settle(turn: EndTurn | null): void;
}

/**
 * Holds the operations under way to as many as can be answered in time: begun all at once, each would get so small a
 * share of the processor and of the store's connections that none is answered whole. How many that is depends on the
 * machine and on what is asked, so it is found out: fewer while work waits within this installation (`crowded`), more
 * while it does not and somebody waits for a turn. A hospital's system that is slow crowds nothing, and takes no turn
 * from those who do not ask it. Next is the user with the fewest under way, and among these who came first, of those
 * with as much of their time left as operations take now: who has less would be late, and make others late.
 */
export const createTurns = ({ crowded, clock, log }: TurnMeans): Turns => {
  const waiting = new Set<Waiting>();
  const ofUser = new Map<string, number>();
  let underWay = 0;
  let limit = AT_FIRST;
  let refused = 0;
  let refusedAt: number | null = null;
  /** Milliseconds that operations take now, from their beginning. */
  let typical = 0;

  const count = (who: string, by: 1 | -1): void => {
    underWay += by;
    const own = (ofUser.get(who) ?? 0) + by;
    if (own === 0) ofUser.delete(who);
    else ofUser.set(who, own);
  };

  const next = (): Waiting | null => {
    let best: Waiting | null = null;
    let fewest = Infinity;
    const late = clock.millis() + typical;
    for (const one of waiting) {
      const own = ofUser.get(one.who) ?? 0;
      if (own < fewest || (own === fewest && best !== null && best.deadline < late)) [best, fewest] = [one, own];
    }
    return best;
  };

  const begin = (who: string): EndTurn => {
    count(who, 1);
    const since = clock.millis();
    let over = false;
    return () => {
      if (over) return;
      over = true;
      typical += (clock.millis() - since - typical) * WEIGHT;
      count(who, -1);
      beginNext();
    };
  };

  const beginNext = (): void => {
    for (let one = next(); one !== null && underWay < limit; one = next()) one.settle(begin(one.who));
  };

  const refuse = (): void => {
    refused += 1;
    if (refusedAt === null)
      log.error({ underWay, limit }, 'more is asked than can be answered in time: some are told to ask again');
    refusedAt = clock.millis();
  };

  const sayWhenOver = (): void => {
    if (refusedAt === null || clock.millis() - refusedAt < QUIET_MS) return;
    refusedAt = null;
    log.error({ refused }, 'what is asked can be answered in time again');
  };

  return {
    take(ask) {
      const who = JSON.stringify([ask.client, ask.viewer.userId]);
      if (waiting.size === 0 && underWay < limit) return Promise.resolve(begin(who));
      if (waiting.size >= MOST_WAITING) {
        refuse();
        return Promise.resolve(null);
      }
      const now = clock.millis();
      return new Promise((resolve) => {
        const one: Waiting = {
          ...{ who, until: now + (ask.deadline - now) / 2, deadline: ask.deadline },
          settle(turn) {
            waiting.delete(one);
            ask.signal.removeEventListener('abort', leave);
            resolve(turn);
          },
        };
        const leave = (): void => one.settle(null);
        ask.signal.addEventListener('abort', leave);
        waiting.add(one);
      });
    },
    look() {
      const now = clock.millis();
      for (const one of waiting)
        if (one.until <= now) {
          refuse();
          one.settle(null);
        }
      const isCrowded = crowded();
      // With so few under way it is not they who crowd it.
      if (isCrowded && underWay > FEWEST) limit = Math.max(FEWEST, Math.min(limit, Math.floor(underWay * (1 - STEP))));
      else if (!isCrowded && waiting.size > 0) limit = Math.min(MOST, Math.ceil(limit * (1 + STEP)));
      beginNext();
      sayWhenOver();
    },
    counts: () => ({ underWay, waiting: waiting.size, limit, refused }),
  };
};
