import { fromLondonWall, londonStamp, sameWallLater, type Instant } from '../../../schema/time';

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** What a `datetime-local` field holds, read as London's time; null when it holds no time. */
export const londonInstant = (wall: string): Instant | null => {
  const parts = WALL.exec(wall)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  return fromLondonWall(year, month, day, hour, minute).instant;
};

/** The same where a span ends: of the two moments that October's repeated hour gives one name, the later, so that nothing ends early. */
export const londonEnd = (wall: string): Instant | null => {
  const first = londonInstant(wall);
  return first && (sameWallLater(first) ?? first);
};

/** How a moment is meant that a `datetime-local` field does not name alone; empty where it does. */
export const clockChangeWords = (wall: string): string => {
  const first = londonInstant(wall);
  if (first === null) return '';
  if (sameWallLater(first) !== null) return ', the second time that the clocks show it that night';
  const shown = londonStamp(first);
  return shown.startsWith(wall.replaceAll(/\D/g, ''))
    ? ''
    : ', since the clocks go forward and the time given is skipped';
};
