import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { openInstallation } from '../installation';
import { callerOf } from '../query/load';
import { ksBound, ksDistance, quantile } from './distance';

const OPTIONS = {
  /** Requests of each side of each way. */
  requests: { type: 'string', default: '200' },
  warmUp: { type: 'string', default: '20' },
  /** Keeps the result in a file of the day's date. */
  keep: { type: 'boolean', default: false },
} as const;

const RESULTS = join(__dirname, '../results');

const FIELDS = 'name { text } allergies { nodes { id } completeness { status } }';
const BY_NUMBER = `query Number($n: NhsNumber!) { patient(nhsNumber: $n) { ${FIELDS} } }`;
const BY_ID = `query Id($id: ID!) { patient(id: $id) { ${FIELDS} } }`;
const SEARCH = `query Search($s: PatientSearchInput!) { patients(search: $s) { nodes { id } completeness { status } } }`;
const GLASS = `mutation Open($id: ID!) { breakGlass(input: { patient: $id, reason: EMERGENCY,
  words: "Brought in unconscious" }) { grant { id } userErrors { code } } }`;

interface Way {
  readonly name: string;
  readonly hidden: string;
  readonly nobody: string;
}

const waysOf = (id: string): readonly Way[] => {
  const body = (query: string, variables: object): string => JSON.stringify({ query, variables });
  return [
    {
      name: 'by NHS number',
      hidden: body(BY_NUMBER, { n: '9990000026' }),
      nobody: body(BY_NUMBER, { n: '9990099995' }),
    },
    { name: 'by id', hidden: body(BY_ID, { id }), nobody: body(BY_ID, { id: 'pt_0000000000000000' }) },
    {
      name: 'by a search',
      hidden: body(SEARCH, { s: { family: 'HOLLY', birthDate: '1939-06-14' } }),
      nobody: body(SEARCH, { s: { family: 'NOSUCH', birthDate: '1939-06-14' } }),
    },
    { name: 'by break-glass', hidden: body(GLASS, { id }), nobody: body(GLASS, { id: 'pt_0000000000000000' }) },
  ];
};

const row = (name: string, hidden: readonly number[], nobody: readonly number[]): string => {
  const [ours, theirs] = [quantile(hidden, 0.5), quantile(nobody, 0.5)];
  const [distance, bound] = [ksDistance(hidden, nobody), ksBound(hidden.length, nobody.length)];
  const verdict = distance <= bound ? 'one distribution' : 'TOLD APART';
  const ms = (values: readonly number[], share: number): string => `${quantile(values, share).toFixed(2)} ms`;
  const medians = `${ours.toFixed(2)} ms | ${theirs.toFixed(2)} ms | ${(ours / theirs).toFixed(4)}`;
  return `| ${name} | ${medians} | ${ms(hidden, 0.99)} | ${ms(nobody, 0.99)} | ${distance.toFixed(3)} (bound ${bound.toFixed(3)}: ${verdict}) |`;
};

const report = (rows: readonly string[], requests: number): string =>
  [
    `# Somebody hidden beside nobody, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores, Node ${process.version.slice(1)}, load ${loadavg()[0]?.toFixed(1)} as it ended; ${requests} requests of each side, in turns.`,
    '',
    'How long an answer took over HTTP that shows nobody: once of a person whose whole record is very restricted, once of',
    'one who does not exist. The distance is that of Kolmogorov and Smirnov; its bound is exceeded once in a hundred times',
    'by two samples of one distribution.',
    '',
    '| Asked | p50, hidden | p50, nobody | Ratio | p99, hidden | p99, nobody | Distance |',
    '|---|---:|---:|---:|---:|---:|---|',
    ...rows,
    '',
  ].join('\n');

/** How long it takes to be told of nobody, whether somebody is hidden or nobody is there. */
export const sensitiveBench = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { start, end } = await openInstallation(join(__dirname, 'sensitive-process.ts'));
  const serving = await start().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  const ready = serving.ready as { readonly url: string; readonly token: string; readonly hidden: string };
  const caller = callerOf(ready.url, { authorization: `Bearer ${ready.token}` });
  try {
    const timed = async (body: string): Promise<number> => {
      const began = performance.now();
      await caller.ask(body);
      return performance.now() - began;
    };
    const rows: string[] = [];
    for (const { name, hidden, nobody } of waysOf(ready.hidden)) {
      const took: [number[], number[]] = [[], []];
      for (let time = 0; time < Number(values.warmUp) + Number(values.requests); time += 1) {
        // Which goes first changes, so that neither is always the one after the other.
        const pair = time % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
        for (const side of pair) {
          const ms = await timed(side === 0 ? hidden : nobody);
          if (time >= Number(values.warmUp)) took[side].push(ms);
        }
      }
      rows.push(row(name, ...took));
    }
    const printed = report(rows, Number(values.requests));
    process.stdout.write(printed);
    if (values.keep) await writeFile(join(RESULTS, `sensitive-${new Date().toISOString().slice(0, 10)}.md`), printed);
  } finally {
    await caller.close();
    await end();
  }
};
