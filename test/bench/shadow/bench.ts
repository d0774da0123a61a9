import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SHADOW_SETTINGS } from '../../../adapters/shadow';
import { callerOf, type Caller } from '../query/load';
import { startServing, type Serving } from '../query/serving';
import { comparedSoFar } from './compared';
import { report, type Measured, type Pace, type Share } from './report';
import { ORDERS, SIDE_NAMES, SIDES, type SideName } from './sides';

const OPTIONS = {
  /** A multiple of four, so that each comes as often as the others at each place, and after each other. */
  rounds: { type: 'string', default: '24' },
  /** Requests of each side in a round. */
  requests: { type: 'string', default: '100' },
  /** Requests of each side before anything is counted. */
  warmUp: { type: 'string', default: '150' },
  /** Milliseconds between an answer and the next request, where there is a pause. */
  pause: { type: 'string', default: '10' },
  /** Keeps the result in a file of the day's date. */
  keep: { type: 'boolean', default: false },
} as const;

/** What was found is in the store by then. */
const WRITTEN_MS = 3_000;
/** What differs is asked again a second later, and found and written after that: none of it must fall on the next side. */
const REST_MS = 2_500;

const RESULTS = join(__dirname, '../results');

const BODY = /* GraphQL */ `
  query Ward($wards: [ID!]!) {
    bedState(filter: { wards: $wards }) {
      nodes {
        total
        occupied
      }
    }
    encounters(filter: { wards: $wards }, first: 50) {
      nodes {
        bed {
          name
          status
        }
        consultant {
          text
        }
      }
    }
  }
`;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What the process of the gateways says of them. */
interface Ready {
  readonly sides: readonly {
    readonly name: SideName;
    readonly url: string;
    readonly token: string;
    readonly ward: string;
  }[];
}

/** A gateway that is measured. */
interface Gateway {
  readonly side: SideName;
  readonly caller: Caller;
  readonly body: string;
}

/** One request after another, in milliseconds. */
const timed = async ({ caller, body }: Gateway, times: number, pauseMs: number): Promise<readonly number[]> => {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await caller.ask(body);
    took.push(performance.now() - began);
    if (pauseMs > 0) await sleep(pauseMs);
  }
  return took;
};

/** Rounds in which each gateway is asked in turn: what the machine does besides falls on all of them alike. */
const measure = async (
  gateways: readonly Gateway[],
  counts: { readonly rounds: number; readonly requests: number },
  { pauseMs }: Pace,
  served: Pick<Serving, 'cpuMs' | 'turnOf'>,
): Promise<ReadonlyMap<SideName, Measured>> => {
  const sides = new Map<SideName, Measured>(gateways.map(({ side }) => [side, { rounds: [], cpuMs: [], turnsMs: [] }]));
  for (let round = 0; round < counts.rounds; round += 1) {
    for (const side of ORDERS[round % ORDERS.length] ?? []) {
      const gateway = gateways.find((one) => one.side === side);
      if (gateway === undefined) throw new Error(`No gateway is ${side}`);
      const before = await served.cpuMs();
      await served.turnOf(gateway.side);
      const began = performance.now();
      const took = await timed(gateway, counts.requests, pauseMs);
      const turnMs = performance.now() - began;
      await served.turnOf(null);
      await sleep(REST_MS);
      const measured = sides.get(gateway.side);
      measured?.rounds.push(took);
      measured?.turnsMs.push(turnMs);
      measured?.cpuMs.push((await served.cpuMs()) - before);
    }
  }
  return sides;
};

/** The live path with shadow reads and with use recording off and on: what either costs whoever waits. */
export const shadowBench = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const folder = await mkdtemp(join(tmpdir(), 'causeway-bench-'));
  // Where we are root the database server is another user, who must be able to enter.
  await chmod(folder, 0o755);
  const parts: Serving[] = [];
  const gateways: Gateway[] = [];
  const start = async (part: string): Promise<Serving> => {
    const serving = await startServing(join(__dirname, 'shadow-process.ts'), folder, part);
    parts.push(serving);
    return serving;
  };
  try {
    say('An installation with four gateways is starting.');
    const { databaseUrl } = (await start('hospital')).ready as { readonly databaseUrl: string };
    const served = await start('gateways');
    for (const { name, url, token, ward } of (served.ready as Ready).sides) {
      const caller = callerOf(url, { authorization: `Bearer ${token}` });
      gateways.push({ side: name, caller, body: JSON.stringify({ query: BODY, variables: { wards: [ward] } }) });
    }
    const paces: readonly Pace[] = [
      { name: 'with pauses', pauseMs: Number(values.pause) },
      { name: 'without a pause', pauseMs: 0 },
    ];
    say('Warming up.');
    for (const gateway of gateways) {
      await served.turnOf(gateway.side);
      await timed(gateway, Number(values.warmUp), 0);
      await served.turnOf(null);
    }
    const counts = { rounds: Number(values.rounds), requests: Number(values.requests) };
    const results = new Map<Pace, ReadonlyMap<SideName, Measured>>();
    const shares = new Map<Pace, Share>();
    const comparing = SIDE_NAMES.filter((side) => SIDES[side].shadow);
    for (const pace of paces) {
      say(`Asking ${pace.name}.`);
      await sleep(WRITTEN_MS);
      const { comparisons: before } = await comparedSoFar(databaseUrl);
      const sides = await measure(gateways, counts, pace, served);
      results.set(pace, sides);
      await sleep(WRITTEN_MS);
      const { comparisons, routes } = await comparedSoFar(databaseUrl);
      const turnsMs = comparing.flatMap((side) => sides.get(side)?.turnsMs ?? []).reduce((sum, ms) => sum + ms, 0);
      shares.set(pace, {
        comparisons: comparisons - before,
        reads: counts.rounds * counts.requests * comparing.length * routes,
        expected: (turnsMs / SHADOW_SETTINGS.everyMs) * routes,
      });
    }
    const printed = report(results, shares);
    process.stdout.write(printed);
    if (!values.keep) return;
    const file = join(RESULTS, `shadow-${new Date().toISOString().slice(0, 10)}.md`);
    await writeFile(file, printed);
    say(`kept in ${file}`);
  } finally {
    for (const { caller } of gateways) await caller.close();
    for (const part of parts.reverse()) await part.end();
    await rm(folder, { recursive: true, force: true });
  }
};
