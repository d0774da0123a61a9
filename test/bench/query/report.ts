import { cpus, loadavg } from 'node:os';
import type { Costs } from './measure';
import type { RealCosts } from './real-graph';
import { BASELINE, SIDES, type Side } from './sides';

/** How many times cheaper than stock ours has to be. */
const TARGETS: Readonly<Record<string, Partial<Record<Side, number>>>> = {
  'five-way patient': { 'ours, in process': 5, 'ours, over HTTP': 3 },
  '50-row ward list': { 'ours, in process': 4, 'ours, over HTTP': 3 },
  'small look-up': { 'ours, in process': 5, 'ours, over HTTP': 3 },
};

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const ratioCell = (query: string, side: Side, ratio: number): string => {
  const target = TARGETS[query]?.[side];
  const times = `${ratio.toFixed(1)}x`;
  if (target === undefined) return times;
  return `${times} (target ${target}x: ${ratio >= target ? 'met' : 'MISSED'})`;
};

/** When and where, and what the numbers are of. */
export const heading = (): string =>
  [
    `# Queries, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores, Node ${process.version.slice(1)}, load ${loadavg()[0]?.toFixed(1)} as it began.`,
    '',
    "CPU (user and system, all threads) of the gateway's process per request, medians over rounds in which the sides take",
    'turns. Canned subgraphs over the real SDL and supergraph; in process includes their execution, over HTTP they are',
    'another process that is not counted. All sides were first seen to give the same answers.',
    '',
    '',
  ].join('\n');

/** Milliseconds per request, and how many times cheaper than stock. */
export const table = (costs: Costs): string =>
  [
    row('CPU per request', ...SIDES),
    row('---', ...SIDES.map(() => '---:')),
    ...[...costs].map(([query, sides]) => row(query, ...SIDES.map((side) => `${sides.get(side)?.toFixed(3)} ms`))),
    '',
    row('Times cheaper than stock, same front', ...SIDES),
    row('---', ...SIDES.map(() => '---:')),
    ...[...costs].map(([query, sides]) =>
      row(
        query,
        ...SIDES.map((side) => ratioCell(query, side, (sides.get(BASELINE) ?? NaN) / (sides.get(side) ?? NaN))),
      ),
    ),
    '',
  ].join('\n');

const ABOUT_THE_REAL_GRAPH = [
  'Routing, identity, access, audit, the door and the asking of systems included; the simulated systems and PostgreSQL',
  'are other processes. One request after another, the clock moved on between them so that no cache answers.',
];

/** The real graph: all of Causeway's process, where the canned graph's is the gateway with subgraphs that know it all. */
export const realTable = ({ perRequest, idlePerSecond }: RealCosts): string =>
  [
    '',
    ...ABOUT_THE_REAL_GRAPH,
    '',
    row('The real graph, one process', 'CPU per request'),
    row('---', '---:'),
    ...[...perRequest].map(([query, cost]) => row(query, `${cost.toFixed(1)} ms`)),
    '',
    `While nobody asked, the same process took ${idlePerSecond.toFixed(1)} ms of CPU a second for what it does by itself. That is part of`,
    'the figures above, by how long a request took: on a busy machine more.',
    '',
  ].join('\n');
