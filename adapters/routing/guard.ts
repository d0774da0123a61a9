import { setTimeout as sleep } from 'node:timers/promises';
import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  CircuitState,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { ERROR_CODES } from '../../schema/errors';
import { SourceFault } from '../contract';
import { OutOfTime, type Deadline } from './deadline';
import { NotAsked } from './not-asked';

export interface GuardSettings {
  /** Asks of one instance at once, and how many may wait for a turn. */
  readonly concurrent: number;
  readonly waiting: number;
  /** Faults in a row that open the breaker, and milliseconds until one ask tries again. */
  readonly breakAfter: number;
  readonly halfOpenAfterMs: number;
  /** Further attempts after a fault that may pass. */
  readonly retries: number;
  /** The first pause between attempts; it doubles. */
  readonly pauseMs: number;
  /** A timeout counts against a system only if it had at least this long to answer. */
  readonly fairMs: number;
}

export const GUARD_SETTINGS: GuardSettings = {
  concurrent: 16,
  waiting: 500,
  breakAfter: 6,
  halfOpenAfterMs: 5_000,
  retries: 1,
  pauseMs: 50,
  fairMs: 250,
};

/** Keeps one instance and its askers from harming each other. Every instance has its own. */
export interface Guard {
  /** The answer, or a {@link SourceFault} at the deadline at the latest. Other errors are the caller's own and pass through. */
  run<T>(attempt: (signal: AbortSignal) => Promise<T>, deadline: Deadline): Promise<T>;
}

/** Faults that say the system is unwell. A refusal is an answer, and a deadline nobody could have met says nothing. */
const UNWELL: readonly SourceFault['code'][] = ['SOURCE_UNAVAILABLE', 'SOURCE_TIMEOUT', 'SOURCE_INVALID'];
const countsAgainst = (error: unknown): boolean => error instanceof SourceFault && UNWELL.includes(error.code);

export const createGuard = (
  settings: GuardSettings,
  onState: (state: 'open' | 'closed' | 'half-open') => void,
): Guard => {
  const limit = bulkhead(settings.concurrent, settings.waiting);
  const breaker = circuitBreaker(handleWhen(countsAgainst), {
    halfOpenAfter: settings.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(settings.breakAfter),
  });
  breaker.onStateChange((state) => {
    if (state === CircuitState.Open || state === CircuitState.Isolated) onState('open');
    else onState(state === CircuitState.Closed ? 'closed' : 'half-open');
  });

  const once = async <T>(attempt: (signal: AbortSignal) => Promise<T>, deadline: Deadline): Promise<T> => {
    const turn = limit.execute(async () => {
      // Its turn came too late: the system is not asked for what nobody waits for.
      if (deadline.signal.aborted) throw new OutOfTime();
      const fair = deadline.remaining() >= settings.fairMs;
      return breaker.execute(async () => {
        try {
          return await deadline.race(attempt(deadline.signal));
        } catch (error) {
          const late = deadline.signal.aborted;
          if (deadline.expired() && fair) throw new SourceFault('SOURCE_TIMEOUT', 'did not answer in time');
          throw late ? new OutOfTime() : error;
        }
      });
    });
    return deadline.race(turn);
  };

  return {
    run: async (attempt, deadline) => {
      for (let tried = 0; ; tried += 1) {
        try {
          return await once(attempt, deadline);
        } catch (error) {
          const fault = asFault(error, settings, breaker.state === CircuitState.Open);
          const again = error instanceof SourceFault && tried < settings.retries && isSafe(error);
          const pause = Math.max(
            settings.pauseMs * 2 ** tried,
            fault instanceof SourceFault ? (fault.retryAfterMs ?? 0) : 0,
          );
          // Retry-After is honoured when it fits into the time left, with time to be answered; else it is passed on.
          if (!again || pause + settings.pauseMs > deadline.remaining()) throw fault;
          await sleep(pause, undefined, { signal: deadline.signal }).catch(() => undefined);
        }
      }
    },
  };
};

const isSafe = (fault: SourceFault): boolean => ERROR_CODES[fault.code].retry === 'safe';

const asFault = (error: unknown, { breakAfter, halfOpenAfterMs }: GuardSettings, isOpen: boolean): unknown => {
  if (error instanceof OutOfTime) return new SourceFault('SOURCE_TIMEOUT', 'did not answer in time');
  if (error instanceof BrokenCircuitError)
    return new NotAsked(
      `${breakAfter} asks in a row had failed, so its circuit breaker is open; until it answers it is tried every ${halfOpenAfterMs / 1_000} s`,
      isOpen ? halfOpenAfterMs : undefined,
    );
  if (error instanceof BulkheadRejectedError) return new NotAsked('too many asks are waiting for it already');
  return error;
};
