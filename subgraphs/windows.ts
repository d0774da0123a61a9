import type { SubgraphContext } from './subgraph';
import { GraphRefusal } from '../schema/errors';
import { DAY, instantOf, plus, type DateRange, type Instant } from '../schema/time';

export interface WindowArgs {
  readonly from?: Instant | null;
  readonly to?: Instant | null;
}

/** Far enough to mean "no end". */
export const FOREVER = '9999-12-31T00:00:00.000Z' as Instant;
export const EVER = '0001-01-01T00:00:00.000Z' as Instant;

/** The period to search: what was asked, else the field's default. Refuses a period that ends before it begins. */
export const windowOf = (asked: WindowArgs | null | undefined, byDefault: DateRange): DateRange => {
  const window = { from: asked?.from ?? byDefault.from, to: asked?.to ?? byDefault.to };
  if (window.from >= window.to) throw new GraphRefusal('BAD_USER_INPUT', 'window.from must lie before window.to');
  return window;
};

/** The last so many days up to now. A minute of grace lets in what the sender's clock puts just ahead of ours. */
export const lastDays = (context: SubgraphContext, days: number): DateRange => {
  const now = instantOf(context.ask.clock.millis());
  return { from: plus(now, -days * DAY), to: plus(now, 60_000) };
};

export const nextDays = (context: SubgraphContext, days: number): DateRange => {
  const now = instantOf(context.ask.clock.millis());
  return { from: now, to: plus(now, days * DAY) };
};

export const within = (window: DateRange, at: string | undefined): boolean =>
  at !== undefined && at >= window.from && at < window.to;
