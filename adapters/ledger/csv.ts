/**
 * A cell that begins so may be run by a spreadsheet as a formula (OWASP, CSV injection); an apostrophe before it makes it
 * text there. A cell that begins with an apostrophe gets another, so that what was added can be told from what was there.
 */
const GUARDED = /^['=+\-@\t\r\n＝＋－＠]/;

const print = (cell: string | number | null): string => {
  if (typeof cell === 'number') return String(cell);
  const text = cell ?? '';
  const guarded = GUARDED.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
};

const unguarded = (cell: string): string =>
  cell.startsWith("'") && GUARDED.test(cell.slice(1)) ? cell.slice(1) : cell;

/** A table as CSV (RFC 4180): CRLF at the end of every line, also the last; no cell that a spreadsheet would run. */
export const printCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(print).join(',')}\r\n`).join('');

/** The table of a CSV text, as `printCsv` wrote it or a spreadsheet saved it. Null where a quoted cell does not end. */
export const parseCsv = (text: string): readonly (readonly string[])[] | null => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) return null;
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    const rest = /[^,\r\n]*/y;
    rest.lastIndex = at;
    const plain = rest.exec(text)?.[0] ?? '';
    cell += plain;
    at += plain.length;
    row.push(unguarded(cell));
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
};
