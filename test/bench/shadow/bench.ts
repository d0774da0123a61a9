import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openInstallation } from '../installation';
import { callerOf, type Caller } from '../query/load';
import type { Serving } from '../query/serving';
import { ASKS, askNamed } from './asks';
import { comparedSoFar } from './compared';
import { report, type Pace, type Share, type Turned } from './report';
import { CYCLE, gatewayOf, SIDE_NAMES, SIDES, type GatewayName, type SideName } from './sides';

const OPTIONS = {
  /** `ward` or `person`: a heavy answer, or one of which many more can be had in the time. */
  ask: { type: 'string', default: 'ward' },
  /** `pauses` or `none`; both where not given. */
  pace: { type: 'string' },
  /** Even, so that shadow reads are measured of either gateway as often. */
  cycles: { type: 'string', default: '12' },
  /** Requests in a turn; each side has three turns in a cycle. Short turns share out how the machine goes. */
  requests: { type: 'string', default: '200' },
  /** Requests of each side before anything is counted. */
  warmUp: { type: 'string', default: '150' },
  /** Milliseconds between an answer and the next request, where there is a pause. */
  pause: { type: 'string', default: '10' },
  /** Keeps the result in a file of the day's date. */
  keep: { type: 'boolean', default: false },
} as const;

/**
 * By how much the pace lets people and places wait who were compared before (`adapters/shadow/pace.ts`). Here the same ward
 * is asked for again and again, or the same people; with its time so much faster it is compared as often as if each ask were about another.
 */
const COMPARED_BEFORE = 1.5;
/** Compares nearly every read, so that what compares is as warm as where it has run for some hours. */
const WARMING = 100;

/** What was found is in the store by then. */
const WRITTEN_MS = 3_000;
/**
 * After each turn. What was counted is written once a second; where reads were compared, what differs is asked again a
 * second later, and found and written after that. None of it must fall on the next side. As long after every side: what
 * the gateways do by themselves meanwhile, a thirtieth of a processor, counts to it.
 */
const REST_MS = 2_500;

const RESULTS = join(__dirname, '../results');

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What the process of the gateways says of them. */
type Ready = readonly {
  readonly name: GatewayName;
  readonly url: string;
  readonly token: string;
  readonly ward: string;
}[];

/** A gateway that is asked. */
interface Gateway {
  readonly caller: Caller;
  /** Asked in turn. */
  readonly bodies: readonly string[];
}

/** One request after another, in milliseconds. */
const timed = async ({ caller, bodies }: Gateway, times: number, pauseMs: number): Promise<readonly number[]> => {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await caller.ask(bodies[time % bodies.length] ?? '');
    took.push(performance.now() - began);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  return took;
};

/** Cycles in which each side has its turns: what the machine does besides falls on all of them alike. */
const measure = async (
  gateways: ReadonlyMap<GatewayName, Gateway>,
  counts: { readonly cycles: number; readonly requests: number },
  { pauseMs }: Pace,
  served: Pick<Serving, 'cpuMs' | 'turnOf'>,
): Promise<ReadonlyMap<SideName, readonly Turned[]>> => {
  const sides = new Map<SideName, Turned[]>(SIDE_NAMES.map((side) => [side, []]));
  for (let cycle = 0; cycle < counts.cycles; cycle += 1)
    for (const side of CYCLE) {
      const { stage } = SIDES[side];
      const name = gatewayOf(side, cycle);
      const gateway = gateways.get(name);
      if (gateway === undefined) throw new Error(`No gateway is ${name}`);
      await served.turnOf({ gateway: name, stage, pace: COMPARED_BEFORE });
      const before = await served.cpuMs();
      const began = performance.now();
      const took = await timed(gateway, counts.requests, pauseMs);
      const turnMs = performance.now() - began;
      await served.turnOf(null);
      await sleep(REST_MS);
      sides.get(side)?.push({ cycle, took, turnMs, cpuMs: (await served.cpuMs()) - before });
    }
  return sides;
};

/** The live path with shadow reads and with use recording off and on: what either costs whoever waits. */
export const shadowBench = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const asked = askNamed(values.ask);
  const ask = ASKS[asked];
  const { start, end } = await openInstallation(join(__dirname, 'shadow-process.ts'));
  const gateways = new Map<GatewayName, Gateway>();
  try {
    say('An installation with three gateways is starting.');
    const { databaseUrl } = (await start('hospital')).ready as { readonly databaseUrl: string };
    const served = await start('gateways');
    for (const { name, url, token, ward } of served.ready as Ready) {
      const caller = callerOf(url, { authorization: `Bearer ${token}` });
      gateways.set(name, { caller, bodies: await ask.bodiesOf(caller, ward) });
    }
    const paces: readonly Pace[] = [
      ...(values.pace === 'none' ? [] : [{ name: 'with pauses', pauseMs: Number(values.pause) }]),
      ...(values.pace === 'pauses' ? [] : [{ name: 'without a pause', pauseMs: 0 }]),
    ];
    say('Warming up.');
    for (const stage of ['off', 'shadow'] as const)
      for (const [name, gateway] of gateways) {
        await served.turnOf({ gateway: name, stage, pace: WARMING });
        await timed(gateway, Number(values.warmUp), 0);
        await served.turnOf(null);
        await sleep(REST_MS);
      }
    const counts = { cycles: Number(values.cycles), requests: Number(values.requests) };
    const results = new Map<Pace, ReadonlyMap<SideName, readonly Turned[]>>();
    const shares = new Map<Pace, Share>();
    for (const pace of paces) {
      await sleep(WRITTEN_MS);
      const { comparisons: before } = await comparedSoFar(databaseUrl);
      say(`Asking ${pace.name}, after ${before} comparisons.`);
      const sides = await measure(gateways, counts, pace, served);
      results.set(pace, sides);
      await sleep(WRITTEN_MS);
      const { comparisons, routes } = await comparedSoFar(databaseUrl);
      const turns = sides.get('shadow') ?? [];
      const turnsMs = turns.reduce((sum, { turnMs }) => sum + turnMs, 0);
      shares.set(pace, {
        comparisons: comparisons - before,
        reads: turns.length * counts.requests * routes,
        inMs: turnsMs,
      });
    }
    const printed = report(ask.words, results, shares);
    process.stdout.write(printed);
    if (!values.keep) return;
    const file = join(
      RESULTS,
      `shadow-${asked === 'ward' ? '' : `${asked}-`}${new Date().toISOString().slice(0, 10)}.md`,
    );
    await writeFile(file, printed);
    say(`kept in ${file}`);
  } finally {
    for (const { caller } of gateways.values()) await caller.close();
    await end();
  }
};
