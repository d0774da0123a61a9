import { DAY } from '../../schema/time';

/** How often somebody comes, from the days on which they came (`2026-11-20`), in words: `daily`, `about every 30 days`, `once`. */
export const rhythmOf = (days: readonly string[]): string => {
  const sorted = [...new Set(days)].sort().map((day) => Date.parse(`${day}T00:00:00Z`) / DAY);
  const gaps = sorted.slice(1).map((day, at) => day - (sorted[at] ?? day));
  if (gaps.length === 0) return 'once';
  // The middle gap: a holiday does not make a daily reader a rare one.
  const middle = Math.round([...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1);
  return middle <= 1 ? 'daily' : `about every ${middle} days`;
};
