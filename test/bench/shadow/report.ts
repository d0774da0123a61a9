import { cpus, loadavg } from 'node:os';
import { PAIRS, type SideName } from './sides';

/** At most this, of what the side without it takes. */
const AIM = 1.03;

/** What was measured of one side at one pace. */
export interface Measured {
  /** Milliseconds of each request, round by round. */
  readonly rounds: (readonly number[])[];
  /** CPU of the process in each round, what it does between requests and just after included. */
  readonly cpuMs: number[];
  /** How long it was asked in each round, pauses included. */
  readonly turnsMs: number[];
}

/** How much of what was asked at one pace was compared. */
export interface Share {
  readonly comparisons: number;
  /** Reads of routes that are compared at all. */
  readonly reads: number;
  /** Comparisons in as much time by the pace that holds where nothing is set. */
  readonly expected: number;
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

const pooled = (rounds: readonly (readonly number[])[], share: number): number => percentile(rounds.flat(), share);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const RESAMPLES = 2_000;

/**
 * Between which values the ratio lies, nine times in ten: the rounds drawn again and again, with replacement, each with
 * both of its sides. What slowed a whole round counts as one thing that happened, not as forty.
 */
const between = (rounds: number, ratioOf: (drawn: readonly number[]) => number): readonly [number, number] => {
  const ratios = Array.from({ length: RESAMPLES }, () =>
    ratioOf(Array.from({ length: rounds }, () => Math.floor(Math.random() * rounds))),
  );
  return [percentile(ratios, 0.05), percentile(ratios, 0.95)];
};

const verdict = ([low, high]: readonly [number, number]): string =>
  high <= AIM ? 'met' : low > AIM ? 'MISSED' : 'not decided';

/** Of the rounds that were drawn, of all these sides. */
const tookIn = (sides: readonly Measured[], drawn: readonly number[]): readonly (readonly number[])[] =>
  sides.flatMap(({ rounds }) => drawn.map((at) => rounds[at] ?? []));

const cpuARequest = (sides: readonly Measured[], drawn: readonly number[]): number =>
  sum(sides.flatMap(({ cpuMs }) => drawn.map((at) => cpuMs[at] ?? NaN))) / tookIn(sides, drawn).flat().length;

const linesOf = (pace: Pace, sides: ReadonlyMap<SideName, Measured>): readonly string[] =>
  PAIRS.flatMap(({ what, without, having, judged }) => {
    const measured = (names: readonly SideName[]): readonly Measured[] =>
      names.flatMap((name) => sides.get(name) ?? []);
    const [off, on] = [measured(without), measured(having)];
    const line = (
      name: string,
      of: (sides: readonly Measured[], drawn: readonly number[]) => number,
      aimed: boolean,
    ): string => {
      const all = (off[0]?.rounds ?? []).map((_, at) => at);
      const [one, other] = [of(off, all), of(on, all)];
      const range = between(all.length, (drawn) => of(on, drawn) / of(off, drawn));
      const said = aimed ? `${AIM}: ${verdict(range)}` : '';
      return `| ${what}, ${pace.name}, ${name} | ${one.toFixed(2)} ms | ${other.toFixed(2)} ms | ${(other / one).toFixed(3)} | ${range.map((ratio) => ratio.toFixed(3)).join(' to ')} | ${said} |`;
    };
    return [
      line('p50', (of, drawn) => pooled(tookIn(of, drawn), 0.5), judged),
      line('p99', (of, drawn) => pooled(tookIn(of, drawn), 0.99), judged),
      line('CPU a request', cpuARequest, false),
    ];
  });

const paceLine = (
  { name, pauseMs }: Pace,
  sides: ReadonlyMap<SideName, Measured>,
  share: Share | undefined,
): string => {
  const answers = [...sides.values()][0]?.rounds.flat().length ?? 0;
  const follows =
    pauseMs === 0 ? 'the next request follows at once' : `${pauseMs} ms between an answer and the next request`;
  const compared = share
    ? `\n  Compared: ${share.comparisons} of ${share.reads} reads, ${((share.comparisons / share.reads) * 100).toFixed(1)} %; by the pace that holds where nothing is set it would be ${share.expected.toFixed(0)}.`
    : '';
  return `- **${name}**: ${follows}; ${answers} answers of each gateway.${compared}`;
};

/** The result as Markdown. */
export const report = (results: Results, shares: ReadonlyMap<Pace, Share>): string =>
  [
    `# Shadow reads and use recording, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores, Node ${process.version.slice(1)}, load ${loadavg()[0]?.toFixed(1)} as it ended.`,
    '',
    'A ward of thirty with its beds, asked of four gateways of one installation in turns. All planned routes stand at',
    'shadow. One gateway compares, as it does where nothing else is set, and counts who reads what; two only count, and are',
    'alike in everything: what they differ by is the error of the bench; one does neither. Those that do not compare still',
    'keep what was asked, for rehearsals, as where a route is planned and stands at off. All are in one process, by the clock',
    'of the machine: they share compiled code, and differ by what they do. The simulated systems stand for other machines,',
    'and give way to them. Each gateway has a thread that compares, as an installation has, but only one is handed anything;',
    'and each rests after its turn for longer than it takes to write, and to ask again, what it found, which so falls on',
    'itself. Over four rounds each comes once straight after each other one. Time by which comparing is paced stands still in',
    'the turns of the others, and does not wait longer for a ward that is asked for each time: as many comparisons fall on',
    'its answers as on those of a gateway that is asked all the time, about ever new people. Answers of the two alike count',
    'together, but where they are told apart. Interval: nine in ten of the ratios when whole rounds are drawn again. CPU is',
    'that of the whole process in its turns, comparing included. An aim is met, or missed, where the whole interval says so.',
    '',
    ...[...results].map(([pace, sides]) => paceLine(pace, sides, shares.get(pace))),
    '',
    '| Live answer | Off | On | Ratio | Interval | Aim |',
    '|---|---:|---:|---:|---:|---|',
    ...[...results].flatMap(([pace, sides]) => linesOf(pace, sides)),
    '',
  ].join('\n');
