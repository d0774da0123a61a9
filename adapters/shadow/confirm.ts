import { gravest } from '../comparison';
import type { Found, FoundDifference } from './found';

const nameOf = ({ capability, record, recordId, field }: FoundDifference): string =>
  JSON.stringify([capability, record, recordId, field]);

const recordsIn = (differences: readonly FoundDifference[]): number =>
  new Set(differences.map(({ capability, record, recordId }) => JSON.stringify([capability, record, recordId]))).size;

/**
 * What a finding in flight came to when both were asked again: only what differed then and differs still is a mismatch.
 * What differs for the first time is not spoken of: the next read will find it.
 */
export const confirmed = (first: Found, again: readonly Found[]): Found => {
  const judged = again.find(({ outcome }) => outcome !== 'candidate-failed' && outcome !== 'control-failed');
  if (judged === undefined) {
    const failed = again.find(({ outcome }) => outcome === 'candidate-failed') ?? again[0];
    return { ...first, ...{ outcome: failed?.outcome ?? 'control-failed', mismatched: 0, severe: 0 }, severity: null, differences: [] }; // prettier-ignore
  }
  const before = new Set(first.differences.filter(({ ignoredBy }) => ignoredBy === null).map(nameOf));
  const still = judged.differences.filter((one) => one.ignoredBy === null && before.has(nameOf(one)));
  const ignored = judged.differences.filter(({ ignoredBy }) => ignoredBy !== null);
  return {
    ...first,
    outcome: still.length > 0 ? 'mismatched' : ignored.length > 0 ? 'ignored' : 'matched',
    severity: still.length > 0 ? gravest(still.map(({ severity }) => severity)) : null,
    mismatched: recordsIn(still),
    severe: recordsIn(still.filter(({ severity }) => severity === 'critical' || severity === 'major')),
    ...{ controlMs: judged.controlMs, candidateMs: judged.candidateMs },
    differences: [...still, ...ignored],
  };
};
