import { fromLondonWall, parseInstant, parseLocalDate, parsePartialDate } from '../../schema/time';
import type { Instant, LocalDate, LondonMoment, PartialDate } from '../../schema/time';

const SHAPE = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$/;

/**
 * A TS as a moment (HL7 2.4 section 2.8.42: `YYYY[MM[DD[HH[MM[SS[.S]]]]]][+/-ZZZZ]`). Without an offset it is London
 * wall time. Null when malformed, or when it does not reach the day. `ambiguous` in October's repeated hour.
 */
export const momentOfTs = (text: string): LondonMoment | null => {
  const [, y, mo, d, h = '00', mi = '00', s = '00', fraction = '', offset] = SHAPE.exec(text) ?? [];
  if (y === undefined || mo === undefined || d === undefined) return null;
  const day = parseLocalDate(`${y}-${mo}-${d}`);
  if (day === null || Number(h) > 23 || Number(mi) > 59 || Number(s) > 59) return null;
  if (offset === undefined) return fromLondonWall(Number(y), Number(mo), Number(d), Number(h), Number(mi), Number(s));
  const instant = parseInstant(`${day}T${h}:${mi}:${s}${fraction}${offset.slice(0, 3)}:${offset.slice(3)}`);
  return instant === null ? null : { instant, ambiguous: false };
};

export const instantOfTs = (text: string): Instant | undefined => momentOfTs(text)?.instant;

/** True when the value says a time of day, not only a date. */
export const hasTime = (text: string): boolean => /^\d{10}/.test(text);

/** The day as written: a birth date never shifts with a time zone. */
export const dateOfTs = (text: string): LocalDate | undefined =>
  SHAPE.test(text) && /^\d{8}/.test(text)
    ? (parseLocalDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`) ?? undefined)
    : undefined;

/** A date known to the year, the month or the day, as written. */
export const partialDateOfTs = (text: string): PartialDate | undefined => {
  const [, y, mo, d] = SHAPE.exec(text) ?? [];
  if (y === undefined) return undefined;
  return parsePartialDate([y, mo, d].filter((part) => part !== undefined).join('-')) ?? undefined;
};
