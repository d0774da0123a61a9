import { GraphRefusal } from '../../schema/errors';

/** Where a list of messages goes on from. */
export interface Position {
  /** The last message that was told. */
  readonly seq: number;
  /** No message up to here can still become visible. */
  readonly settled: number;
}

export const cursorOf = ({ seq, settled }: Position): string =>
  Buffer.from(JSON.stringify([seq, settled])).toString('base64url');

/** Throws GraphRefusal BAD_USER_INPUT. */
export const readCursor = (cursor: string): Position => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2 && parsed.every(Number.isSafeInteger)) {
      const [seq, settled] = parsed as [number, number];
      return { seq, settled };
    }
  } catch {
    // Not ours: refused below.
  }
  throw new GraphRefusal('BAD_USER_INPUT', 'after is not a cursor of this list');
};

export const messageId = (seq: number): string => `m_${seq}`;

/** Null for what names no message. */
export const seqOf = (id: string): number | null => {
  const seq = /^m_(\d{1,15})$/.exec(id)?.[1];
  return seq === undefined ? null : Number(seq);
};
