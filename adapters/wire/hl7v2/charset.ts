import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { JIS_X_0201, charsetNamed } from './charset-names';
import { decodeEucTw, encodeEucTw, EUC_TW } from './cns11643';
import { VISIBLE_NUL } from './escapes';
import { decodeIso2022, decodeKatakana, encodeKatakana } from './iso2022';

export { charsetNamed } from './charset-names';

export interface Decoded {
  readonly text: string;
  /** What the bytes were read as, up to the first escape to another; iconv-lite's name, or `jis-x0201`. */
  readonly charset: string;
  /** What an engineer should know: `MSH-18 names no charset known here; read as utf-8`. No values. */
  readonly notes: readonly string[];
  /** Why the text beyond ASCII must not be believed: then the message is refused. */
  readonly unreadable?: string;
}

const startsWith = (bytes: Buffer, ...start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);

interface Sniffed {
  readonly charset: string;
  /** Length of the byte-order mark; 0 when the charset shows in the first character alone. */
  readonly mark: number;
}

/** What the first bytes alone give away: a byte-order mark, or an `M`, `F` or `B` in two or four bytes. */
const sniff = (bytes: Buffer): Sniffed | null => {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { charset: 'utf-8', mark: 3 };
  if (startsWith(bytes, 0xff, 0xfe, 0, 0)) return { charset: 'utf-32le', mark: 4 };
  if (startsWith(bytes, 0, 0, 0xfe, 0xff)) return { charset: 'utf-32be', mark: 4 };
  if (startsWith(bytes, 0xff, 0xfe)) return { charset: 'utf-16le', mark: 2 };
  if (startsWith(bytes, 0xfe, 0xff)) return { charset: 'utf-16be', mark: 2 };
  if (bytes.length < 8) return null;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  if (a !== 0 && b === 0 && c === 0 && d === 0) return { charset: 'utf-32le', mark: 0 };
  if (a === 0 && b === 0 && c === 0 && d !== 0) return { charset: 'utf-32be', mark: 0 };
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return { charset: 'utf-16le', mark: 0 };
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return { charset: 'utf-16be', mark: 0 };
  return null;
};

interface Declared {
  /** MSH-18, each repetition: the first holds until an escape sequence switches to another. */
  readonly charsets: readonly string[];
  /** MSH-2's escape character. */
  readonly escape: number;
}

/** Read from the bytes: every charset of one byte or more per character keeps ASCII there. */
const declaredIn = (bytes: Buffer): Declared => {
  const start = bytes.indexOf('MSH');
  if (start === -1) return { charsets: [''], escape: 0x5c };
  const line =
    bytes
      .subarray(start, start + 4096)
      .toString('latin1')
      .split(/[\r\n]/, 1)[0] ?? '';
  const value = line.split(line.charAt(3))[17] ?? '';
  const repetition = line.charAt(5);
  const charsets = repetition === '' ? [value] : value.split(repetition);
  return { charsets: charsets.map((one) => one.trim()), escape: line.charCodeAt(6) || 0x5c };
};

/** One byte, one character, none lost. Bytes 80 to 9F are Windows-1252's quotes and dashes, never ISO's controls. */
const singleByte = (bytes: Buffer): { text: string; charset: string } => {
  const windows = bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
  const text = windows ? iconv.decode(bytes, 'windows-1252') : '';
  return windows && !text.includes('\uFFFD')
    ? { text, charset: 'windows-1252' }
    : { text: bytes.toString('latin1'), charset: 'iso-8859-1' };
};

const read = (bytes: Buffer, charset: string, notes: string[]): { text: string; charset: string } => {
  switch (charset) {
    case 'utf-8':
    case 'utf8': {
      if (isUtf8(bytes)) return { text: bytes.toString('utf8'), charset: 'utf-8' };
      const other = singleByte(bytes);
      notes.push(`the bytes are not UTF-8 as said; read as ${other.charset}`);
      return other;
    }
    case 'iso-8859-1':
      return singleByte(bytes);
    case 'utf-16':
    case 'utf-32':
      // Bytes truly so were recognised before MSH-18 could be read.
      notes.push(`MSH-18 names ${charset} but the bytes are not; read as utf-8`);
      return read(bytes, 'utf-8', notes);
    case JIS_X_0201:
      return { text: decodeKatakana(bytes), charset };
    case EUC_TW:
      return { text: decodeEucTw(bytes), charset };
    default:
      return { text: iconv.decode(bytes, charset, { stripBOM: false }), charset };
  }
};

