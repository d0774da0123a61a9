/** A birth date as some record holds it: `1948`, `1948-03` or `1948-03-02`. */
export interface BirthDate {
  readonly birthDate?: string | null | undefined;
  /** A default or estimated date: PID-32 `UD`, `ED`. FHIR R4 has no word for it. */
  readonly birthDateEstimated?: boolean | null | undefined;
}

/** Of a warning, beside `IDENTITY_IN_DOUBT`: a record under the person's own number was left out for its birth date. */
export const BIRTH_DATE_DIFFERS = 'BIRTH_DATE_DIFFERS';

/** `1948-03-02`: a date known to the month agrees with thirty people. */
const WHOLE_DAY = 10;

/**
 * What two birth dates say of whether two records are one person's (design, 5). Only whole days that nobody estimated
 * can agree. `unsure` speaks neither for it nor against it: one of them is missing or estimated, or is the other's year
 * or month.
 */
export const compareBirthDates = (one: BirthDate, other: BirthDate): 'agree' | 'differ' | 'unsure' => {
  const [a, b] = [one.birthDate ?? '', other.birthDate ?? ''];
  if (one.birthDateEstimated === true || other.birthDateEstimated === true) return 'unsure';
  if (a === b) return a.length === WHOLE_DAY ? 'agree' : 'unsure';
  return a.startsWith(b) || b.startsWith(a) ? 'unsure' : 'differ';
};
