import type { RateSlice } from './answers';
import { el, svg } from '../dom';
import { counted, spoken } from './words';

const HEIGHT = 40;
const SLICE = 4;

const sum = (slices: readonly RateSlice[], of: 'received' | 'held' | 'refused'): number =>
  slices.reduce((total, slice) => total + slice[of], 0);

/** A chart in words: what somebody who does not see it needs from it. */
const rateWords = (slices: readonly RateSlice[]): string => {
  const most = Math.max(0, ...slices.map(({ received }) => received));
  const troubled = (['held', 'refused'] as const).flatMap((kind) => {
    const count = sum(slices, kind);
    return count > 0 ? [`${count} ${spoken(kind).toLowerCase()}`] : [];
  });
  return [
    `${counted(sum(slices, 'received'), 'messages')} in the last hour`,
    `${most} at most in a minute`,
    ...troubled,
  ].join(', ');
};

const bar = (index: number, from: number, count: number, most: number, kind: string): SVGElement | null => {
  if (count === 0) return null;
  const height = (count / most) * HEIGHT;
  const y = HEIGHT - (from / most) * HEIGHT - height;
  return svg('rect', { class: kind, x: index * SLICE, y, width: SLICE - 1, height });
};

/** Messages of the last hour by minute: held and refused ones at the foot, in their own colours and said in words. */
export const sparkline = (slices: readonly RateSlice[]): HTMLElement => {
  const most = Math.max(1, ...slices.map(({ received }) => received));
  const words = rateWords(slices);
  const bars = slices.flatMap(({ received, held, refused }, index) => [
    bar(index, 0, held, most, 'held'),
    bar(index, held, refused, most, 'refused'),
    bar(index, held + refused, Math.max(0, received - held - refused), most, 'taken'),
  ]);
  const width = Math.max(1, slices.length) * SLICE;
  return el(
    'div',
    { class: 'console-sparkline' },
    svg(
      'svg',
      { viewBox: `0 0 ${width} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
      svg('line', { class: 'ground', x1: 0, x2: width, y1: HEIGHT, y2: HEIGHT }),
      ...bars,
    ),
    el('p', { class: 'nhsuk-body-s', 'aria-hidden': 'true' }, words),
  );
};
