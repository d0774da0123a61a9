import { compareBirthDates } from '../../schema/clinical/birth-date';
import type { Identifier } from '../../schema/clinical/values';

/** What of a record the linking rules compare. */
export interface Comparable {
  readonly nhsNumber: string | null;
  readonly traceStatus: string | null;
  readonly birthDate: string | null;
  readonly birthDateEstimated: boolean;
  readonly identifiers: readonly Identifier[];
}

export type Verdict =
  | { readonly kind: 'same'; readonly rule: 'identifier' | 'nhs-number' }
  | { readonly kind: 'candidate'; readonly reason: string }
  | { readonly kind: 'unrelated' };

/** NHS Data Dictionary, NHS NUMBER STATUS INDICATOR: number present and verified. */
export const VERIFIED = '01';

const shareIdentifier = (a: Comparable, b: Comparable): boolean =>
  a.identifiers.some((x) => b.identifiers.some((y) => x.system === y.system && x.value === y.value));

const doubt = (agreement: ReturnType<typeof compareBirthDates>): string =>
  agreement === 'differ' ? 'birth dates differ' : 'a birth date is missing, partial or estimated';

/**
 * Are two records one person? Only (a) by the same identifier of the same assigning authority, or (b) by NHS numbers
 * that both records hold as verified; either way birth dates must agree, and an estimated or default one (PID-32 `ED`,
 * `UD`) never does. What comes near without that is a candidate, with a reason that names no value. A likeness of names
 * is nothing.
 */
export const compare = (a: Comparable, b: Comparable): Verdict => {
  const agreement = compareBirthDates(a, b);
  const sameNumber = a.nhsNumber !== null && a.nhsNumber === b.nhsNumber;
  const bothVerified = a.traceStatus === VERIFIED && b.traceStatus === VERIFIED;
  if (shareIdentifier(a, b)) {
    if (agreement === 'agree') return { kind: 'same', rule: 'identifier' };
    if (!sameNumber) return { kind: 'candidate', reason: `Same hospital number, but ${doubt(agreement)}.` };
  }
  if (!sameNumber) return { kind: 'unrelated' };
  if (!bothVerified) return { kind: 'candidate', reason: 'Same NHS number, but not verified in both records.' };
  if (agreement === 'agree') return { kind: 'same', rule: 'nhs-number' };
  return { kind: 'candidate', reason: `Same verified NHS number, but ${doubt(agreement)}.` };
};
