import iconv from 'iconv-lite';

/**
 * HL7 table 0211 (2.5.1) and what UK senders write, as iconv-lite names. `UNICODE` is ITK's word for UTF-8; senders in
 * UTF-16 or UTF-32 are recognised by their bytes. ISO IR14, IR87, IR159 and CNS 11643 are not supported by iconv-lite.
 */
const TABLE_0211: Readonly<Record<string, string>> = {
  ASCII: 'ascii',
  'ISO IR6': 'ascii',
  '8859/1': 'iso-8859-1',
  '8859/2': 'iso-8859-2',
  '8859/3': 'iso-8859-3',
  '8859/4': 'iso-8859-4',
  '8859/5': 'iso-8859-5',
  '8859/6': 'iso-8859-6',
  '8859/7': 'iso-8859-7',
  '8859/8': 'iso-8859-8',
  '8859/9': 'iso-8859-9',
  '8859/15': 'iso-8859-15',
  'GB 18030-2000': 'gb18030',
  'KS X 1001': 'euc-kr',
  'BIG-5': 'big5',
  UNICODE: 'utf-8',
  'UNICODE UTF-8': 'utf-8',
  'UNICODE UTF-16': 'utf-16',
  'UNICODE UTF-32': 'utf-32',
};

const plain = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
const BY_PLAIN_NAME = new Map(Object.entries(TABLE_0211).map(([name, charset]) => [plain(name), charset]));

/** iconv-lite's name for a value of MSH-18 or of a setting; null when it is not known. */
export const charsetNamed = (name: string): string | null => {
  const found = BY_PLAIN_NAME.get(plain(name));
  if (found !== undefined) return found;
  const trimmed = name.trim();
  return trimmed !== '' && /^[\w .:-]+$/.test(trimmed) && iconv.encodingExists(trimmed) ? trimmed.toLowerCase() : null;
};

export interface Decoded {
  readonly text: string;
  /** iconv-lite's name of what the bytes were read as. */
  readonly charset: string;
  /** What an engineer should know: `MSH-18 names no charset known here; read as utf-8`. No values. */
  readonly notes: readonly string[];
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

/** MSH-18, first repetition, read from the bytes: every charset of one byte or more per character keeps ASCII there. */
const declaredIn = (bytes: Buffer): string => {
  const start = bytes.indexOf('MSH');
  if (start === -1) return '';
  const line =
    bytes
      .subarray(start, start + 4096)
      .toString('latin1')
      .split(/[\r\n]/, 1)[0] ?? '';
  const fields = line.split(line.charAt(3));
  const repetition = line.charAt(5);
  const value = fields[17] ?? '';
  return (repetition === '' ? value : (value.split(repetition)[0] ?? '')).trim();
};

const isUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
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
    default:
      return { text: iconv.decode(bytes, charset, { stripBOM: false }), charset };
  }
};

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
    if (result.text.includes('\u0000')) notes.push('the text holds NUL characters; shown as U+2400');
    return { text: result.text.replaceAll('\u0000', '\u2400'), charset: result.charset, notes };
  };
  if (sniffed !== null && sniffed.charset !== 'utf-8') {
    return finish({ text: iconv.decode(body, sniffed.charset), charset: sniffed.charset });
  }
  const fallback = charsetNamed(fallbackCharset) ?? 'utf-8';
  const declared = declaredIn(body);
  let charset = declared === '' ? fallback : charsetNamed(declared);
  if (charset === null) {
    notes.push(`MSH-18 names no charset known here; read as ${fallback}`);
    charset = fallback;
  } else if (charset === 'ascii' && body.some((byte) => byte > 0x7f)) {
    const other = fallback === 'ascii' ? 'utf-8' : fallback;
    notes.push(`MSH-18 names ASCII but the bytes are not; read as ${other}`);
    charset = other;
  }
  return finish(read(body, charset, notes));
};

/** Text as bytes in the charset of MSH-18 or of a setting; an unknown one is UTF-8. */
export const encode = (text: string, charset: string): Buffer => {
  const known = charsetNamed(charset) ?? 'utf-8';
  return iconv.encode(text, known);
};
