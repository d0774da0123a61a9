import type { Costs } from './measure';
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
