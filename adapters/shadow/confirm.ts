import { gravest } from '../comparison';
import type { Found, FoundDifference } from './found';

const nameOf = ({ capability, record, recordId, field }: FoundDifference): string =>
  JSON.stringify([capability, record, recordId, field]);

const recordsIn = (differences: readonly FoundDifference[]): number =>
  new Set(differences.map(({ capability, record, recordId }) => JSON.stringify([capability, record, recordId]))).size;

/** Those of them that no rule ignores. */
const open = ({ differences }: Found): readonly FoundDifference[] =>
  differences.filter(({ ignoredBy }) => ignoredBy === null);

const failedOf = (again: readonly Found[]): 'candidate-failed' | 'control-failed' | null => {
  if (again.some(({ outcome }) => outcome === 'candidate-failed')) return 'candidate-failed';
  return again.length === 0 || again.some(({ outcome }) => outcome === 'control-failed') ? 'control-failed' : null;
};

/**
 * What a finding in flight came to when both were asked again: only what differed then and differs still is a mismatch.
 * What differs for the first time is not spoken of: the next read will find it. What could not be asked about again is
 * neither a mismatch nor agreement.
 */
export const confirmed = (first: Found, again: readonly Found[]): Found => {
  const judged = again.find(({ outcome }) => outcome !== 'candidate-failed' && outcome !== 'control-failed');
  const before = open(first);
  const names = new Set(before.map(nameOf));
  const still = judged === undefined ? [] : open(judged).filter((one) => names.has(nameOf(one)));
  const failed = failedOf(again);
  if (judged === undefined || (still.length === 0 && failed !== null))
    return {
      ...{ ...first, outcome: failed ?? 'control-failed', severity: null },
      ...{ records: 0, mismatched: 0, severe: 0, differences: [] },
    };
  const ignored = judged.differences.filter(({ ignoredBy }) => ignoredBy !== null);
  const mismatched = recordsIn(still);
  return {
    ...first,
    outcome: still.length > 0 ? 'mismatched' : ignored.length > 0 ? 'ignored' : 'matched',
    severity: still.length > 0 ? gravest(still.map(({ severity }) => severity)) : null,
    // Whose difference is gone, and who could not be asked, cannot be told apart by it: neither counts then.
    records: failed === null ? first.records : first.records - recordsIn(before) + mismatched,
    mismatched,
    severe: recordsIn(still.filter(({ severity }) => severity === 'critical' || severity === 'major')),
    ...{ controlMs: judged.controlMs, candidateMs: judged.candidateMs },
    differences: [...still, ...ignored],
  };
};
