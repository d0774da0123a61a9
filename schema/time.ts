declare const brand: unique symbol;

/** A moment in UTC, ISO 8601 with `Z` and milliseconds: `2026-11-20T10:00:00.000Z`. Sorts as text. */
export type Instant = string & { readonly [brand]: 'Instant' };
/** A whole day in Europe/London: `2026-11-20`. */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };
/** A date known to the year, month or day: `2019`, `2019-05`, `2019-05-01` (FHIR R4 `date`). */
export type PartialDate = string & { readonly [brand]: 'PartialDate' };

/** Half-open: `from <= t < to`. */
export interface DateRange {
  readonly from: Instant;
  readonly to: Instant;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Any ISO 8601 date-time that carries its offset, in UTC; null when it is not one, or names a day that no month has. */
export const parseInstant = (text: string): Instant | null => {
  if (!INSTANT.test(text)) return null;
  const millis = Date.parse(text);
  // JavaScript takes 30 February for 2 March. Every month has 28 days.
  return Number.isNaN(millis) || (text.slice(8, 10) > '28' && !isRealDay(text.slice(0, 10))) ? null : instantOf(millis);
};

export const instantOf = (millis: number): Instant => new Date(millis).toISOString() as Instant;

const isRealDay = (text: string): boolean => {
  const millis = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
};

export const parseLocalDate = (text: string): LocalDate | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(text) ? (text as LocalDate) : null;

export const parsePartialDate = (text: string): PartialDate | null => {
  if (/^\d{4}$/.test(text)) return text as PartialDate;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text as PartialDate;
  return parseLocalDate(text) as PartialDate | null;
};

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const londonParts = (millis: number): Record<string, string> =>
  Object.fromEntries(london.formatToParts(millis).map((part) => [part.type, part.value]));

const MS_PER_HOUR = 3_600_000;
/** London's offset from UTC by the hour: it changes on the hour, and asking the calendar is slow. */
const offsets = new Map<number, number>();
const MOST_OFFSETS = 20_000;

/** Wall-clock milliseconds in London at a moment, as if they were UTC: the offset is the difference. */
const londonWall = (millis: number): number => {
  const hour = Math.floor(millis / MS_PER_HOUR);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    offset = wallOf(hour * MS_PER_HOUR) - hour * MS_PER_HOUR;
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offsets.set(hour, offset);
  }
  return millis + offset;
};

const wallOf = (millis: number): number => {
  const p = londonParts(millis);
  return Date.UTC(
    Number(p['year']),
    Number(p['month']) - 1,
    Number(p['day']),
    Number(p['hour']),
    Number(p['minute']),
    Number(p['second']),
  );
};

export interface LondonMoment {
  readonly instant: Instant;
  /** True in October's repeated hour: the wall time names two moments and the earlier one was taken. */
  readonly ambiguous: boolean;
}

/** A wall time without offset, read as Europe/London (design: clocks). A time skipped in March moves forward by the gap. */
export const fromLondonWall = (
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): LondonMoment => {
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const summer = wall - 3_600_000;
  const inSummer = londonWall(summer) === wall;
  const inWinter = londonWall(wall) === wall;
  return { instant: instantOf(inSummer ? summer : wall), ambiguous: inSummer && inWinter };
};

/**
 * The other moment that London's clocks name as they name this one: an hour later, when it lies in the first of the two
 * hours that October repeats; else null. A wall time without an offset is read as the first of the two.
 */
export const sameWallLater = (at: Instant): Instant | null => {
  // The clocks go back at 01:00Z of a Sunday of October: all else is told by its text, since this is asked of every time shown.
  if (at.slice(4, 8) !== '-10-' || at.slice(10, 13) !== 'T00') return null;
  const millis = Date.parse(at);
  return londonWall(millis) === londonWall(millis + MS_PER_HOUR) ? instantOf(millis + MS_PER_HOUR) : null;
};

/** The day it is in London at a moment. */
export const londonDate = (at: Instant): LocalDate => {
  const p = londonParts(Date.parse(at));
  return `${p['year']}-${p['month']}-${p['day']}` as LocalDate;
};

/** Whether a time of day is known. */
export const isInstant = (at: Instant | LocalDate): at is Instant => at.length > 10;

/** The day in London of a moment, or the day itself. */
export const dayOf = (at: Instant | LocalDate): LocalDate => (isInstant(at) ? londonDate(at) : at);

/** London wall-clock text `YYYYMMDDHHMMSS` at a moment, as HL7v2 senders write it. */
export const londonStamp = (at: Instant): string => {
  const p = londonParts(Date.parse(at));
  return `${p['year']}${p['month']}${p['day']}${p['hour']}${p['minute']}${p['second']}`;
};

/** The moment a London day begins. */
export const startOfLondonDay = (day: LocalDate): Instant => {
  const [y, m, d] = day.split('-').map(Number);
  return fromLondonWall(y ?? 0, m ?? 1, d ?? 1).instant;
};

/** The day on which the next London year, month or day begins. */
const dayAfter = (date: PartialDate | LocalDate): LocalDate => {
  const [y, m, d] = date.split('-').map(Number);
  const next = m === undefined ? [(y ?? 0) + 1] : d === undefined ? [y ?? 0, m] : [y ?? 0, m - 1, d + 1];
  return new Date(Date.UTC(next[0] ?? 0, next[1] ?? 0, next[2] ?? 1)).toISOString().slice(0, 10) as LocalDate;
};

/** A whole day in London: 23 or 25 hours long where the clocks change. */
export const londonDay = (day: LocalDate): DateRange => ({
  from: startOfLondonDay(day),
  to: startOfLondonDay(dayAfter(day)),
});

/** The first moment that a date or date-time names, whatever its precision; null when it is neither. */
export const firstMomentOf = (text: string): Instant | null => {
  const date = parsePartialDate(text);
  return date === null ? parseInstant(text) : startOfLondonDay(`${date}-01-01`.slice(0, 10) as LocalDate);
};

/** The last moment that it names: a period that ends on a day holds all of that day (FHIR R4, Period.end). */
export const lastMomentOf = (text: string): Instant | null => {
  const date = parsePartialDate(text);
  return date === null ? parseInstant(text) : plus(startOfLondonDay(dayAfter(date)), -1);
};

export const plus = (at: Instant, millis: number): Instant => instantOf(Date.parse(at) + millis);
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
