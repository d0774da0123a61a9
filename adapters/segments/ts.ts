import {
  fromLondonWall,
  isInstant,
  parseInstant,
  parseLocalDate,
  parsePartialDate,
  startOfLondonDay,
} from '../../schema/time';
import type { Instant, LocalDate, LondonMoment, PartialDate } from '../../schema/time';
import { parseDate, parseTs } from '../wire/hl7v2/timestamp';

const readMoment = (text: string): LondonMoment | null => {
  const ts = parseTs(text, fromLondonWall);
  if (ts === null) return null;
  if (ts.kind === 'date') {
    const day = parseLocalDate(ts.text);
    return day === null ? null : { instant: startOfLondonDay(day), ambiguous: false };
  }
  const instant = parseInstant(ts.instant);
  return instant === null ? null : { instant, ambiguous: ts.ambiguous };
};

/** A message says one moment many times over: each line of a report when it was issued. */
const moments = new Map<string, LondonMoment | null>();
const MOST_MOMENTS = 1_000;

/**
 * A TS as a moment; without an offset it is London wall time, and a bare day is its start there. Null when malformed, or
 * when it does not reach the day. `ambiguous` in October's repeated hour.
 */
export const momentOfTs = (text: string): LondonMoment | null => {
  const known = moments.get(text);
  if (known !== undefined) return known;
  const moment = readMoment(text);
  if (moments.size >= MOST_MOMENTS) moments.clear();
  moments.set(text, moment);
  return moment;
};

/** The date of a TS that names no time of day, as precise as it is; undefined of any other. */
export const dateAloneOfTs = (text: string): PartialDate | undefined => {
  const ts = parseTs(text, fromLondonWall);
  return ts?.kind === 'date' ? (parsePartialDate(ts.text) ?? undefined) : undefined;
};

export const instantOfTs = (text: string): Instant | undefined => momentOfTs(text)?.instant;

/** The day as written, whatever time follows: a date never shifts with a time zone. */
export const dateOfTs = (text: string): LocalDate | undefined => parseLocalDate(parseDate(text) ?? '') ?? undefined;

/** A date known to the year, the month or the day, as written. */
export const partialDateOfTs = (text: string): PartialDate | undefined =>
  parsePartialDate(parseDate(text) ?? '') ?? undefined;

/** A moment where a time of day was said, else its day; undefined where it does not reach the day. */
export const momentOrDayOfTs = (text: string): Instant | LocalDate | undefined =>
  dateAloneOfTs(text) === undefined ? instantOfTs(text) : dateOfTs(text);

/** Nothing, where the day alone was said. */
export const momentOnly = (at: Instant | LocalDate | null | undefined): Instant | null | undefined =>
  typeof at === 'string' ? (isInstant(at) ? at : undefined) : at;

/** As precise as it was said: a moment where a time of day was, else a date. */
export const momentOrDateOfTs = (text: string): Instant | PartialDate | undefined =>
  parseTs(text, fromLondonWall)?.kind === 'instant' ? instantOfTs(text) : partialDateOfTs(text);
