import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { splitBatch } from '../../adapters/wire/hl7v2/batch';

/** Messages nobody here wrote, kept beside the checkout; not part of the product. */
export const CORPUS_FOLDER = resolve(__dirname, '../../../shared/corpus/hl7v2');

export interface CorpusFile {
  /** Path inside the corpus: `SAFEHR-data+emap/…`. */
  readonly name: string;
  /** The folder, one for each origin: `SAFEHR-data+emap`. */
  readonly origin: string;
  /** In order, each as a sender would put it in a block: segments end with CR, batch envelopes taken off. */
  readonly messages: readonly Buffer[];
}

/** False where the corpus is not at hand: a test then says so and passes. */
export const corpusIsHere = (): boolean => existsSync(CORPUS_FOLDER);

const messagesOf = (bytes: Buffer): Buffer[] => {
  // As latin1 every byte is one character, so a file whose charset is unknown comes through unchanged.
  const text = bytes.toString('latin1').replaceAll(/\r\n|\n/g, '\r');
  const { messages, stray } = splitBatch(text);
  const all = stray === '' ? messages : [stray, ...messages];
  return all.map((message) => Buffer.from(message, 'latin1'));
};

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Every file of the corpus, sorted by name; empty where it is not at hand. */
export const corpusFiles = (): CorpusFile[] =>
  !corpusIsHere()
    ? []
    : filesUnder(CORPUS_FOLDER)
        .map((path) => relative(CORPUS_FOLDER, path))
        .filter((name) => name.includes('/'))
        .sort()
        .map((name) => ({
          name,
          origin: name.split('/')[0] ?? '',
          messages: messagesOf(readFileSync(join(CORPUS_FOLDER, name))),
        }));
