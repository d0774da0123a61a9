import { el, hidden, svg } from '../dom';
import { cell, row, tableOf } from '../table';
import { fillOf } from './patterns';

export interface BarLine {
  readonly name: HTMLElement | string;
  readonly count: number;
  /** Which texture. */
  readonly texture: number;
}

const WIDTH = 160;

/** Counts as lengths in a table: the numbers stand beside them, so the chart needs no words of its own. */
export const barTable = (caption: string, heading: string, lines: readonly BarLine[]): HTMLElement => {
  const most = Math.max(1, ...lines.map(({ count }) => count));
  return tableOf(
    caption,
    [heading, 'How many', hidden('As a length')],
    lines.map(({ name, count, texture }) =>
      row(
        cell(heading, name),
        cell('How many', count.toLocaleString('en-GB')),
        el(
          'td',
          { class: 'nhsuk-table__cell migration-bar', 'aria-hidden': 'true' },
          svg(
            'svg',
            { width: WIDTH, height: 14, focusable: 'false' },
            svg('rect', {
              width: count === 0 ? 0 : Math.max(2, (WIDTH * count) / most),
              height: 14,
              fill: fillOf(texture),
            }),
          ),
        ),
      ),
    ),
  );
};
