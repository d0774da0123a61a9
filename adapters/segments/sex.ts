import type { AdministrativeGender } from '../../schema/clinical/person';
import type { FeedProfile } from '../contract';

/** ITK PID-8 (NHS DD PERSON GENDER CODE, with 0 for not known), and HL7 table 0001. */
const TABLES: Readonly<Record<FeedProfile['sexCodes'], Readonly<Record<string, AdministrativeGender>>>> = {
  itk: { '1': 'male', '2': 'female', '9': 'other', '0': 'unknown', X: 'unknown' },
  hl7: { M: 'male', F: 'female', A: 'other', O: 'other', U: 'unknown', N: 'other' },
};

/** Undefined for a code outside the sender's table: it says nothing, rather than `unknown`. */
export const genderOf = (code: string, table: FeedProfile['sexCodes']): AdministrativeGender | undefined =>
  TABLES[table][code.toUpperCase()];
