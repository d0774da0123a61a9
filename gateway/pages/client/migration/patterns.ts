import { svg } from '../dom';

/** Colours that stand apart for most who see few, each with a texture: no meaning hangs on a colour alone. */
const INKS = ['#005eb8', '#b95c00', '#007f3b', '#7c2855', '#4c6272', '#d5281b', '#330072', '#00786c'] as const;

const line = (d: string, stroke: string): SVGElement => svg('path', { d, stroke, 'stroke-width': 2, fill: 'none' });

const TEXTURES: readonly ((ink: string) => SVGElement[])[] = [
  () => [],
  () => [line('M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6', '#ffffff')],
  () => [svg('circle', { cx: 4, cy: 4, r: 1.6, fill: '#ffffff' })],
  () => [line('M0,4 L8,4', '#ffffff')],
  () => [line('M0,0 L8,8 M-2,6 L2,10 M6,-2 L10,2', '#ffffff')],
  () => [line('M4,0 L4,8', '#ffffff')],
  () => [line('M0,4 L8,4 M4,0 L4,8', '#ffffff')],
  () => [svg('rect', { x: 0, y: 0, width: 4, height: 4, fill: '#ffffff', 'fill-opacity': 0.6 })],
];

const pattern = (id: string, ink: string, texture: (ink: string) => SVGElement[]): SVGElement =>
  svg(
    'pattern',
    { id, width: 8, height: 8, patternUnits: 'userSpaceOnUse' },
    svg('rect', { width: 8, height: 8, fill: ink }),
    ...texture(ink),
  );

/** The textures that every chart of the page fills its shapes with; it stands in the page once, and is not seen. */
export const patternDefinitions = (): SVGElement =>
  svg(
    'svg',
    { width: 0, height: 0, class: 'migration-patterns', 'aria-hidden': 'true', focusable: 'false' },
    svg('defs', {}, ...INKS.map((ink, index) => pattern(`texture-${index}`, ink, TEXTURES[index] ?? (() => [])))),
  );

/** The fill of the nth of several: colour and texture together. */
export const fillOf = (index: number): string => `url(#texture-${index % INKS.length})`;

/** A sample of a fill, for a legend. */
export const swatch = (index: number): SVGElement =>
  svg(
    'svg',
    { class: 'migration-swatch', width: 24, height: 14, 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { width: 24, height: 14, fill: fillOf(index) }),
  );
