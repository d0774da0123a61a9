import { cpus, loadavg } from 'node:os';
import { PAIRS, type SideName } from './sides';

/** At most this, of what the side without it takes. */
const AIM = 1.03;

/** A turn of one side. */
export interface Turned {
  readonly cycle: number;
  /** Milliseconds of each request. */
  readonly took: readonly number[];
  /** How long it was asked, pauses included. */
  readonly turnMs: number;
  /** CPU of the process, what it does between requests and in the rest after it included. */
  readonly cpuMs: number;
}

/** How much of what was asked at one pace was compared. */
export interface Share {
  readonly comparisons: number;
  /** Reads of routes that are compared at all. */
  readonly reads: number;
  /** In which so many were compared: the time of the turns with shadow reads, in milliseconds. */
  readonly inMs: number;
}

/** How requests follow one another. */
export interface Pace {
  readonly name: string;
  readonly pauseMs: number;
}

export type Results = ReadonlyMap<Pace, ReadonlyMap<SideName, readonly Turned[]>>;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How often each cycle counts. */
type Weights = readonly number[];
/** A figure of these turns, each counted as often as its cycle. */
type Figure = (weights: Weights) => number;

const answersIn = (turns: readonly Turned[], weights: Weights): number =>
  sum(turns.map(({ cycle, took }) => took.length * (weights[cycle] ?? 0)));

const percentileOf = (turns: readonly Turned[], share: number): Figure => {
  const answers = turns.flatMap(({ cycle, took }) => took.map((ms) => ({ cycle, ms }))).sort((a, b) => a.ms - b.ms);
  return (weights) => {
    const least = answersIn(turns, weights) * share;
    let counted = 0;
    for (const { cycle, ms } of answers) {
      counted += weights[cycle] ?? 0;
      if (counted > least) return ms;
    }
    return NaN;
  };
};

const cpuARequest =
  (turns: readonly Turned[]): Figure =>
  (weights) =>
    sum(turns.map(({ cycle, cpuMs }) => cpuMs * (weights[cycle] ?? 0))) / answersIn(turns, weights);

const RESAMPLES = 2_000;

/**
 * Between which values the ratio lies, nine times in ten: the cycles drawn again and again, with replacement, each with all
 * its turns. What slowed a whole cycle counts as one thing that happened, not as hundreds.
 */
const between = (cycles: number, ratioOf: Figure): readonly [number, number] => {
  const drawn = (): Weights => {
    const weights = Array.from({ length: cycles }, () => 0);
    for (let draw = 0; draw < cycles; draw += 1) {
      const cycle = Math.floor(Math.random() * cycles);
      weights[cycle] = (weights[cycle] ?? 0) + 1;
    }
    return weights;
  };
  const ratios = Array.from({ length: RESAMPLES }, () => ratioOf(drawn())).sort((a, b) => a - b);
  return [ratios[RESAMPLES * 0.05] ?? NaN, ratios[RESAMPLES * 0.95] ?? NaN];
};

const verdict = ([low, high]: readonly [number, number]): string =>
  high <= AIM ? 'met' : low > AIM ? 'MISSED' : 'not decided';

const linesOf = (pace: Pace, sides: ReadonlyMap<SideName, readonly Turned[]>): readonly string[] =>
  PAIRS.flatMap(({ what, without, having, judged }) => {
    const turnsOf = (names: readonly SideName[]): readonly Turned[] => names.flatMap((name) => sides.get(name) ?? []);
    const [off, on] = [turnsOf(without), turnsOf(having)];
    const cycles = 1 + Math.max(...off.map(({ cycle }) => cycle));
    const each = Array.from({ length: cycles }, () => 1);
    const line = (name: string, figureOf: (turns: readonly Turned[]) => Figure, aimed: boolean): string => {
      const [one, other] = [figureOf(off), figureOf(on)];
      const range = between(cycles, (weights) => other(weights) / one(weights));
      const said = aimed ? `${AIM}: ${verdict(range)}` : '';
      return `| ${what}, ${pace.name}, ${name} | ${one(each).toFixed(2)} ms | ${other(each).toFixed(2)} ms | ${(other(each) / one(each)).toFixed(3)} | ${range.map((ratio) => ratio.toFixed(3)).join(' to ')} | ${said} |`;
    };
    return [
      line('p50', (turns) => percentileOf(turns, 0.5), judged),
      line('p99', (turns) => percentileOf(turns, 0.99), judged),
      line('CPU a request', cpuARequest, false),
    ];
  });

const paceLine = (
  { name, pauseMs }: Pace,
  sides: ReadonlyMap<SideName, readonly Turned[]>,
  share: Share | undefined,
): string => {
  const answers = sum(([...sides.values()][0] ?? []).map(({ took }) => took.length));
  const follows =
    pauseMs === 0 ? 'the next request follows at once' : `${pauseMs} ms between an answer and the next request`;
  const compared = share
    ? `\n  Compared: ${share.comparisons} of ${share.reads} reads, ${((share.comparisons / share.reads) * 100).toFixed(1)} %; one in ${(share.inMs / share.comparisons / 1_000).toFixed(1)} s.`
    : '';
  return `- **${name}**: ${follows}; ${answers} answers of each side.${compared}`;
};

/** The result as Markdown. */
export const report = (asked: string, results: Results, shares: ReadonlyMap<Pace, Share>): string =>
  [
    `# Shadow reads and use recording, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores, Node ${process.version.slice(1)}, load ${loadavg()[0]?.toFixed(1)} as it ended.`,
    '',
    `${asked},`,
    'asked of the gateways of one installation in turns: without shadow reads, with all planned routes at shadow, and',
    'without counting who reads what. Two gateways count and are alike in everything; what they differ by is the error of',
    'the bench. Shadow reads are measured of either of them, cycle by cycle, and answers of the two without shadow reads',
    'count together, but where they are told apart. A third does not count. All three are in one process, by the clock of',
    'the machine: they share compiled code, and differ by what they do. In a cycle each side has three turns and comes',
    'once straight after each other one; every turn begins with a move of all planned routes, whether they stood so or',
    'not, and is followed by a rest that is longer than it takes to write what was counted and found, and to ask again',
    'for what differed, which so falls on no other side. Reads are compared at the pace that holds where nothing is set:',
    'so often that comparing takes half a hundredth of one processor, as its thread measures what it does. Its time',
    'stands still in the turns of others, and does not wait longer for whom or what is asked for each time: as many',
    'comparisons fall on the answers as on those of a gateway that is asked all the time, about ever new people. Each',
    'gateway compares in a thread of its own, which has done so dozens of times before anything is measured. The',
    'simulated systems stand for other machines, and give way to who answers. Interval: nine in ten of the ratios when',
    'whole cycles are drawn again. CPU is that of the whole process in its turns and the rests after them, comparing',
    'included. An aim is met, or missed, where the whole interval says so.',
    '',
    ...[...results].map(([pace, sides]) => paceLine(pace, sides, shares.get(pace))),
    '',
    '| Live answer | Off | On | Ratio | Interval | Aim |',
    '|---|---:|---:|---:|---:|---|',
    ...[...results].flatMap(([pace, sides]) => linesOf(pace, sides)),
    '',
  ].join('\n');
