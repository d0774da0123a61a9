import { cpus, loadavg } from 'node:os';
import { PAIRS, type SideName } from './sides';

/** At most this, of what the side without it takes. */
const AIM = 1.03;

/** What was measured of one side at one pace. */
export interface Measured {
  /** Milliseconds of each request, round by round. */
  readonly rounds: (readonly number[])[];
  /** CPU of its process over these, what it does between requests included. */
  cpuMs: number;
}

/** How much of what was asked at one pace was compared. */
export interface Share {
  readonly comparisons: number;
  /** Reads of routes that are compared at all. */
  readonly reads: number;
}

/** How requests follow one another. */
export interface Pace {
  readonly name: string;
  readonly pauseMs: number;
}

export type Results = ReadonlyMap<Pace, ReadonlyMap<SideName, Measured>>;

const sorted = (took: readonly number[]): readonly number[] => [...took].sort((a, b) => a - b);

const percentile = (values: readonly number[], share: number): number => {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? NaN;
};

/**
 * The middle half of what single rounds say: a round asks both sides within a second or two, so what slows the machine
 * for longer slows both.
 */
const spreadOf = (without: Measured, having: Measured): string => {
  const ratios = having.rounds.map((round, at) => percentile(round, 0.5) / percentile(without.rounds[at] ?? [], 0.5));
  return `${percentile(ratios, 0.25).toFixed(3)} to ${percentile(ratios, 0.75).toFixed(3)}`;
};

const line = (what: string, off: number, on: number, said: string): string =>
  `| ${what} | ${off.toFixed(2)} ms | ${on.toFixed(2)} ms | ${(on / off).toFixed(3)}${said} |`;

const verdict = (off: number, on: number): string => ` (aim ${AIM}: ${on / off <= AIM ? 'met' : 'MISSED'})`;

const linesOf = (pace: Pace, sides: ReadonlyMap<SideName, Measured>): readonly string[] =>
  PAIRS.flatMap(([what, without, having]) => {
    const [off, on] = [sides.get(without), sides.get(having)];
    if (!off || !on) return [];
    const [took, with_] = [off.rounds.flat(), on.rounds.flat()];
    const at = (share: number, name: string, more: string): string => {
      const [one, other] = [percentile(took, share), percentile(with_, share)];
      return line(`${what}, ${pace.name}, ${name}`, one, other, verdict(one, other)) + more;
    };
    return [
      at(0.5, 'p50', ` ${spreadOf(off, on)} |`),
      at(0.99, 'p99', ' |'),
      `${line(`${what}, ${pace.name}, CPU a request`, off.cpuMs / took.length, on.cpuMs / with_.length, '')} |`,
    ];
  });

const paceLine = ({ name, pauseMs }: Pace, share: Share | undefined): string =>
  [
    `- **${name}**: ${pauseMs === 0 ? 'the next request follows at once' : `${pauseMs} ms between an answer and the next request`}.`,
    ...(share
      ? [
          `  Compared: ${share.comparisons} of ${share.reads} reads, ${((share.comparisons / share.reads) * 100).toFixed(1)} %.`,
        ]
      : []),
  ].join('\n');

/** The result as Markdown. */
export const report = (results: Results, shares: ReadonlyMap<Pace, Share>): string =>
  [
    `# Shadow reads and use recording, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores, Node ${process.version.slice(1)}, load ${loadavg()[0]?.toFixed(1)} as it ended.`,
    '',
    'A ward of thirty with its beds, asked of three gateways of one installation in turns. All planned routes stand at',
    'shadow. One gateway compares, as it does where nothing else is set, and counts who reads what; one only counts; one',
    'does neither. Single rounds: the middle half of the ratios of their medians. CPU is that of the whole process,',
    'comparing included.',
    '',
    ...[...results.keys()].map((pace) => paceLine(pace, shares.get(pace))),
    '',
    '| Live answer | Off | On | Ratio | Single rounds |',
    '|---|---:|---:|---:|---:|',
    ...[...results].flatMap(([pace, sides]) => linesOf(pace, sides)),
    '',
  ].join('\n');
