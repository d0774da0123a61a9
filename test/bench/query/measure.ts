import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { callerOf, type Caller } from './load';
import { QUERIES, type BenchQuery } from './queries';
import { startServing, type Serving } from './serving';
import { BASELINE, SIDES, type Side } from './sides';

/** Milliseconds of CPU per request, by side and query's name. */
export type Costs = ReadonlyMap<string, ReadonlyMap<Side, number>>;

/** Rounds that are not counted: a gateway runs for days, so what its compiler still has to learn is no part of its cost. */
const WARM_UP_ROUNDS = 5;
const ROUNDS = 9;

interface Contender {
  readonly serving: Serving;
  readonly caller: Caller;
}

const bodyOf = ({ query, variables }: BenchQuery): string => JSON.stringify({ query, variables });

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing');
  return middle;
};

/** CPU per request of the process that answers. */
export const costOf = async (serving: Serving, requests: number, load: () => Promise<void>): Promise<number> => {
  const before = await serving.cpuMs();
  await load();
  return ((await serving.cpuMs()) - before) / requests;
};

const start = async (side: Side, urls: unknown): Promise<Contender> => {
  const serving = await startServing(join(__dirname, 'gateway-process.ts'), side, JSON.stringify(urls));
  return { serving, caller: callerOf(String(serving.ready)) };
};

/** A bench of wrong answers is worth nothing: all sides give the same, whole and without errors. */
const compare = async (contenders: ReadonlyMap<Side, Contender>): Promise<void> => {
  for (const query of QUERIES) {
    const answers = new Map<Side, unknown>();
    for (const [side, { caller }] of contenders) answers.set(side, JSON.parse(await caller.ask(bodyOf(query))));
    const wanted = answers.get(BASELINE);
    if (typeof wanted !== 'object' || wanted === null || 'errors' in wanted)
      throw new Error(`${query.name}: ${BASELINE} answered with errors`);
    for (const [side, answer] of answers)
      if (!isDeepStrictEqual(answer, wanted)) throw new Error(`${query.name}: ${side} answers otherwise than stock`);
  }
};

/** The sides take turns in every round, so that whatever else the machine does befalls all of them. */
export const measure = async (say: (line: string) => void): Promise<Costs> => {
  const subgraphs = await startServing(join(__dirname, 'subgraphs-process.ts'));
  const contenders = new Map<Side, Contender>();
  try {
    for (const side of SIDES) contenders.set(side, await start(side, subgraphs.ready));
    await compare(contenders);
    say('All sides give the same answers. Warming up.');
    for (let round = 1; round <= WARM_UP_ROUNDS; round += 1)
      for (const query of QUERIES)
        for (const { caller } of contenders.values()) await caller.load(bodyOf(query), query.requests);
    const rounds = new Map(QUERIES.map(({ name }) => [name, new Map(SIDES.map((side) => [side, [] as number[]]))]));
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const query of QUERIES)
        for (const [side, { serving, caller }] of contenders) {
          const cost = await costOf(serving, query.requests, () => caller.load(bodyOf(query), query.requests));
          rounds.get(query.name)?.get(side)?.push(cost);
        }
      say(`Round ${round} of ${ROUNDS}.`);
    }
    return new Map(
      [...rounds].map(([name, sides]) => [name, new Map([...sides].map(([side, costs]) => [side, median(costs)]))]),
    );
  } finally {
    for (const { serving, caller } of contenders.values()) {
      await caller.close();
      await serving.end();
    }
    await subgraphs.end();
  }
};
