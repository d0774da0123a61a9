import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hl7Message } from '../../adapters/wire/hl7v2/message';
import { decode } from '../../adapters/wire/hl7v2/charset';
import { parseMessage } from '../../adapters/wire/hl7v2/parse';
import type { CorpusFile } from './corpus-files';

/** What a sender was told of one message of the corpus, and what became of it. Names of places and codes; no values. */
export interface Outcome {
  /** File inside the corpus; `#2` behind it for the second message of one that holds several. */
  readonly message: string;
  /** `ADT^A01`, as it stands in MSH-9. */
  readonly type: string;
  /** MSA-1. */
  readonly told: string;
  /** `translated`, `held` or `refused`; `repeat` for the bytes of an earlier one of its origin. */
  readonly became: string;
  /** HL7 table 0357 and place of the reason; '' where there is none. */
  readonly reason: string;
  readonly words: string;
}

const FILE = join(__dirname, 'expected-outcomes.tsv');
const COLUMNS = ['message', 'type', 'told', 'became', 'reason', 'words'] as const;

const lineOf = (outcome: Outcome): string => COLUMNS.map((name) => outcome[name]).join('\t');

/** One line a message, sorted as the corpus is. */
export const written = (outcomes: readonly Outcome[]): readonly string[] => outcomes.map(lineOf);

/** What was reviewed and kept: one line a message. */
export const expectedOutcomes = (): readonly string[] =>
  readFileSync(FILE, 'utf8').replace(/\n$/, '').split('\n').slice(1);

export const keepOutcomes = (outcomes: readonly Outcome[]): void =>
  writeFileSync(FILE, `${[COLUMNS.join('\t'), ...written(outcomes)].join('\n')}\n`);

/** How a message of a file is named here. */
export const nameOf = ({ name, messages }: CorpusFile, at: number): string =>
  messages.length === 1 ? name : `${name}#${at + 1}`;

const message = (bytes: Buffer): Hl7Message | null => {
  const parsed = parseMessage(decode(bytes, 'utf-8').text);
  return parsed.kind === 'message' ? parsed.message : null;
};

/** MSH-9 as far as it can be a type; what is written into it by mistake is no type and is not repeated here. */
export const typeOf = (bytes: Buffer): string => {
  const read = message(bytes);
  if (read === null) return 'unreadable';
  const parts = [read.messageType, read.triggerEvent].filter((part) => /^[A-Z0-9]{2,4}$/.test(part));
  return parts.join('^') || 'none';
};
