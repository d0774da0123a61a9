import { delimitersOf } from './delimiters';
import type { Delimiters, Hl7Message, Segment } from './message';
import { ParsedSegment } from './segment';

export type Parsed =
  | {
      readonly kind: 'message';
      readonly message: Hl7Message;
      /** What was tolerated: `byte-order mark before MSH`. No values. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

class ParsedMessage implements Hl7Message {
  readonly messageType: string;
  readonly triggerEvent: string;
  readonly controlId: string;

  constructor(
    readonly delimiters: Delimiters,
    readonly msh: ParsedSegment,
    readonly segments: readonly ParsedSegment[],
  ) {
    this.messageType = msh.text(9, 1);
    this.triggerEvent = msh.text(9, 2);
    this.controlId = msh.text(10);
  }

  first(name: string): Segment | undefined {
    return this.segments.find((segment) => segment.name === name);
  }

  all(name: string): readonly Segment[] {
    return this.segments.filter((segment) => segment.name === name);
  }

  groups(leader: string): readonly { readonly leader: Segment; readonly members: readonly Segment[] }[] {
    const groups: { leader: Segment; members: Segment[] }[] = [];
    for (const segment of this.segments) {
      if (segment.name === leader) groups.push({ leader: segment, members: [] });
      else groups.at(-1)?.members.push(segment);
    }
    return groups;
  }
}

/** Lines as sent, whichever of CR, LF and CRLF ends them (the standard allows only CR, 2.5.1 section 2.5.2). */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

const isSegment = (line: string, field: string): boolean =>
  /^[A-Z][A-Z0-9]{2}/.test(line) && (line.length === 3 || line.charAt(3) === field);

/**
 * A line that names no segment is the rest of a field whose text held a bare line end, a fault many senders have. It is
 * put back where it was broken, so that nothing is lost and nothing is taken for a segment.
 */
const rejoin = (lines: readonly string[], field: string, notes: Set<string>): string[] => {
  const segments: string[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const before = segments.length - 1;
    if (before < 0 || isSegment(line, field)) {
      segments.push(line);
    } else {
      segments[before] = `${segments[before] ?? ''}\n${line}`;
      notes.add('a line names no segment; read as the rest of the field before it');
    }
  }
  return segments;
};

/**
 * One message, read with its own delimiters. Never throws. A batch is split first (`splitBatch`): a second MSH in the
 * text makes it unreadable, since one answer cannot be owed for two messages.
 */
export const parseMessage = (text: string): Parsed => {
  const notes = new Set<string>();
  let body = text;
  if (body.startsWith('\uFEFF')) {
    body = body.slice(1);
    notes.add('byte-order mark before MSH');
  }
  const start = body.search(/\S/);
  if (start === -1) return { kind: 'unreadable', reason: 'the message is empty' };
  if (start > 0) notes.add('blank space before MSH');
  body = body.slice(start);
  if (!body.startsWith('MSH')) return { kind: 'unreadable', reason: 'the message does not start with MSH' };
  const lines = linesOf(body);
  const read = delimitersOf(lines[0] ?? '');
  if (read.kind === 'unreadable') return read;
  for (const note of read.notes) notes.add(note);
  const { delimiters } = read;
  const segments = rejoin(lines, delimiters.field, notes).map(
    (line, index) => new ParsedSegment(line, index + 1, delimiters),
  );
  const [msh, ...rest] = segments;
  if (msh === undefined) return { kind: 'unreadable', reason: 'the message is empty' };
  if (rest.some((segment) => segment.name === 'MSH')) {
    return { kind: 'unreadable', reason: 'the text holds more than one MSH' };
  }
  return { kind: 'message', message: new ParsedMessage(delimiters, msh, segments), notes: [...notes] };
};
