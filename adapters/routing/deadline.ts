import { setMaxListeners } from 'node:events';
import type { Clock } from '../../schema/clock';

/** The time one ask has left. */
export interface Deadline {
  /** Fires when the time is up, or when the asker no longer waits. */
  readonly signal: AbortSignal;
  /** True once the time itself ran out; false when the asker left first. */
  expired(): boolean;
  /** Milliseconds left, 0 at least. */
  remaining(): number;
  /** Rejects with {@link OutOfTime} when the signal fires first; what the promise does later is nobody's concern. */
  race<T>(promise: Promise<T>): Promise<T>;
  /** Lets go of the timer. */
  done(): void;
}

export class OutOfTime extends Error {
  constructor() {
    super('The time of this ask ran out');
    this.name = 'OutOfTime';
  }
}

/**
 * Time until `at` (epoch milliseconds by the clock), less a margin in which the answer still has to be masked, audited
 * and sent. `abandoned` ends it early.
 */
export const deadlineAt = (at: number, marginMs: number, clock: Clock, abandoned?: AbortSignal): Deadline => {
  const controller = new AbortController();
  // Every subject of a batch waits on this one signal: thirty listeners are a ward, not a leak.
  setMaxListeners(0, controller.signal);
  const end = at - marginMs;
  let expired = false;
  const stop = (): void => controller.abort(new OutOfTime());
  const expire = (): void => {
    expired = true;
    stop();
  };
  const remaining = (): number => (controller.signal.aborted ? 0 : Math.max(0, end - clock.millis()));
  let timer: NodeJS.Timeout | undefined;
  if (remaining() === 0) expire();
  else if (abandoned?.aborted) stop();
  else {
    timer = setTimeout(expire, remaining());
    abandoned?.addEventListener('abort', stop, { once: true });
  }
  // One for all who race: a listener each of thirty subjects would cost more than what they wait for.
  let aborted: Promise<never> | null = null;
  const outOfTime = (): Promise<never> => {
    if (aborted) return aborted;
    const { promise, reject } = pending();
    controller.signal.addEventListener('abort', () => reject(new OutOfTime()), { once: true });
    return (aborted = promise);
  };
  return {
    signal: controller.signal,
    expired: () => expired,
    remaining,
    race: async (promise) => {
      promise.catch(() => undefined);
      if (controller.signal.aborted) throw new OutOfTime();
      return Promise.race([promise, outOfTime()]);
    },
    done: () => {
      clearTimeout(timer);
      abandoned?.removeEventListener('abort', stop);
    },
  };
};

/** Never fulfilled, and nobody's fault where nobody waits for it any more. */
const pending = (): { readonly promise: Promise<never>; readonly reject: (error: OutOfTime) => void } => {
  let reject: (error: OutOfTime) => void = () => undefined;
  const promise = new Promise<never>((_, rejecting) => {
    reject = rejecting;
  });
  promise.catch(() => undefined);
  return { promise, reject };
};
