import { DAY } from './time';

/** So far back messages are counted where nothing narrows the count: every message that was ever heard is too many. */
export const COUNTED_BACK_MS = 7 * DAY;

/** The parts of a filter that decide it, as the graph or the inbox has them. */
interface Narrowing {
  readonly nhsNumber?: unknown;
  readonly identifier?: unknown;
  readonly visit?: unknown;
  readonly controlId?: unknown;
  readonly problems?: unknown;
  readonly states?: readonly string[];
  readonly received?: { readonly from?: unknown; readonly to?: unknown };
}

/** Whether a count is of everything that the filter finds: it says when, or what it names is few among all. */
export const isCountedWhole = (filter: Narrowing): boolean =>
  [filter.nhsNumber, filter.identifier, filter.visit, filter.controlId, filter.problems].some(
    (part) => part !== undefined,
  ) ||
  (filter.received?.from ?? filter.received?.to) !== undefined ||
  filter.states?.every((state) => state.toLowerCase() !== 'translated') === true;
