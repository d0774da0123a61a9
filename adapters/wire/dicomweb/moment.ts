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

/** `20261118` as `2026-11-18`, also in the old form `2026.11.18`; null when it is no whole day. */
export const dayOfDa = (text: string): string | null => {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(text) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
};

/** DA, TM (`142233.5`, `1422`, `14:22:33`) and `+0100` (PS3.5 section 6.2). Null without a day; without a time it is its start. */
export const wallMoment = (da: string, tm = '', offset = ''): WallMoment | null => {
  const day = dayOfDa(da);
  if (day === null) return null;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [, hour = '0', minute = '0', second = '0'] = /^(\d{2}):?(\d{2})?:?(\d{2})?(?:\.\d+)?$/.exec(tm) ?? [];
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
