import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../adapters/store';
import { CORPUS_FOLDER, corpusFiles, corpusIsHere } from './corpus-files';
import { expectedOutcomes, keepOutcomes, written } from './outcomes';
import { runCorpus } from './run-corpus';

/** `tsx test/corpus/write-outcomes.ts` shows what would change; with `--write` it is kept, to be reviewed as a change. */
const main = async (write: boolean): Promise<void> => {
  if (!corpusIsHere()) throw new Error(`There is no corpus at ${CORPUS_FOLDER}`);
  const folder = await mkdtemp(join(tmpdir(), 'causeway-corpus-'));
  // Where we are root the database server is another user, who must be able to enter.
  await chmod(folder, 0o755);
  const store = await openStore({ kind: 'embedded', folder, log: () => undefined });
  try {
    const { outcomes } = await runCorpus(store, corpusFiles());
    const before = new Set(write ? [] : expectedOutcomes());
    for (const line of written(outcomes)) if (!write && !before.has(line)) process.stdout.write(`${line}\n`);
    if (write) keepOutcomes(outcomes);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
};

void main(process.argv.includes('--write'));
