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
  /** True when FHS, BHS, BTS or FTS was seen, or more than one MSH. */
  readonly isBatch: boolean;
  /** Of all batches, in order. */
  readonly messages: readonly string[];
  readonly batches: readonly Batch[];
  /** The FHS, BHS, BTS and FTS lines, in order, without their ends. */
  readonly envelope: readonly string[];
  /** Text before the first MSH that is no envelope line; '' when there is none. */
  readonly stray: string;
}

const ENVELOPE = /^(FHS|BHS|BTS|FTS)(?![A-Za-z0-9])/;
const MESSAGE = /^MSH(?![A-Za-z0-9])/;
const MARK = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/** Whether a text begins as a file or a batch does. A second MSH without one of these headers makes no batch. */
export const startsBatch = (text: string): boolean =>
  /^(FHS|BHS)(?![A-Za-z0-9])/.test(text.replace(MARK, '').trimStart());

/**
 * Cuts a text at its MSH lines. Bytes can be split without knowing their charset, unless it is UTF-16 or UTF-32: read
 * them as latin1, split, and write each message back as latin1.
 */
export const splitBatch = (text: string): SplitBatch => {
  const batches: { header: string | null; messages: string[]; trailer: string | null }[] = [];
  const envelope: string[] = [];
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
    const bare = line.replace(MARK, '').trimEnd();
    const messages: string[] | undefined = (open as (typeof batches)[number] | null)?.messages;
    if (ENVELOPE.test(bare)) {
      envelope.push(bare);
      if (bare.startsWith('BHS')) begin(bare);
      if (bare.startsWith('BTS')) (open ?? begin(null)).trailer = bare;
      if (!bare.startsWith('BHS')) open = null;
    } else if (MESSAGE.test(bare)) {
      (open ?? begin(null)).messages.push(line);
    } else if (messages !== undefined && messages.length > 0) {
      messages.push(`${messages.pop() ?? ''}${line}`);
    } else if (bare !== '') {
      stray += line;
    }
  }
  const messages = batches.flatMap((batch) => batch.messages);
  return { isBatch: envelope.length > 0 || messages.length > 1, messages, batches, envelope, stray };
};
