import { GraphRefusal } from '../../schema/errors';

/** A list of rows that are only ever added goes on below the last one shown: rows never move. */
export const cursorOf = (first: number): string => Buffer.from(JSON.stringify([first])).toString('base64url');

/** Throws GraphRefusal BAD_USER_INPUT. */
export const readCursor = (cursor: string): number => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 1 && Number.isSafeInteger(parsed[0])) return parsed[0] as number;
  } catch {
    // Not ours: refused below.
  }
  throw new GraphRefusal('BAD_USER_INPUT', 'after is not a cursor of this list');
};
