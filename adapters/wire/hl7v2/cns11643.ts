import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As EUC-TW has it: CNS 11643-1992 beside ASCII, told apart by the top bit, without escapes. Not an iconv-lite name. */
export const EUC_TW = 'euc-tw';

const PLANES = 7;
const ROWS = 94;
const FIRST = 0xa1;
/** Single shift 2, before the number of a plane from A1 on. */
const SS2 = 0x8e;
const NONE = '\uFFFD';

/** Rows of characters: 94 of each plane, one after another. */
type Table = readonly (readonly string[])[];

let read: Table | null = null;
/**
 * The seven planes of the standard, made of the C library's own table (glibc, `iconv -f EUC-TW`), a line for each row. Read
 * when the first such message comes; most installations never see one.
 */
const table = (): Table =>
  (read ??= readFileSync(join(__dirname, 'cns11643.txt'), 'utf8')
    .split('\n')
    .map((row) => Array.from(row)));

const isTrail = (byte: number | undefined): byte is number =>
  byte !== undefined && byte >= FIRST && byte < FIRST + ROWS;

const characterAt = (plane: number, row: number, cell: number): string =>
  table()[plane * ROWS + row - FIRST]?.[cell - FIRST] ?? NONE;

/** What is no character becomes U+FFFD, a byte at a time, so that no delimiter is swallowed by a broken one before it. */
export const decodeEucTw = (bytes: Buffer): string => {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const [a = 0, b, c, d] = bytes.subarray(at, at + 4);
    if (a < 0x80) {
      text += String.fromCharCode(a);
      at += 1;
    } else if (isTrail(a) && isTrail(b)) {
      text += characterAt(0, a, b);
      at += 2;
    } else if (a === SS2 && isTrail(b) && b < FIRST + PLANES && isTrail(c) && isTrail(d)) {
      text += characterAt(b - FIRST, c, d);
      at += 4;
    } else {
      text += NONE;
      at += 1;
    }
  }
  return text;
};

let places: ReadonlyMap<string, Buffer> | null = null;
const placeOf = (character: string): Buffer | undefined => {
  places ??= new Map(
    table().flatMap((row, line) =>
      row.flatMap((one, cell): (readonly [string, Buffer])[] => {
        if (one === NONE) return [];
        const pair = [FIRST + (line % ROWS), FIRST + cell];
        const plane = Math.floor(line / ROWS);
        return [[one, Buffer.from(plane === 0 ? pair : [SS2, FIRST + plane, ...pair])]];
      }),
    ),
  );
  return places.get(character);
};

/** What the set does not hold becomes `?`. */
export const encodeEucTw = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, (character) =>
      character < '\u0080' ? Buffer.from(character) : (placeOf(character) ?? Buffer.from('?')),
    ),
  );
