import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openInstallation } from '../installation';
import { median } from '../query/measure';
import { quantile } from '../sensitive/distance';
import { readAll, type Asked, type Outcome } from './readers';

const OPTIONS = {
  rounds: { type: 'string', default: '3' },
  /** Of each side, for each number of readers, in each round. */
  seconds: { type: 'string', default: '10' },
  /** Keeps the result in a file of the day's date. */
  keep: { type: 'boolean', default: false },
} as const;

const RESULTS = join(__dirname, '../results');
const QUERIES = join(__dirname, '../../../docs/queries');
const KEPT = ['01-patient-header', '04-tests-in-the-last-30-days', '05-trend', '09-bed-state', '11-deteriorating'];
const READERS = [1, 16, 50, 100, 200];
const SIDES = ['all at once', 'turns'] as const;
type Side = (typeof SIDES)[number];

const operations = (): readonly string[] =>
  KEPT.map((name) =>
    JSON.stringify({
      query: readFileSync(join(QUERIES, `${name}.graphql`), 'utf8'),
      variables: JSON.parse(readFileSync(join(QUERIES, `${name}.json`), 'utf8')) as unknown,
    }),
  );

/** By number of readers and side, one outcome a round. */
type Outcomes = ReadonlyMap<number, ReadonlyMap<Side, Outcome[]>>;

const measure = async (
  sides: ReadonlyMap<Side, Asked>,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Outcomes> => {
  const bodies = operations();
  for (const asked of sides.values()) await readAll(asked, bodies, { readers: 8, seconds });
  const outcomes = new Map(READERS.map((readers) => [readers, new Map(SIDES.map((side) => [side, [] as Outcome[]]))]));
  for (let round = 0; round < rounds; round += 1)
    for (const readers of READERS)
      for (const [side, asked] of round % 2 === 0 ? [...sides] : [...sides].reverse())
        outcomes
          .get(readers)
          ?.get(side)
          ?.push(await readAll(asked, bodies, { readers, seconds }));
  return outcomes;
};

const rowOf = (readers: number, outcomes: ReadonlyMap<Side, readonly Outcome[]>, seconds: number): string => {
  const perSecond = (side: Side, of: (outcome: Outcome) => number): number =>
    median((outcomes.get(side) ?? []).map((outcome) => of(outcome) / seconds));
  const cells = SIDES.flatMap((side) => {
    const times = (outcomes.get(side) ?? []).flatMap(({ whole }) => whole);
    const time = (share: number): string => (times.length === 0 ? '' : Math.round(quantile(times, share)).toString());
    return [
      ...[({ whole }: Outcome) => whole.length, (one: Outcome) => one.partial, (one: Outcome) => one.refused].map(
        (of) => perSecond(side, of).toFixed(1),
      ),
      `${time(0.5)}, ${time(0.99)}`,
    ];
  });
  const ratio = perSecond('turns', ({ whole }) => whole.length) / perSecond('all at once', ({ whole }) => whole.length);
  return `| ${readers} | ${cells.join(' | ')} | ${ratio.toFixed(2)}x |`;
};

const report = (outcomes: Outcomes, load: number, { rounds, seconds }: { rounds: number; seconds: number }): string =>
  [
    `# Readers at once, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores (${cpus()[0]?.model ?? 'of no name'}), Node ${process.versions.node}, load ${load.toFixed(1)} as it began.`,
    '',
    `Five of the kept queries (${KEPT.map((name) => name.slice(0, 2)).join(', ')}), one after another by each reader, who asks again at once whatever it was told.`,
    `Two gateways of one installation in turns: one begins all that is asked, the other lets operations take turns. Database and`,
    `simulated systems are on the same machine. ${rounds} rounds of ${seconds} s a side; medians a second, and of whole answers p50 and p99 in ms.`,
    '',
    '| readers | all at once: whole | partial | refused | ms | turns: whole | partial | refused | ms | whole answers |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...[...outcomes].map(([readers, sides]) => rowOf(readers, sides, seconds)),
    '',
  ].join('\n');

export const readersBench = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const plan = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
  const [load = 0] = loadavg();
  const installation = await openInstallation(join(__dirname, 'readers-process.ts'));
  try {
    await installation.start('hospital');
    const sides = new Map<Side, Asked>();
    for (const side of SIDES) sides.set(side, (await installation.start(side)).ready as Asked);
    const text = report(await measure(sides, plan), load, plan);
    process.stdout.write(text);
    if (values.keep) await writeFile(join(RESULTS, `readers-${new Date().toISOString().slice(0, 10)}.md`), text);
  } finally {
    await installation.end();
  }
};