/** Whether escape sequences may switch charsets: a second repetition of MSH-18, or a first that is never used alone. */
const switches = (charsets: readonly string[], bytes: Buffer, escape: number): boolean =>
  (charsets.length > 1 || charsetNamed(charsets[0] ?? '') === JIS_X_0201) &&
  (bytes.includes(0x1b) || bytes.includes(Buffer.of(escape, 0x4d)) || bytes.includes(Buffer.of(escape, 0x43)));

/**
 * The text of a message's bytes. MSH-18 is read first; where it is empty or unknown the feed's own charset is used.
 * Never throws and never drops a byte's character: what is not valid UTF-8 is read one byte at a time, with a note.
 */
export const decode = (bytes: Buffer, fallbackCharset: string): Decoded => {
  const notes: string[] = [];
  const sniffed = sniff(bytes);
  if (sniffed !== null && sniffed.mark > 0) notes.push('byte-order mark before MSH');
  const body = bytes.subarray(sniffed?.mark ?? 0);
  const finish = (result: { text: string; charset: string }): Decoded => {
    if (result.text.includes('\uFFFD')) notes.push(`some bytes are no character of ${result.charset}; shown as U+FFFD`);
    if (result.text.includes('\u0000')) notes.push('the text holds NUL characters; shown as U+2400');
    return { text: result.text.replaceAll('\u0000', VISIBLE_NUL), charset: result.charset, notes };
  };
  if (sniffed !== null && sniffed.charset !== 'utf-8') {
    return finish({ text: iconv.decode(body, sniffed.charset), charset: sniffed.charset });
  }
  const fallback = charsetNamed(fallbackCharset) ?? 'utf-8';
  const { charsets, escape } = declaredIn(body);
  const declared = charsets[0] ?? '';
  const plain = isAscii(body) && !body.includes(0x1b);
  const sets = charsets.every((one) => one === '') ? [fallback] : charsets.map((one) => charsetNamed(one || 'ASCII'));
  if (sets.includes(EUC_TW) && !plain) {
    // A set that is written in more ways than one: where the bytes are not as EUC-TW has them, none can be believed.
    const alone = sets.every((one) => one === 'ascii' || one === EUC_TW) && !body.includes(0x1b);
    const text = alone ? decodeEucTw(body) : '\uFFFD';
    if (!text.includes('\uFFFD')) return finish({ text, charset: EUC_TW });
    const unreadable = 'MSH-18 names CNS 11643, and the bytes are not as EUC-TW has it; UNICODE UTF-8 can be read';
    return { ...finish({ text: body.toString('latin1'), charset: 'iso-8859-1' }), unreadable };
  }
  // An alternate without a default (`~ISO IR87`) leaves the default ASCII (2.5.1 section 2.14.9.18).
  const said = declared === '' && charsets.length > 1 ? 'ASCII' : declared;
  let charset = said === '' ? fallback : charsetNamed(said);
  if (charset === null) {
    notes.push(`MSH-18 names no charset known here; read as ${fallback}`);
    charset = fallback;
  }
  const base = charset;
  if (switches(charsets, body, escape)) {
    const text = decodeIso2022(body, { base: (run) => read(run, base, []).text, hl7Escape: escape });
    return finish({ text, charset: base });
  }
  if (base === 'ascii' && !plain) {
    const other = fallback === 'ascii' ? 'utf-8' : fallback;
    notes.push(`MSH-18 names ASCII but the bytes are not; read as ${other}`);
    return finish(read(body, other, notes));
  }
  return finish(read(body, base, notes));
};

/** Text as bytes in the charset of MSH-18 or of a setting; an unknown one is UTF-8. */
export const encode = (text: string, charset: string): Buffer => {
  const known = charset === JIS_X_0201 || charset === EUC_TW ? charset : (charsetNamed(charset) ?? 'utf-8');
  if (known === EUC_TW) return encodeEucTw(text);
  return known === JIS_X_0201 ? encodeKatakana(text) : iconv.encode(text, known);
};
