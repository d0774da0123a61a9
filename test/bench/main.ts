import { intakeBench } from './intake/bench';
import { queryBench } from './query/bench';
import { readersBench } from './readers/bench';
import { sensitiveBench } from './sensitive/bench';
import { shadowBench } from './shadow/bench';

interface Bench {
  readonly what: string;
  run(args: readonly string[]): Promise<void>;
}

/** Every bench by its name: `npm run bench -- query`. */
const BENCHES: Readonly<Record<string, Bench>> = {
  query: { what: 'gateway CPU per request, beside stock @apollo/gateway', run: queryBench },
  intake: { what: 'messages a second, from socket to acknowledgement and to the graph', run: intakeBench },
  readers: { what: 'whole answers a second for many readers at once, with turns and without', run: readersBench },
  sensitive: { what: 'being told of nobody: somebody hidden beside nobody there', run: sensitiveBench },
  shadow: { what: 'the live path with shadow reads, and with use recording, off and on', run: shadowBench },
};

const list = (): string =>
  `npm run bench -- <name>\n${Object.entries(BENCHES)
    .map(([name, { what }]) => `  ${name}  ${what}\n`)
    .join('')}`;

const main = async (asked: string | undefined, args: readonly string[]): Promise<void> => {
  if (asked === undefined) {
    process.stdout.write(list());
    return;
  }
  const bench = Object.hasOwn(BENCHES, asked) ? BENCHES[asked] : undefined;
  if (bench) return bench.run(args);
  process.stderr.write(`There is no bench ${asked}.\n${list()}`);
  process.exitCode = 2;
};

void main(process.argv[2], process.argv.slice(3));
