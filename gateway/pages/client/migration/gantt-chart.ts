import { el, hidden, svg } from '../dom';
import type { EstateSystem } from './answers';
import { barsOf, overdue, phaseWords, placeOn, type Axis, type Bar } from './gantt';
import { fillOf, swatch } from './patterns';
import { hrefToSystem } from './place';
import { tag, wordTag } from './tags';
import { partialWords, spoken } from './words';

const PHASES = ['RETAINED', 'REPLACING', 'DECOMMISSIONED', 'STRATEGIC'] as const;
const MEANINGS: Readonly<Record<(typeof PHASES)[number], string>> = {
  RETAINED: 'kept as it is',
  REPLACING: 'being replaced',
  DECOMMISSIONED: 'off',
  STRATEGIC: 'where others move to',
};
/** How far from the left edge of a narrow screen today stands. */
const TODAY_AT = 0.75;
/** Which texture stands for a phase. */
const TEXTURE: Readonly<Record<string, number>> = { RETAINED: 0, REPLACING: 1, DECOMMISSIONED: 4, STRATEGIC: 2 };

/** Above and thin, what was planned; below and thick, what came of it. */
const PLANNED = { name: 'planned', y: 2, height: 7 };
const ACTUAL = { name: 'actual', y: 12, height: 12 };

const barOf = (axis: Axis, { phase, from, to, sure }: Bar, { name, y, height }: typeof PLANNED): SVGElement => {
  const x = placeOn(axis, from);
  return svg('rect', {
    class: `bar bar--${name}${sure ? '' : ' bar--unsure'}`,
    x: `${x}%`,
    ...{ y, height },
    width: `${Math.max(0.4, placeOn(axis, to) - x)}%`,
    fill: fillOf(TEXTURE[phase] ?? 3),
  });
};

const upright = (axis: Axis, millis: number, name: string): SVGElement =>
  svg('line', { class: name, x1: `${placeOn(axis, millis)}%`, x2: `${placeOn(axis, millis)}%`, y1: 0, y2: '100%' });

const grid = (axis: Axis): SVGElement[] => axis.years.map((year) => upright(axis, Date.UTC(year, 0, 1), 'year'));

/** The word stands where there is room for it. */
const nowMark = (axis: Axis, now: number): SVGElement => {
  const x = placeOn(axis, now);
  const side = x > 90 ? { dx: -4, 'text-anchor': 'end' } : { dx: 4, 'text-anchor': 'start' };
  return svg('text', { class: 'now', x: `${x}%`, y: 14, ...side }, 'today');
};

/** The years above the rows, and where today lies. */
const scale = (axis: Axis, now: number): SVGElement =>
  svg(
    'svg',
    { class: 'migration-scale', height: 40, 'aria-hidden': 'true', focusable: 'false' },
    ...grid(axis),
    ...axis.years.map((year) =>
      svg('text', { x: `${placeOn(axis, Date.UTC(year, 0, 1)) + 0.4}%`, y: 34 }, String(year)),
    ),
    upright(axis, now, 'today'),
    nowMark(axis, now),
  );

const chart = ({ name, phases }: EstateSystem, axis: Axis, now: number): SVGElement =>
  svg(
    'svg',
    {
      class: 'migration-row',
      height: 26,
      role: 'img',
      'aria-label': `${name}. Planned: ${phaseWords(phases, 'plannedFrom')}. Actual: ${phaseWords(phases, 'actualFrom')}.`,
    },
    ...grid(axis),
    ...barsOf(phases, 'plannedFrom', axis, now).map((bar) => barOf(axis, bar, PLANNED)),
    ...barsOf(phases, 'actualFrom', axis, now).map((bar) => barOf(axis, bar, ACTUAL)),
    upright(axis, now, 'today'),
  );

const stand = (system: EstateSystem, now: number): (HTMLElement | null)[] => {
  const late = overdue(system.phases, now);
  return [
    wordTag(system.lifecycle),
    late.length === 0
      ? null
      : tag(
          'Past its date',
          'red',
          late
            .map(({ phase, plannedFrom }) => `${spoken(phase)}: planned ${partialWords(plannedFrom ?? '')}`)
            .join('; '),
        ),
  ];
};

/** Systems in rows against the years: above, what was planned; below, what came of it. */
export const gantt = (caption: string, systems: readonly EstateSystem[], axis: Axis, now: number): HTMLElement =>
  el(
    'table',
    { class: 'nhsuk-table nhsuk-table--compact migration-gantt' },
    el('caption', { class: 'nhsuk-table__caption nhsuk-table__caption--m' }, caption),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'System'),
        el('th', { scope: 'col', class: 'axis' }, hidden('Planned above, actual below'), scale(axis, now)),
        el('th', { scope: 'col' }, 'Stands'),
      ),
    ),
    el(
      'tbody',
      {},
      ...systems.map((system) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, el('a', { href: hrefToSystem(system.id) }, system.name)),
          el('td', { class: 'axis' }, chart(system, axis, now)),
          el('td', {}, el('span', { class: 'migration-tags' }, ...stand(system, now))),
        ),
      ),
    ),
  );

/** Scrolls charts that are wider than the screen to today, with some of what is to come; the years before stay to the left. */
export const scrollToToday = (charts: HTMLElement): void => {
  for (const chart of charts.querySelectorAll<HTMLElement>('.migration-wide:has(.migration-gantt)')) {
    const [frame, today] = [chart.getBoundingClientRect(), chart.querySelector('line.today')?.getBoundingClientRect()];
    if (today) chart.scrollLeft += today.left - frame.left - frame.width * TODAY_AT;
  }
};

/** What the textures mean. */
export const ganttLegend = (): HTMLElement =>
  el(
    'ul',
    { class: 'migration-legend', 'aria-label': 'Legend' },
    ...PHASES.map((phase) => el('li', {}, swatch(TEXTURE[phase] ?? 3), ` ${spoken(phase)}: ${MEANINGS[phase]}`)),
    el('li', {}, 'Thin bar above: planned. Thick bar below: actual'),
    el('li', {}, 'Dashed edge: only the year or month is known'),
  );
