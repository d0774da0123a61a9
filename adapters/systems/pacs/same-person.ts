import { compareBirthDates } from '../../../schema/clinical/birth-date';
import type { PersonIdentity } from '../../../schema/clinical/person';
import { hospitalNumberSystem, parseNhsNumber } from '../../../schema/identifiers';
import { dayOfDa } from '../../wire/dicomweb/moment';
import type { DataSet } from '../../wire/dicomweb/data-set';
import type { Archive } from './identifiers-asked';

const NHS_ISSUERS = new Set(['NHS', '2.16.840.1.113883.2.1.4.1', 'https://fhir.nhs.uk/Id/nhs-number']);

/** What an identifier of a study says of the person it is about. */
type Word = 'theirs' | 'another' | 'unknown';

const wordOf = (holder: DataSet, person: PersonIdentity, { issuer, organisation }: Archive): Word => {
  const id = holder.text('PatientID');
  if (id === undefined) return 'unknown';
  const issuedBy = holder.text('IssuerOfPatientID');
  const number = parseNhsNumber(id);
  // Ten digits with a right check digit and no issuer are an NHS number: hospital numbers are not written so.
  if ((issuedBy !== undefined && NHS_ISSUERS.has(issuedBy)) || (issuedBy === undefined && number !== null)) {
    if (number === null || person.nhsNumber === undefined) return 'unknown';
    if (number !== person.nhsNumber) return 'another';
    // An archive says of no number whether it was traced; one that was not traced here either joins nobody.
    return person.nhsNumberVerified ? 'theirs' : 'unknown';
  }
  const authority = issuedBy === undefined || issuedBy === issuer ? organisation : issuedBy;
  const system = hospitalNumberSystem(authority);
  if (person.identifiers.some((known) => known.system === system && known.value === id)) return 'theirs';
  // Another trust's number that nobody linked says nothing; a number of our own that is not theirs is someone else's.
  return authority === organisation ? 'another' : 'unknown';
};

const isOwnNumber = (study: DataSet, person: PersonIdentity, archive: Archive): boolean =>
  wordOf(study, person, archive) === 'theirs' && parseNhsNumber(study.text('PatientID') ?? '') === null;

/**
 * Is the study this person's? One of its identifiers is theirs, none is someone else's, and the birth date does not
 * differ; where the NHS number alone says so, the birth date must agree (the design's rules of identity).
 */
export const isOfPerson = (study: DataSet, person: PersonIdentity, archive: Archive): boolean => {
  const holders = [study, ...study.items('OtherPatientIDsSequence')];
  const words = holders.map((holder) => wordOf(holder, person, archive));
  if (words.includes('another') || !words.includes('theirs')) return false;
  const born = compareBirthDates({ birthDate: dayOfDa(study.text('PatientBirthDate') ?? '') }, person);
  return holders.some((holder) => isOwnNumber(holder, person, archive)) ? born !== 'differ' : born === 'agree';
};
