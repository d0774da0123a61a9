import type { Instant } from './time';

/** The only source of time. Tests and scenarios bring their own; lint forbids the global one elsewhere. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  millis(): number;
}

export const systemClock: Clock = { millis: () => Date.now() };

/** A clock that stands still until told: `advance(ms)`. */
export const fixedClock = (at: Instant): Clock & { advance(ms: number): void } => {
  let millis = Date.parse(at);
  return {
    millis: () => millis,
    advance: (ms) => {
      millis += ms;
    },
  };
};

/** The clock's moment as an Instant (UTC, millisecond precision). */
export const now = (clock: Clock): Instant => new Date(clock.millis()).toISOString() as Instant;
