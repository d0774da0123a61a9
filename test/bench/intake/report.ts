import { cpus, loadavg } from 'node:os';
import type { Alternative } from './alternatives';
import type { Delays, Speeds } from './measure';
import type { Place } from './places';

/** What is aimed at, on a machine of this kind: messages a second and milliseconds. */
const AIMS = { acknowledged: { 1: 1_000, 10: 4_000 }, endToEnd: 2_500, p99: 20 } as const;

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (...cells: readonly string[]): string[] => [
  row(...cells),
  row('---', ...cells.slice(1).map(() => '---:')),
];
const whole = (n: number): string => Math.round(n).toLocaleString('en-GB');

const against = (found: number, aim: number | undefined, better: 'more' | 'less'): string => {
  if (aim === undefined) return '';
  const met = better === 'more' ? found >= aim : found <= aim;
  return ` (aim ${whole(aim)}: ${met ? 'met' : 'MISSED'})`;
};

const load = (): string => loadavg()[0]?.toFixed(1) ?? '?';

export const heading = (): string =>
  [
    `# Intake, ${new Date().toISOString().slice(0, 10)}`,
    '',
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version.slice(1)}, load ${load()} as it began.`,
    '',
    'Messages a second over real sockets, one message under way on a connection at a time. The sender is a process of its',
    'own, and so is the receiver: listeners, worker and projector with the translations of PAS and laboratory. Alone: nothing',
    'is translated meanwhile. End to end: from the first byte until the last message can be read, both at once. Medians.',
    'Bare: a listener that parses, inserts the bytes into a table of the same database, one row a message, and acknowledges',
    'once that is committed: in turns with ours, so that what the disk does falls on both.',
    '',
  ].join('\n');

export const speedTable = (place: Place, durability: string, speeds: readonly Speeds[], began: string): string =>
  [
    '',
    `## ${place} PostgreSQL`,
    '',
    `${durability}; load ${began} before, ${load()} after.`,
    '',
    ...head(
      'messages a second',
      'bare',
      'acknowledged, alone',
      'of bare',
      'acknowledged, while projecting',
      'projected, alone',
      'end to end',
    ),
    ...speeds.map(({ kind, connections, ...one }) =>
      row(
        `${kind}, ${connections} connection${connections === 1 ? '' : 's'}`,
        whole(one.bare),
        `${whole(one.acknowledged)}${against(one.acknowledged, AIMS.acknowledged[connections === 1 ? 1 : 10], 'more')}`,
        `${(one.acknowledged / one.bare).toFixed(2)}x`,
        whole(one.acknowledgedMeanwhile),
        whole(one.projected),
        `${whole(one.endToEnd)}${connections === 10 ? against(one.endToEnd, AIMS.endToEnd, 'more') : ''}`,
      ),
    ),
    '',
  ].join('\n');

export const delayTable = (delays: readonly Delays[]): string =>
  [
    '',
    ...head(
      'at half of that, steadily, ms',
      'sent a second',
      'bare p99',
      'acknowledged p50',
      'p99',
      'to be read p50',
      'p99',
    ),
    ...delays.map((one) =>
      row(
        `${one.kind}, ${one.connections} connection${one.connections === 1 ? '' : 's'}`,
        whole(one.rate),
        one.bareP99.toFixed(1),
        one.p50.toFixed(1),
        `${one.p99.toFixed(1)}${against(one.p99, AIMS.p99, 'less')}`,
        one.visibleP50.toFixed(1),
        one.visibleP99.toFixed(1),
      ),
    ),
    '',
  ].join('\n');

const rateOf = ({ absent, rates }: Alternative, { kind, connections }: Speeds, ours: number): string => {
  if (absent !== null) return absent;
  const found = rates.find((one) => one.kind === kind && one.connections === connections)?.perSecond ?? null;
  return found === null ? 'gave a wrong answer, or none' : `${whole(found)} (ours ${(ours / found).toFixed(2)}x)`;
};

/** Others beside us: they promise nothing by their acknowledgement, so ours may cost what a disk costs. */
export const alternativeTable = (
  place: Place,
  speeds: readonly Speeds[],
  alternatives: readonly Alternative[],
): string =>
  [
    '',
    '## Others, which keep nothing',
    '',
    ...head('acknowledged a second', `ours, ${place}, alone`, ...alternatives.map(({ name }) => name)),
    ...speeds.map((one) =>
      row(
        `${one.kind}, ${one.connections} connection${one.connections === 1 ? '' : 's'}`,
        whole(one.acknowledged),
        ...alternatives.map((alternative) => rateOf(alternative, one, one.acknowledged)),
      ),
    ),
    '',
  ].join('\n');

export const memoryTable = (messages: number, sizes: readonly number[]): string =>
  [
    '',
    `## Memory over ${whole(messages)} messages`,
    '',
    ...head('of the messages', ...sizes.map((_, at) => `${((at + 1) * 100) / sizes.length} %`)),
    row('resident, MB', ...sizes.map(whole)),
    '',
  ].join('\n');
