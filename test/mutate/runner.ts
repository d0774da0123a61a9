import { join } from 'node:path';
import { runCLI } from 'jest';

/**
 * Runs lists of tests in the copy, one after the other in one process, so that what Jest needs to start is paid once. Is
 * sent each list, and sends back whether a test was red; whoever waits in vain ends it.
 */
const [folder = ''] = process.argv.slice(2);

const isRed = async (tests: readonly string[]): Promise<boolean> => {
  Object.assign(process.env, { MUTATE_RED: 'no', MUTATE_ORDER: tests.join(' ') });
  const config = join(folder, 'test/mutate/jest.config.cjs');
  const { results } = await runCLI(
    { _: [...tests], $0: 'jest', config, silent: true, runInBand: true, watchman: false },
    [folder],
  );
  return !results.success;
};

// What a mutant leaves behind of its work may fail at any later time, and is no fault of the next.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);
process.on('message', (tests: readonly string[]) => {
  void isRed(tests).then((red) => process.send?.(red));
});
