import { GraphRefusal } from '../../schema/errors';

const MOST = 100;

/** How many of a list are asked for at once. Throws GraphRefusal BAD_USER_INPUT. */
export const pageSize = (first: number): number => {
  if (!Number.isInteger(first) || first < 0 || first > MOST)
    throw new GraphRefusal('BAD_USER_INPUT', `first must lie between 0 and ${MOST}`);
  return first;
};
