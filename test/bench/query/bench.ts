import { measure } from './measure';
import { measureRealGraph } from './real-graph';
import { heading, realTable, table } from './report';

/** Progress goes to stderr, so that the result can be kept as it is printed. */
export const queryBench = async (): Promise<void> => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  process.stdout.write(heading());
  const costs = await measure(say);
  process.stdout.write(table(costs));
  process.stdout.write(realTable(await measureRealGraph(say)));
};
