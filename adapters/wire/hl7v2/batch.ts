/** One batch: BHS, its messages, BTS. A file may leave out either line (2.5.1 section 2.10.3.2). */
export interface Batch {
  /** The BHS line without its end; null when there is none. */
  readonly header: string | null;
  /** Each from its MSH up to the next, in order. */
  readonly messages: readonly string[];
  /** The BTS line. */
  readonly trailer: string | null;
}

/** What a text that may hold several messages is made of (2.5.1 section 2.10.3). Line ends stay as sent. */
export interface SplitBatch {
  /** Of all batches, in order. */
  readonly messages: readonly string[];
  readonly batches: readonly Batch[];
  /** The FHS, BHS, BTS and FTS lines, in order, without their ends. */
  readonly envelope: readonly string[];
  /** Text that is in no message and no envelope line; '' when there is none. */
  readonly stray: string;
}

const MARK = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/** Whether a text begins as a file or a batch does. A second MSH without one of these headers makes no batch. */
export const startsBatch = (text: string): boolean =>
  /^(FHS|BHS)(?![A-Za-z0-9])/.test(text.replace(MARK, '').trimStart());

const CUTS = ['FHS', 'BHS', 'MSH', 'BTS', 'FTS'] as const;
type Cut = (typeof CUTS)[number];

/** A header says itself what separates its fields, and goes on with the other delimiters, or ends. */
const HEADER = /^(?:FHS|BHS|MSH)[^A-Za-z0-9\s](?:[^A-Za-z0-9\s]|$)/;

interface Around {
  /** The field separators that headers have named so far. */
  readonly separators: ReadonlySet<string>;
  /** The line before it ends as the first one does: a bare name elsewhere is a word of a text. */
  readonly mayBeBare: boolean;
}

/**
 * Which of these segments a line is. A text that a field holds may have lines of its own, ended by a bare line end, and
 * one of them may begin so (`BTS: told by telephone`, of a blood transfusion service): null for it, as for any other.
 */
const cutAt = (line: string, { separators, mayBeBare }: Around): Cut | null => {
  const name = CUTS.find((one) => line.startsWith(one));
  if (name === undefined) return null;
  return (line === name && mayBeBare) || separators.has(line.charAt(3)) || HEADER.test(line) ? name : null;
};

const endOf = (line: string): string => ['\r\n', '\r', '\n'].find((end) => line.endsWith(end)) ?? '';

/**
 * Cuts a text at its MSH lines. Bytes can be split without knowing their charset, unless it is UTF-16 or UTF-32: read
 * them as latin1, split, and write each message back as latin1.
 */
export const splitBatch = (text: string): SplitBatch => {
  const batches: { header: string | null; messages: string[]; trailer: string | null }[] = [];
  const envelope: string[] = [];
  const separators = new Set<string>();
  let usualEnd: string | null = null;
  let mayBeBare = true;
  let stray = '';
  /** The batch that a line belongs to; null where a new one is to begin. */
  let open: (typeof batches)[number] | null = null;
  const begin = (header: string | null): (typeof batches)[number] => {
    open = { header, messages: [], trailer: null };
    batches.push(open);
    return open;
  };
  // Each line with its own end, so that a message is exactly what was sent.
  for (const line of text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []) {
    const bare = line.replace(MARK, '').trim();
    const messages: string[] | undefined = (open as (typeof batches)[number] | null)?.messages;
    const cut = cutAt(bare, { separators, mayBeBare });
    const end = endOf(line);
    usualEnd ??= end;
    mayBeBare = end === usualEnd;
    if (cut !== null && HEADER.test(bare)) separators.add(bare.charAt(3));
    switch (cut) {
      case 'MSH':
        (open ?? begin(null)).messages.push(line);
        break;
      case 'BHS':
        envelope.push(bare);
        begin(bare);
        break;
      case 'BTS':
        envelope.push(bare);
        (open ?? begin(null)).trailer = bare;
        open = null;
        break;
      case 'FHS':
      case 'FTS':
        envelope.push(bare);
        open = null;
        break;
      case null:
        if (messages !== undefined && messages.length > 0) messages.push(`${messages.pop() ?? ''}${line}`);
        else if (bare !== '') stray += line;
    }
  }
  const messages = batches.flatMap((batch) => batch.messages);
  return { messages, batches, envelope, stray };
};
