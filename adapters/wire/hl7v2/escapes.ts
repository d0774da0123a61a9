import type { Delimiters } from './message';

/** PostgreSQL text cannot hold U+0000, and no HL7 text means it: it is shown as U+2400, the symbol for null. */
export const VISIBLE_NUL = '\u2400';

/** Formatting that stands for blank space (2.5.1 section 2.7.6); highlighting and indents carry no text. */
const formatting = (body: string): string | null => {
  if (body === 'H' || body === 'N') return '';
  const command = /^\.(br|ce|sp|sk|fi|nf|in|ti)\s*([+-]?\d*)$/i.exec(body);
  if (command === null) return null;
  const times = Math.min(Math.max(Number(command[2] === '' ? 1 : command[2]), 0), 100);
  switch (command[1]?.toLowerCase()) {
    case 'br':
    case 'ce':
      return '\n';
    case 'sp':
      return '\n'.repeat(times);
    case 'sk':
      return ' '.repeat(times);
    default:
      return '';
  }
};

/** `\Xhh..\`: bytes. UTF-8 where they are, else one character a byte (Latin-1). */
const hexadecimal = (body: string): string | null => {
  if (!/^X([0-9A-Fa-f]{2})+$/.test(body)) return null;
  const bytes = Buffer.from(body.slice(1), 'hex');
  const utf8 = bytes.toString('utf8');
  return (utf8.includes('\uFFFD') ? bytes.toString('latin1') : utf8).replaceAll('\u0000', VISIBLE_NUL);
};

const meaning = (body: string, d: Delimiters): string | null => {
  switch (body) {
    case 'F':
      return d.field;
    case 'S':
      return d.component;
    case 'T':
      return d.subcomponent;
    case 'R':
      return d.repetition;
    case 'E':
      return d.escape;
    default:
      return formatting(body) ?? hexadecimal(body);
  }
};

/** Understood to be a sequence, though not what it says: character set switches and local ones. Kept as sent. */
const isForeign = (body: string): boolean => /^([CM][0-9A-Fa-f]{4,6}|Z\w*)$/.test(body);

/**
 * A value as sent, escapes undone (2.5.1 section 2.7). Nothing is lost: a sequence nobody here understands, and an
 * escape character that opens none, stay in the text as they came.
 */
export const unescape = (raw: string, d: Delimiters): string => {
  if (d.escape === '' || !raw.includes(d.escape)) return raw;
  let text = '';
  let at = 0;
  for (;;) {
    const open = raw.indexOf(d.escape, at);
    const close = open === -1 ? -1 : raw.indexOf(d.escape, open + 1);
    if (close === -1) return text + raw.slice(at);
    text += raw.slice(at, open);
    const body = raw.slice(open + 1, close);
    const said = meaning(body, d);
    if (said !== null || isForeign(body)) {
      text += said ?? raw.slice(open, close + 1);
      at = close + 1;
    } else {
      // The next escape character may open a real sequence: `a\b\T\c` holds one.
      text += d.escape;
      at = open + 1;
    }
  }
};

const hex = (character: string): string => character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');

const sequence = (body: string, d: Delimiters): string => `${d.escape}${body}${d.escape}`;

const escapeOne = (character: string, d: Delimiters): string => {
  switch (character) {
    case d.escape:
      return sequence('E', d);
    case d.field:
      return sequence('F', d);
    case d.component:
      return sequence('S', d);
    case d.subcomponent:
      return sequence('T', d);
    case d.repetition:
      return sequence('R', d);
    case '\n':
      return sequence('.br', d);
    case '\u0000':
      return VISIBLE_NUL;
    default:
      // A raw CR would start a segment, and 0x0B or 0x1C would break the frame.
      return character < ' ' && character !== '\t' ? sequence(`X${hex(character)}`, d) : character;
  }
};

/**
 * A value made safe to stand in a field. A text that is `""` itself is written as hex, so that it is never read as null.
 * Where the delimiters name no escape character, what would break the message becomes a blank.
 */
export const escape = (text: string, d: Delimiters): string => {
  // Most values are codes and numbers, and no delimiter is a letter, a digit or a blank.
  if (/^[A-Za-z0-9 ]*$/.test(text)) return text;
  if (d.escape === '') {
    const special = [d.field, d.component, d.repetition, d.subcomponent];
    return Array.from(text, (c) => (c < ' ' || special.includes(c) ? ' ' : c)).join('');
  }
  if (text === '""') return `${d.escape}X2222${d.escape}`;
  let written = '';
  for (const character of text) written += escapeOne(character, d);
  return written;
};

/**
 * A value as its sender wrote it, but for the block characters of MLLP, which are written as hex (a blank where the
 * delimiters name no escape character): given back as they are, the answer could not be framed.
 */
export const withoutBlockCharacters = (raw: string, d: Delimiters): string => {
  const written = (character: string): string => (d.escape === '' ? ' ' : sequence(`X${hex(character)}`, d));
  return raw.replaceAll('\u000b', written).replaceAll('\u001c', written);
};
