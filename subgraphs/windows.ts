import type { SubgraphContext } from './subgraph';
import { GraphRefusal } from '../schema/errors';
import {
  DAY,
  instantOf,
  londonDate,
  plus,
  sameWallLater,
  type DateRange,
  type Instant,
  type LocalDate,
} from '../schema/time';

export interface WindowArgs {
  readonly from?: Instant | null;
  readonly to?: Instant | null;
}

/** Far enough to mean "no end". */
export const FOREVER = '9999-12-31T00:00:00.000Z' as Instant;
export const EVER = '0001-01-01T00:00:00.000Z' as Instant;

const refusalOf = (asked: WindowArgs | null | undefined, { from, to }: DateRange): string => {
  if (!asked?.to) return `Without window.to this field is searched up to ${to}; window.from must lie before that`;
  if (!asked.from) return `Without window.from this field is searched from ${from}; window.to must lie after that`;
  return 'window.from must lie before window.to';
};

/** The period to search: what was asked, else the field's default. Refuses a period that ends before it begins. */
export const windowOf = (asked: WindowArgs | null | undefined, byDefault: DateRange): DateRange => {
  const window = { from: asked?.from ?? byDefault.from, to: asked?.to ?? byDefault.to };
  if (window.from >= window.to) throw new GraphRefusal('BAD_USER_INPUT', refusalOf(asked, window));
  return window;
};

/** London's day as it is asked. */
export const todayOf = ({ ask }: SubgraphContext): LocalDate => londonDate(instantOf(ask.clock.millis()));

/** The last so many days up to now. A minute of grace lets in what the sender's clock puts just ahead of ours. */
export const lastDays = (context: SubgraphContext, days: number): DateRange => {
  const now = instantOf(context.ask.clock.millis());
  return { from: plus(now, -days * DAY), to: plus(now, 60_000) };
};

export const nextDays = (context: SubgraphContext, days: number): DateRange => {
  const now = instantOf(context.ask.clock.millis());
  return { from: now, to: plus(now, days * DAY) };
};

/** A moment as late as it may have been: in October's repeated hour a sender's clock does not say which of two it was. */
export const atLatest = (at: string): string => sameWallLater(at as Instant) ?? at;

/** Whether something happened in a window, or may have: what is left out nobody misses. */
export const within = (window: DateRange, at: string | undefined): boolean =>
  at !== undefined && atLatest(at) >= window.from && at < window.to;
