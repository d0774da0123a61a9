import { DAY } from '../../../../schema/time';
import { el, svg } from '../dom';
import { momentWords } from '../../../../schema/moment-words';
import type { TrafficSlice } from './plan-answers';
import { roundUp, type Band } from './areas';
import { fillOf, swatch } from './patterns';
import { counted } from './words';

const WIDTH = 960;
const HEIGHT = 300;
const LEFT = 64;
const FOOT = 28;
const TOP = 12;

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'short' });
const hour = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/London', day: 'numeric', month: 'short' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});

/** A slice of less than a day is told by its hour: its day alone would stand there several times. */
const markOf = ({ from, to }: TrafficSlice): string =>
  (Date.parse(to) - Date.parse(from) < DAY ? hour : day).format(Date.parse(from));

const polygon = (band: Band, x: (index: number) => number, y: (reads: number) => number): string => {
  // Steps: a slice is a count over its time, and nothing is known of a slope between two.
  const steps = (edge: readonly number[]): readonly string[] =>
    edge.flatMap((reads, index) => [`${x(index)},${y(reads)}`, `${x(index + 1)},${y(reads)}`]);
  const there = steps(band.upper);
  const back = [...steps(band.lower)].reverse();
  return [...there, ...back].join(' ');
};

/** What the chart says, for those who do not see it. */
const chartWords = (slices: readonly TrafficSlice[], bands: readonly Band[]): string => {
  const first = slices[0];
  const last = slices.at(-1);
  const readsIn = (slice: TrafficSlice | undefined, system: string): number =>
    slice?.systems.find((each) => each.system === system)?.reads ?? 0;
  const each = bands.map(({ system }) => `${system} from ${readsIn(first, system)} to ${readsIn(last, system)}`);
  return `Reads by system, first slice to last: ${each.join(', ')}`;
};

/** Reads by system over time, stacked: what drains from the old fills the new. */
export const trafficChart = (slices: readonly TrafficSlice[], bands: readonly Band[]): HTMLElement => {
  const most = roundUp(Math.max(1, ...bands.flatMap(({ upper }) => upper)));
  const x = (index: number): number => Math.round(LEFT + (index * (WIDTH - LEFT - 8)) / Math.max(1, slices.length));
  const y = (reads: number): number => Math.round(TOP + (1 - reads / most) * (HEIGHT - TOP - FOOT));
  const rules = [0, most / 2, most].flatMap((reads) => [
    svg('line', { class: 'rule', x1: LEFT, x2: WIDTH - 8, y1: y(reads), y2: y(reads) }),
    svg('text', { x: LEFT - 8, y: y(reads) + 5, 'text-anchor': 'end' }, reads.toLocaleString('en-GB')),
  ]);
  const marks = slices.flatMap((slice, index) => {
    const every = Math.max(1, Math.ceil(slices.length / 6));
    if (index % every !== 0) return [];
    return [
      svg('text', { x: x(index), y: HEIGHT - 6, 'text-anchor': index === 0 ? 'start' : 'middle' }, markOf(slice)),
    ];
  });
  return el(
    'figure',
    { class: 'migration-chart' },
    svg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': chartWords(slices, bands) },
      ...rules,
      ...bands.map((band, index) =>
        svg('polygon', { class: 'band', points: polygon(band, x, y), fill: fillOf(index) }),
      ),
      ...marks,
    ),
    el(
      'figcaption',
      {},
      el(
        'ul',
        { class: 'migration-legend' },
        ...bands.map(({ system, total }, index) =>
          el('li', {}, swatch(index), ` ${system}: ${counted(total, 'read')}`),
        ),
      ),
    ),
  );
};

/** The same in numbers. */
export const trafficRows = (slices: readonly TrafficSlice[], bands: readonly Band[]): HTMLElement =>
  el(
    'table',
    { class: 'nhsuk-table nhsuk-table--compact' },
    el('caption', { class: 'nhsuk-table__caption nhsuk-table__caption--s' }, 'Reads by system in each slice of time'),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'From'),
        ...bands.map(({ system }) => el('th', { scope: 'col' }, system)),
      ),
    ),
    el(
      'tbody',
      {},
      ...slices.map(({ from, systems }) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, momentWords(from)),
          ...bands.map(({ system }) =>
            el('td', {}, (systems.find((each) => each.system === system)?.reads ?? 0).toLocaleString('en-GB')),
          ),
        ),
      ),
    ),
  );
