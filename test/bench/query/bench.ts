import { measure } from './measure';
import { table } from './report';

/** Progress goes to stderr, so that the result can be kept as it is printed. */
export const queryBench = async (): Promise<void> => {
  const costs = await measure((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(table(costs));
};
