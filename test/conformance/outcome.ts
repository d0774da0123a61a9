import type { Answer } from '../../schema/answer';
import { SourceFault } from '../../adapters/contract';
import type { Words } from './words';

/** No ask may outlive its asker by more than this. */
const PATIENCE_MS = 5_000;

/** What became of an ask: its answers, or the fault it threw. Anything else that is thrown, or nothing at all, fails the test. */
export const outcomeOf = async (
  asked: Promise<readonly Answer<unknown>[]>,
  words: Words,
): Promise<readonly Answer<unknown>[] | SourceFault> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`An ask went on for ${PATIENCE_MS} ms after it was over`)), PATIENCE_MS);
  });
  try {
    const answers = await Promise.race([asked, tooLong]);
    words.answers(answers);
    return answers;
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    words.error(error);
    return error;
  } finally {
    clearTimeout(timer);
  }
};

/** The codes told: of the whole call, or of each answer; `found` and `absent` count as what they are. */
export const toldIn = (outcome: readonly Answer<unknown>[] | SourceFault): readonly string[] =>
  outcome instanceof SourceFault
    ? [outcome.code]
    : [...new Set(outcome.map((answer) => (answer.kind === 'failed' ? answer.error.code : answer.kind)))];
