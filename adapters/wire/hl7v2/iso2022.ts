import iconv from 'iconv-lite';

const ESCAPE = 0x1b;
const FIRST_KATAKANA = 0xff61;

type Low = 'ascii' | 'katakana' | 'jis-x0208' | 'jis-x0212';
/** `katakana`, or a charset of iconv-lite for bytes from 80 on; null is the message's own. */
type High = string | null;

/**
 * What an escape sequence switches to (ISO/IEC 2022, with the registered final bytes): the sets of HL7 table 0211 that can
 * stand as an alternate in MSH-18. JIS roman is read as ASCII: what differs there, `¥` and `‾`, stands where HL7 has its
 * `\` and `~`.
 */
const DESIGNATIONS: Readonly<Record<string, { readonly low: Low } | { readonly high: string }>> = {
  '(B': { low: 'ascii' },
  '(J': { low: 'ascii' },
  '(I': { low: 'katakana' },
  ')I': { high: 'katakana' },
  $B: { low: 'jis-x0208' },
  '$@': { low: 'jis-x0208' },
  '$(B': { low: 'jis-x0208' },
  '$(@': { low: 'jis-x0208' },
  '$(D': { low: 'jis-x0212' },
  '$)C': { high: 'euc-kr' },
  '$)A': { high: 'gb18030' },
  '-A': { high: 'iso-8859-1' },
  '-B': { high: 'iso-8859-2' },
  '-C': { high: 'iso-8859-3' },
  '-D': { high: 'iso-8859-4' },
  '-L': { high: 'iso-8859-5' },
  '-G': { high: 'iso-8859-6' },
  '-F': { high: 'iso-8859-7' },
  '-H': { high: 'iso-8859-8' },
  '-M': { high: 'iso-8859-9' },
  '-b': { high: 'iso-8859-15' },
};

/** JIS X 0201: half-width katakana from A1 to DF. */
export const decodeKatakana = (bytes: Buffer): string =>
  Array.from(bytes, (byte) => {
    if (byte >= 0xa1 && byte <= 0xdf) return String.fromCharCode(FIRST_KATAKANA + byte - 0xa1);
    return byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD';
  }).join('');

export const encodeKatakana = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (character) => {
      const code = character.charCodeAt(0);
      if (code >= FIRST_KATAKANA && code <= 0xff9f) return code - FIRST_KATAKANA + 0xa1;
      return code < 0x80 ? code : 0x3f;
    }),
  );

/** EUC-JP holds both Japanese sets, so a run of pairs is shifted into it. */
const pairs = (bytes: Buffer, supplement: boolean): string => {
  const shifted: number[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    if (supplement) shifted.push(0x8f);
    shifted.push((bytes[at] ?? 0) | 0x80, (bytes[at + 1] ?? 0) | 0x80);
  }
  return iconv.decode(Buffer.from(shifted), 'euc-jp');
};

interface Switch {
  readonly length: number;
  readonly to: { readonly low: Low } | { readonly high: string };
}

/** The escape sequence that starts here, raw or in HL7's own spelling: `\C2842\`, `\M2442\` (2.5.1 section 2.7.3). */
const switchAt = (bytes: Buffer, at: number, hl7Escape: number): Switch | null => {
  if (bytes[at] === ESCAPE) {
    for (const length of [2, 3]) {
      const to = DESIGNATIONS[bytes.toString('latin1', at + 1, at + 1 + length)];
      if (to !== undefined) return { length: length + 1, to };
    }
    return null;
  }
  if (bytes[at] !== hl7Escape) return null;
  const text = bytes.toString('latin1', at + 1, at + 9);
  const found = /^(?:C([0-9A-F]{4})|M([0-9A-F]{4}(?:[0-9A-F]{2})?))/i.exec(text);
  if (found === null || bytes[at + 1 + found[0].length] !== hl7Escape) return null;
  const to = DESIGNATIONS[Buffer.from(found[1] ?? found[2] ?? '', 'hex').toString('latin1')];
  return to === undefined ? null : { length: found[0].length + 2, to };
};

export interface Iso2022 {
  /** Reads what no escape has switched. */
  readonly base: (bytes: Buffer) => string;
  /** MSH-2's escape character, as a byte. */
  readonly hl7Escape: number;
}

/**
 * Text in which escape sequences switch between charsets: MSH-18 repeats then, its first repetition the charset that
 * holds until the first escape and again from each new segment (2.5.1 section 2.14.9.18).
 */
export const decodeIso2022 = (bytes: Buffer, { base, hl7Escape }: Iso2022): string => {
  let low: Low = 'ascii';
  let high: High = null;
  const runText = (run: Buffer): string => {
    if (run.length === 0) return '';
    if (low === 'katakana') return decodeKatakana(Buffer.from(run.map((byte) => (byte > 0x20 ? byte | 0x80 : byte))));
    if (low !== 'ascii') return pairs(run, low === 'jis-x0212');
    if (high === null) return base(run);
    return high === 'katakana' ? decodeKatakana(run) : iconv.decode(run, high);
  };
  const texts: string[] = [];
  let from = 0;
  let at = 0;
  const flush = (next: number): void => {
    texts.push(runText(bytes.subarray(from, at)));
    from = at = next;
  };
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const found = byte === ESCAPE || byte === hl7Escape ? switchAt(bytes, at, hl7Escape) : null;
    if (found !== null) {
      flush(at + found.length);
      if ('low' in found.to) low = found.to.low;
      else high = found.to.high;
    } else if (byte === 0x0d || byte === 0x0a) {
      flush(at);
      [low, high] = ['ascii', null];
      at += 1;
    } else if (byte < 0x21 && low !== 'ascii') {
      flush(at);
      texts.push(String.fromCharCode(byte));
      from = at = at + 1;
    } else {
      // The second byte of a pair is never a control: half a pair must not swallow the end of its segment.
      const pair = (low === 'jis-x0208' || low === 'jis-x0212') && (bytes[at + 1] ?? 0) > 0x20;
      at += pair ? 2 : 1;
    }
  }
  at = bytes.length;
  flush(at);
  return texts.join('');
};
