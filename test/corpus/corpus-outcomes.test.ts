import { freshDatabase, type FreshDatabase } from '../database';
import { CORPUS_FOLDER, corpusFiles, corpusIsHere } from './corpus-files';
import { expectedOutcomes, written } from './outcomes';
import { runCorpus, type CorpusRun } from './run-corpus';

const here = corpusIsHere();
if (!here) process.stdout.write(`corpus-outcomes: SKIPPED, there is no corpus at ${CORPUS_FOLDER}\n`);

(here ? describe : describe.skip)('what becomes of each message of the public corpus', () => {
  let fresh: FreshDatabase;
  let run: CorpusRun;
  beforeAll(async () => {
    fresh = await freshDatabase();
    run = await runCorpus(fresh.store, corpusFiles());
  }, 300_000);
  afterAll(() => fresh.drop());

  it('is what was reviewed: the acknowledgement, the state and the reason of every one', () => {
    expect(written(run.outcomes)).toEqual(expectedOutcomes());
  });

  it('is what its sender heard, in the order it was sent, and nothing else', () => {
    for (const { codes, kept } of run.heard) expect(codes).toEqual(kept);
  });
});
