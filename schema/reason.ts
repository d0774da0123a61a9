import { GraphRefusal } from './errors';
import { parseNhsNumber } from './identifiers';

const SHORTEST = 10;
const LONGEST = 1_000;

/** A moment as it is written here: its digits are no number of anybody's. */
const MOMENTS = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d/g;
/** Digits as people group them. */
const GROUPED = /\d+(?:[\s.\u2010-\u2015-]+\d+)*/g;

/** Whole groups that stand side by side and have ten digits together. */
const tensOf = (grouped: string): readonly string[] => {
  const groups = grouped.match(/\d+/g) ?? [];
  return groups.flatMap((_, from) =>
    groups.slice(from, from + 10).map((__, more) => groups.slice(from, from + more + 1).join('')),
  );
};

/** Ten digits that pass for an NHS number, however they are grouped. */
export const holdsNhsNumber = (words: string): boolean =>
  (words.replace(MOMENTS, ' at ').match(GROUPED) ?? []).flatMap(tensOf).some((ten) => parseNhsNumber(ten) !== null);

/** A reason that says something, and names nobody: it stays on record for longer than messages do. Throws GraphRefusal BAD_USER_INPUT. */
export const reasonGiven = (reason: string): string => {
  const words = reason.trim();
  if (words.length < SHORTEST)
    throw new GraphRefusal('BAD_USER_INPUT', `reason must say why, in ${SHORTEST} characters or more`);
  if (words.length > LONGEST) throw new GraphRefusal('BAD_USER_INPUT', `reason may have ${LONGEST} characters at most`);
  if (holdsNhsNumber(words)) throw new GraphRefusal('BAD_USER_INPUT', 'reason must not hold an NHS number');
  return words;
};
