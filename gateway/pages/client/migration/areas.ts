import type { TrafficSlice } from './plan-answers';

/** One system's reads over time: how much lies below it and where it reaches, slice by slice. */
export interface Band {
  readonly system: string;
  readonly total: number;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** Systems stacked on each other, the busiest at the foot; of every slice its own reads. */
export const bandsOf = (slices: readonly TrafficSlice[]): readonly Band[] => {
  const totals = new Map<string, number>();
  for (const { systems } of slices)
    for (const { system, reads } of systems) totals.set(system, (totals.get(system) ?? 0) + reads);
  const order = [...totals].sort(([one, more], [other, less]) => less - more || one.localeCompare(other));
  let floor: readonly number[] = slices.map(() => 0);
  return order.map(([system, total]) => {
    const lower = floor;
    const upper = slices.map(
      ({ systems }, index) => (lower[index] ?? 0) + (systems.find((each) => each.system === system)?.reads ?? 0),
    );
    floor = upper;
    return { system, total, lower, upper };
  });
};

/** The next round number that can be halved: 1, 2, 4, 6, 8 with zeros. */
export const roundUp = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= most) ?? most;
};
