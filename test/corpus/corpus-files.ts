import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { splitBatch, startsBatch } from '../../adapters/wire/hl7v2/batch';

/** Messages nobody here wrote, kept beside the checkout; not part of the product. */
export const CORPUS_FOLDER = resolve(__dirname, '../../../shared/corpus/hl7v2');

export interface CorpusFile {
  /** Path inside the corpus: `SAFEHR-data+emap/…`. */
  readonly name: string;
  /** The folder, one for each origin: `SAFEHR-data+emap`. */
  readonly origin: string;
  /** In order, each as a sender would put it in a block: segments end with CR, batch envelopes taken off. */
  readonly messages: readonly Buffer[];
  /** The file as one block, where its messages stand in an envelope (FHS, BHS); null where they are sent by themselves. */
  readonly envelope: Buffer | null;
}

/** False where the corpus is not at hand: a test then says so and passes. */
export const corpusIsHere = (): boolean => existsSync(CORPUS_FOLDER);

const partsOf = (bytes: Buffer): Pick<CorpusFile, 'messages' | 'envelope'> => {
  // As latin1 every byte is one character, so a file whose charset is unknown comes through unchanged.
  const text = bytes.toString('latin1').replaceAll(/\r\n|\n/g, '\r');
  const { messages, stray } = splitBatch(text);
  const inEnvelope = startsBatch(text);
  const all = stray === '' || inEnvelope ? messages : [stray, ...messages];
  return {
    messages: all.map((message) => Buffer.from(message, 'latin1')),
    envelope: inEnvelope ? Buffer.from(text, 'latin1') : null,
  };
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
          ...partsOf(readFileSync(join(CORPUS_FOLDER, name))),
        }));
