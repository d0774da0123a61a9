import type { Severity } from '../../schema/difference';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { ComparisonOrigin, ComparisonOutcome } from '../../schema/migration/evidence';
import type { JudgedDifference } from '../comparison';
import type { ComparedRoute } from './route';

/** A difference with whom it is about: null for somebody who cannot be told, empty for nobody. */
export interface FoundDifference extends JudgedDifference {
  readonly about: readonly (PersonIdentity | null)[];
}

/** What comparing some subjects of a read came to. In memory only: it holds patients' values. */
export interface Found {
  readonly route: ComparedRoute;
  readonly origin: ComparisonOrigin;
  readonly rehearsal: number | null;
  readonly outcome: ComparisonOutcome;
  readonly severity: Severity | null;
  readonly records: number;
  readonly mismatched: number;
  readonly severe: number;
  readonly controlMs: number | null;
  readonly candidateMs: number | null;
  readonly differences: readonly FoundDifference[];
  /** Positions among the subjects that were compared. */
  readonly at: readonly number[];
}
