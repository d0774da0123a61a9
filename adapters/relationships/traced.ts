import { compareBirthDates } from '../../schema/clinical/birth-date';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber } from '../../schema/identifiers';
import type { PartialDate } from '../../schema/time';

/** By what a record that has no number of ours is somebody's (design, 5): a traced NHS number, and the birth date. */
export interface Traced {
  readonly nhsNumber: NhsNumber;
  /** A whole day that nobody estimated. */
  readonly birthDate: PartialDate;
}

/** Null for somebody whom no such record can be joined to. */
export const tracedOf = (person: PersonIdentity): Traced | null => {
  const { nhsNumber, nhsNumberVerified, birthDate } = person;
  if (nhsNumber === undefined || !nhsNumberVerified || birthDate === undefined) return null;
  // Only what can agree agrees with itself.
  return compareBirthDates(person, person) === 'agree' ? { nhsNumber, birthDate } : null;
};
