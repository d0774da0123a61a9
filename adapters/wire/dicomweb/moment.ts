/** A DA and a TM as numbers of a wall clock, with the offset where the archive states one. */
export interface WallMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** `+01:00`, from TimezoneOffsetFromUTC. */
  readonly offset?: string;
}

/** `20261118` as `2026-11-18`, also in the old form `2026.11.18`; null when it is no day that a month has. */
export const dayOfDa = (text: string): string | null => {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return null;
  const written = `${year}-${month}-${day}`;
  const millis = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(written) ? written : null;
};

/**
 * DA, TM (`142233.5`, `1422`, `14:22:33`; a leap second is 60) and `+0100` (PS3.5 section 6.2). Null without a day, and
 * without a time of day: midnight was not told.
 */
export const wallMoment = (da: string, tm = '', offset = ''): WallMoment | null => {
  const day = dayOfDa(da);
  const time = /^([01]\d|2[0-3])(?::?([0-5]\d)(?::?([0-5]\d|60)(?:\.\d+)?)?)?$/.exec(tm.trim());
  if (day === null || time === null) return null;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [, hour, minute = '0', second = '0'] = time;
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(offset) ?? [];
  return {
    year,
    month,
    day: date,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ...(sign === undefined ? {} : { offset: `${sign}${hours}:${minutes}` }),
  };
};
