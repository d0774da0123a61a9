import { GraphRefusal } from '../../schema/errors';

const SHORTEST = 10;
const LONGEST = 1_000;

/** A reason that says something. Throws GraphRefusal BAD_USER_INPUT. */
export const reasonGiven = (reason: string): string => {
  const words = reason.trim();
  if (words.length < SHORTEST)
    throw new GraphRefusal('BAD_USER_INPUT', `reason must say why, in ${SHORTEST} characters or more`);
  if (words.length > LONGEST) throw new GraphRefusal('BAD_USER_INPUT', `reason may have ${LONGEST} characters at most`);
  return words;
};
