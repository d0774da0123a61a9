import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { callerOf, type Caller } from '../query/load';
import { startServing, type Serving } from '../query/serving';

const OPTIONS = {
  rounds: { type: 'string', default: '40' },
  /** Requests of each side in a round. */
  requests: { type: 'string', default: '25' },
  /** Requests of each side before anything is counted. */
  warmUp: { type: 'string', default: '100' },
  /** Keeps the result in a file of the day's date. */
  keep: { type: 'boolean', default: false },
} as const;

const RESULTS = join(__dirname, '../results');
const SIDES = ['plain', 'shadow'] as const;
type Side = (typeof SIDES)[number];
const AIM = 1.03;

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

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** One request after another, in milliseconds. */
const timed = async (caller: Caller, body: string, times: number): Promise<readonly number[]> => {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await caller.ask(body);
    took.push(performance.now() - began);
  }
  return took;
};

const report = (took: ReadonlyMap<Side, readonly number[]>): string => {
  const at = (side: Side, share: number): number =>
    percentile(
      [...(took.get(side) ?? [])].sort((a, b) => a - b),
      share,
    );
  const row = (name: string, share: number): string => {
    const [plain, shadow] = [at('plain', share), at('shadow', share)];
    const ratio = shadow / plain;
    const verdict = ratio <= AIM ? 'met' : 'MISSED';
    return `| ${name} | ${plain.toFixed(2)} ms | ${shadow.toFixed(2)} ms | ${ratio.toFixed(3)} (aim ${AIM}: ${verdict}) |`;
  };
  return [
    `# Shadow reads, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores, Node ${process.version.slice(1)}, load ${loadavg()[0]?.toFixed(1)} as it ended.`,
    '',
    'A ward of thirty with its beds, asked of two gateways of one installation in turns, one request after another. Both',
    'routes stand at shadow; one gateway compares every read, the other none. Use is recorded by both.',
    '',
    '| Live answer | Shadow off | Shadow on | Ratio |',
    '|---|---:|---:|---:|',
    row('p50', 0.5),
    row('p99', 0.99),
    '',
  ].join('\n');
};

/** The live path with shadow reads off and on, side by side: what comparing costs whoever waits. */
export const shadowBench = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const folder = await mkdtemp(join(tmpdir(), 'causeway-bench-'));
  // Where we are root the database server is another user, who must be able to enter.
  await chmod(folder, 0o755);
  const parts: Serving[] = [];
  const callers = new Map<Side, Caller>();
  const took = new Map<Side, number[]>(SIDES.map((side) => [side, []]));
  try {
    say('An installation with two gateways is starting.');
    for (const part of ['hospital', ...SIDES])
      parts.push(await startServing(join(__dirname, 'shadow-process.ts'), folder, part));
    let body = '';
    SIDES.forEach((side, at) => {
      const ready = parts[at + 1]?.ready as { readonly url: string; readonly token: string; readonly ward: string };
      callers.set(side, callerOf(ready.url, { authorization: `Bearer ${ready.token}` }));
      body = JSON.stringify({ query: BODY, variables: { wards: [ready.ward] } });
    });
    const turns = async (times: number, keep: boolean): Promise<void> => {
      for (const [side, caller] of callers) {
        const round = await timed(caller, body, times);
        if (keep) took.get(side)?.push(...round);
      }
      for (const part of parts) await part.later();
    };
    await turns(Number(values.warmUp), false);
    for (let round = 0; round < Number(values.rounds); round += 1) await turns(Number(values.requests), true);
    const printed = report(took);
    process.stdout.write(printed);
    if (!values.keep) return;
    const file = join(RESULTS, `shadow-${new Date().toISOString().slice(0, 10)}.md`);
    await writeFile(file, printed);
    say(`kept in ${file}`);
  } finally {
    for (const caller of callers.values()) await caller.close();
    for (const part of parts.reverse()) await part.end();
    await rm(folder, { recursive: true, force: true });
  }
};
