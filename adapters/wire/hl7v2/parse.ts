import { delimitersOf } from './delimiters';
import { linesOf, rejoin } from './lines';
import type { Delimiters, Segment, SentMessage } from './message';
import { ParsedSegment } from './segment';

export type Parsed =
  | {
      readonly kind: 'message';
      readonly message: ParsedMessage;
      /** What was tolerated: `byte-order mark before MSH`. No values. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** A message over its lines as sent. */
class ParsedMessage implements SentMessage {
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
  const rejoined = rejoin(body, lines, delimiters.field);
  if (rejoined.broken) notes.add('a line names no segment; read as the rest of the field before it');
  const segments = rejoined.segments.map((line, index) => new ParsedSegment(line, index + 1, delimiters));
  const [msh, ...rest] = segments;
  if (msh === undefined) return { kind: 'unreadable', reason: 'the message is empty' };
  // An indented one names no segment, and what follows it would be taken for the first one's.
  const again = `MSH${delimiters.field}`;
  if (
    rest.some((segment) => segment.name === 'MSH') ||
    (rejoined.broken && lines.some((line, at) => at > 0 && line.trimStart().startsWith(again)))
  ) {
    return { kind: 'unreadable', reason: 'the text holds more than one MSH' };
  }
  return { kind: 'message', message: new ParsedMessage(delimiters, msh, segments), notes: [...notes] };
};
