import { decode } from './charset';
import { delimitersOf } from './delimiters';
import { linesOf, rejoin } from './lines';
import type { Delimiters, Segment } from './message';
import type { Parsed } from './parse';
import { ParsedSegment } from './segment';

/** A message's header, escapes undone: enough to accept, refuse and acknowledge without reading the rest. '' when not said. */
export interface Msh {
  readonly delimiters: Delimiters;
  /** The whole segment; `raw(10)` is MSH-10 as the sender wrote it. */
  readonly segment: Segment;
  /** MSH-3.1 to MSH-6.1. */
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  /** MSH-7 as sent. */
  readonly sentAt: string;
  /** MSH-9.1, 9.2, 9.3. */
  readonly messageType: string;
  readonly triggerEvent: string;
  readonly structure: string;
  /** MSH-10. */
  readonly controlId: string;
  /** MSH-11.1: P, T or D. */
  readonly processingId: string;
  /** MSH-12.1. */
  readonly version: string;
  /** MSH-15 and MSH-16: AL, NE, ER, SU. Both empty is the original acknowledgement mode. */
  readonly acceptAcknowledgement: string;
  readonly applicationAcknowledgement: string;
  /** MSH-18, first repetition, as sent. */
  readonly charset: string;
}

/** More than any real header: what follows is not read. */
const HEADER_LIMIT = 8192;

const mshOfSegment = (segment: ParsedSegment): Msh => ({
  delimiters: segment.delimiters,
  segment,
  sendingApplication: segment.text(3),
  sendingFacility: segment.text(4),
  receivingApplication: segment.text(5),
  receivingFacility: segment.text(6),
  sentAt: segment.text(7),
  messageType: segment.text(9, 1),
  triggerEvent: segment.text(9, 2),
  structure: segment.text(9, 3),
  controlId: segment.text(10),
  processingId: segment.text(11),
  version: segment.text(12),
  acceptAcknowledgement: segment.text(15),
  applicationAcknowledgement: segment.text(16),
  charset: segment.text(18),
});

/** From text. Null when there is no MSH at the start, or its delimiters cannot be told. */
export const mshOfText = (text: string): Msh | null => {
  const body = text.replace(/^\uFEFF/, '').trimStart();
  if (!body.startsWith('MSH')) return null;
  const lines = linesOf(body);
  const read = delimitersOf(lines[0] ?? '');
  if (read.kind === 'unreadable') return null;
  // As the whole message is read: a header broken by a bare line end goes on in the next line.
  const line = rejoin(body, lines, read.delimiters.field).segments[0] ?? '';
  return mshOfSegment(new ParsedSegment(line, 1, read.delimiters));
};

/**
 * From bytes, without reading past the header. Null when there is none: such a message is answered with an empty MSA-2.
 * `fallbackCharset` is the feed's, for a header that names none.
 */
export const mshOf = (bytes: Buffer, fallbackCharset = 'utf-8'): Msh | null => {
  const start = bytes.subarray(0, HEADER_LIMIT);
  const next = /[\r\n][A-Z][A-Z0-9]{2}[^A-Za-z0-9\s]/.exec(start.toString('latin1'));
  if (next !== null) return mshOfText(decode(start.subarray(0, next.index), fallbackCharset).text);
  if (start.length === bytes.length) return mshOfText(decode(bytes, fallbackCharset).text);
  // Cut between fields and not inside a character, or good UTF-8 would look bad.
  const cut = start.lastIndexOf('|');
  return mshOfText(decode(start.subarray(0, cut === -1 ? undefined : cut), fallbackCharset).text);
};

/** ASCII reads the same in every charset that a header can be found in. */
const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * From bytes that were read whole already, without reading them again: as {@link mshOf}, which is asked where the header
 * read by itself might say something else.
 */
export const mshOfRead = (bytes: Buffer, parsed: Parsed, fallbackCharset: string): Msh | null => {
  if (parsed.kind === 'message' && parsed.notes.length === 0) {
    const { msh } = parsed.message;
    if (msh.line.length < HEADER_LIMIT && PRINTABLE.test(msh.line)) return mshOfSegment(msh);
  }
  return mshOf(bytes, fallbackCharset);
};
