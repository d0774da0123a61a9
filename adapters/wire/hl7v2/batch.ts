/** What a text that may hold several messages is made of (2.5.1 section 2.10.3). Line ends stay as sent. */
export interface SplitBatch {
  /** True when FHS, BHS, BTS or FTS was seen, or more than one MSH. */
  readonly isBatch: boolean;
  /** Each from its MSH up to the next, in order. */
  readonly messages: readonly string[];
  /** The FHS, BHS, BTS and FTS lines, in order, without their ends. */
  readonly envelope: readonly string[];
  /** Text before the first MSH that is no envelope line; '' when there is none. */
  readonly stray: string;
}

const ENVELOPE = /^(FHS|BHS|BTS|FTS)(?![A-Za-z0-9])/;
const MESSAGE = /^MSH(?![A-Za-z0-9])/;

/**
 * Cuts a text at its MSH lines. Bytes can be split without knowing their charset: read them as latin1, split, and write
 * each message back as latin1.
 */
export const splitBatch = (text: string): SplitBatch => {
  const messages: string[] = [];
  const envelope: string[] = [];
  let stray = '';
  // Each line with its own end, so that a message is exactly what was sent.
  for (const line of text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []) {
    const bare = line.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '').trimEnd();
    const last = messages.length - 1;
    if (ENVELOPE.test(bare)) envelope.push(bare);
    else if (MESSAGE.test(bare)) messages.push(line);
    else if (last >= 0) messages[last] = `${messages[last] ?? ''}${line}`;
    else if (bare !== '') stray += line;
  }
  return { isBatch: envelope.length > 0 || messages.length > 1, messages, envelope, stray };
};
