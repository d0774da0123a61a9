import { DAY, HOUR, MINUTE, fromLondonWall, londonDate, plus } from '../../schema/time';
import type { Instant, LocalDate } from '../../schema/time';

/** Everything is laid out from the anchor, so that the hospital is never stale. Nothing "so far" may lie after it. */
export interface Timeline {
  readonly anchor: Instant;
  minutesAgo(minutes: number): Instant;
  hoursAgo(hours: number): Instant;
  daysAgo(days: number): Instant;
  /** Whole London day, counted from the anchor's: 0 today, -1 yesterday. */
  day(offset: number): LocalDate;
  /** London wall time on a day counted from the anchor's. Only for days other than today, or it may lie after the anchor. */
  dayAt(offset: number, hour: number, minute?: number): Instant;
}

export const timelineFrom = (anchor: Instant): Timeline => {
  const [year = 2026, month = 1, date = 1] = londonDate(anchor).split('-').map(Number);
  const day = (offset: number): LocalDate =>
    new Date(Date.UTC(year, month - 1, date + offset)).toISOString().slice(0, 10) as LocalDate;
  /** Asking the calendar of London is slow, and thousands of facts share a few hundred hours. */
  const hours = new Map<string, Instant>();
  const startOfHour = (offset: number, hour: number): Instant => {
    const key = `${offset} ${hour}`;
    const [y = year, m = month, d = date] = day(offset).split('-').map(Number);
    const at = hours.get(key) ?? fromLondonWall(y, m, d, hour).instant;
    hours.set(key, at);
    return at;
  };
  return {
    anchor,
    minutesAgo: (minutes) => plus(anchor, -minutes * MINUTE),
    hoursAgo: (hours) => plus(anchor, -hours * HOUR),
    daysAgo: (days) => plus(anchor, -days * DAY),
    day,
    dayAt: (offset, hour, minute = 0) => plus(startOfHour(offset, hour), minute * MINUTE),
  };
};
