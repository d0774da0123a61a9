import { fromLondonWall, HOUR, instantOf, londonStamp, sameWallLater, type Instant } from '../../../schema/time';

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

const londonInstant = (wall: string): Instant | null => {
  const parts = WALL.exec(wall)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  return fromLondonWall(year, month, day, hour, minute).instant;
};

/** Whether London's clocks never show it: the hour that March leaves out. */
const isSkipped = (wall: string, at: Instant): boolean => !londonStamp(at).startsWith(wall.replaceAll(/\D/g, ''));

/**
 * What a `datetime-local` field holds, read as London's time, as early as it may be meant: the first of October's two;
 * of a time that March leaves out the moment at which the clocks go forward. Null when it holds no time.
 */
export const londonEarliest = (wall: string): Instant | null => {
  const at = londonInstant(wall);
  if (at === null || !isSkipped(wall, at)) return at;
  return instantOf(Math.floor(Date.parse(at) / HOUR) * HOUR);
};

/** The same as late as it may be meant: the second of October's two; of a time that March leaves out, as much later. */
export const londonLatest = (wall: string): Instant | null => {
  const at = londonInstant(wall);
  return at && (sameWallLater(at) ?? at);
};

/** How the latest moment is meant that a `datetime-local` field does not name alone; empty where it does. */
export const clockChangeWords = (wall: string): string => {
  const at = londonInstant(wall);
  if (at === null) return '';
  if (sameWallLater(at) !== null) return ', the second time that the clocks show it that night';
  return isSkipped(wall, at) ? ', since the clocks go forward and the time given is skipped' : '';
};
