import { needsReview, scoreNews2 } from './news2';
import type { VitalSigns } from './news2';
import type { News2Part } from './hospital';

const WELL: VitalSigns = {
  respiration: 16,
  spo2: 97,
  scale: 1,
  oxygen: false,
  systolic: 120,
  diastolic: 70,
  pulse: 70,
  consciousness: 'A',
  temperature: 37,
};
const part = (name: News2Part, change: Partial<VitalSigns>): number | undefined =>
  scoreNews2({ ...WELL, ...change })?.parts[name];

/** Both sides of every edge on the chart. */
const CHART: readonly [News2Part, keyof VitalSigns, readonly (readonly [number, number])[]][] = [
  [
    'respiration',
    'respiration',
    [
      [8, 3],
      [9, 1],
      [11, 1],
      [12, 0],
      [20, 0],
      [21, 2],
      [24, 2],
      [25, 3],
    ],
  ],
  [
    'spo2',
    'spo2',
    [
      [91, 3],
      [92, 2],
      [93, 2],
      [94, 1],
      [95, 1],
      [96, 0],
      [100, 0],
    ],
  ],
  [
    'systolic',
    'systolic',
    [
      [90, 3],
      [91, 2],
      [100, 2],
      [101, 1],
      [110, 1],
      [111, 0],
      [219, 0],
      [220, 3],
    ],
  ],
  [
    'pulse',
    'pulse',
    [
      [40, 3],
      [41, 1],
      [50, 1],
      [51, 0],
      [90, 0],
      [91, 1],
      [110, 1],
      [111, 2],
      [130, 2],
      [131, 3],
    ],
  ],
  [
    'temperature',
    'temperature',
    [
      [35.0, 3],
      [35.1, 1],
      [36.0, 1],
      [36.1, 0],
      [38.0, 0],
      [38.1, 1],
      [39.0, 1],
      [39.1, 2],
    ],
  ],
];

describe('NEWS2, chart 1', () => {
  for (const [name, parameter, edges] of CHART) {
    it.each(edges)(`${name} %d scores %d`, (value, points) => {
      expect(part(name, { [parameter]: value })).toBe(points);
    });
  }

  it.each([
    [83, 3],
    [84, 2],
    [85, 2],
    [86, 1],
    [87, 1],
    [88, 0],
    [92, 0],
    [93, 0],
    [97, 0],
  ])('oxygen saturation %d on air, scale 2, scores %d', (spo2, points) => {
    expect(part('spo2', { spo2, scale: 2, oxygen: false })).toBe(points);
  });
  it.each([
    [83, 3],
    [84, 2],
    [85, 2],
    [86, 1],
    [87, 1],
    [88, 0],
    [92, 0],
    [93, 1],
    [94, 1],
    [95, 2],
    [96, 2],
    [97, 3],
  ])('oxygen saturation %d on oxygen, scale 2, scores %d', (spo2, points) => {
    expect(part('spo2', { spo2, scale: 2, oxygen: true })).toBe(points);
  });
  it('oxygen itself scores 2, air 0', () => {
    expect([part('oxygen', { oxygen: true }), part('oxygen', { oxygen: false })]).toEqual([2, 0]);
  });
  it.each([
    ['A', 0],
    ['C', 3],
    ['V', 3],
    ['P', 3],
    ['U', 3],
  ] as const)('consciousness %s scores %d', (level, points) => {
    expect(part('consciousness', { consciousness: level })).toBe(points);
  });
});

describe('NEWS2 total', () => {
  it('is 7 in the worked check, without a single 3', () => {
    const news2 = scoreNews2({
      respiration: 23,
      spo2: 94,
      scale: 1,
      oxygen: true,
      systolic: 108,
      pulse: 92,
      consciousness: 'A',
      temperature: 37.4,
    });
    expect(news2?.total).toBe(7);
    expect(Object.values(news2?.parts ?? {})).not.toContain(3);
  });
  it('is 20 at most', () => {
    const worst = {
      respiration: 30,
      spo2: 80,
      scale: 1,
      oxygen: true,
      systolic: 80,
      pulse: 150,
      consciousness: 'U',
    } as const;
    expect(scoreNews2({ ...worst, temperature: 34 })?.total).toBe(20);
  });
  it.each(['respiration', 'spo2', 'oxygen', 'systolic', 'pulse', 'consciousness', 'temperature'] as const)(
    'is not given without %s',
    (missing) => {
      const { [missing]: _left, ...rest } = WELL;
      expect(scoreNews2(rest)).toBeNull();
    },
  );
  it('asks for review at 5, or at a single 3, and not below', () => {
    expect(needsReview(scoreNews2({ ...WELL, consciousness: 'V' }))).toBe(true);
    expect(needsReview(scoreNews2({ ...WELL, oxygen: true, spo2: 94, pulse: 92 }))).toBe(false);
    expect(needsReview(scoreNews2({ ...WELL, oxygen: true, spo2: 93, pulse: 92 }))).toBe(true);
    expect(needsReview(null)).toBe(false);
  });
});
