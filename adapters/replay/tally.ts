import type { Capability } from '../../schema/capabilities';
import { SEVERITIES } from '../../schema/difference';
import type { Severity } from '../../schema/difference';
import { bySeverity, fieldOf } from '../comparison';
import type { FoundDifference } from './compare-rows';

export interface DifferenceCount {
  readonly severity: Severity;
  readonly capability: Capability;
  /** `place.bed`, `results[].valueText`; '' for records that are there in one telling only. */
  readonly field: string;
  readonly count: number;
}

export interface Tally {
  /** Most severe first. */
  readonly counts: readonly DifferenceCount[];
  readonly total: number;
  /** Most severe first; at most {@link SHOWN} of each severity. */
  readonly differences: readonly FoundDifference[];
}

/** So that a million differences take no more memory than a thousand: all are counted, these are kept. */
export const SHOWN = 1_000;

export const createTally = (): { add(found: readonly FoundDifference[]): void; result(): Tally } => {
  const counts = new Map<string, DifferenceCount>();
  const kept = new Map<Severity, FoundDifference[]>(SEVERITIES.map((severity) => [severity, []]));
  let total = 0;
  return {
    add: (found) => {
      for (const difference of found) {
        const { severity, capability } = difference;
        const field = fieldOf(difference.field);
        const key = `${severity}|${capability}|${field}`;
        counts.set(key, { severity, capability, field, count: (counts.get(key)?.count ?? 0) + 1 });
        const list = kept.get(severity);
        if (list !== undefined && list.length < SHOWN) list.push(difference);
        total += 1;
      }
    },
    result: () => ({
      total,
      counts: [...counts.values()].sort(
        (a, b) =>
          SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
          (a.capability < b.capability ? -1 : a.capability > b.capability ? 1 : a.field < b.field ? -1 : 1),
      ),
      differences: [...kept.values()].flat().sort(bySeverity),
    }),
  };
};
