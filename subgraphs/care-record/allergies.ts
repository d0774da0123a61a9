import { personList, type ListArgs } from '../person-list';
import type { AllergyIntolerance } from '../../schema/clinical/care-record';

/** A statement that was withdrawn or has ended asserts nothing. One whose state is not said stands, as it was written. */
const stands = ({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean =>
  clinicalStatus !== 'inactive' &&
  clinicalStatus !== 'resolved' &&
  verificationStatus !== 'refuted' &&
  verificationStatus !== 'entered-in-error';

/** Said of an answer that records were taken out of: a seal, or a label of its source. */
const TAKEN_OUT: ReadonlySet<string> = new Set(['SEALED_BY_PATIENT', 'CONFIDENTIAL_AT_SOURCE']);

/**
 * "No known allergies" is a record (716186003). It is asserted for the person only when some source holds it to stand
 * and no source recorded an allergy, on this page or another, or one that may not be shown: the two together are a
 * disagreement that the reader must see, not a none.
 */
export const allergies = personList<'allergies', ListArgs, AllergyIntolerance>({
  capability: 'allergies',
  kind: 'allergy',
  order: { key: ({ recordedDate }) => recordedDate ?? '', direction: 'descending' },
  node: (allergy) => allergy,
  ofAll: (all, { sources }) => ({
    assertedNone:
      all.some((one) => one.assertsNone && stands(one)) &&
      all.every(({ assertsNone }) => assertsNone) &&
      !sources.some(({ warnings }) => warnings.some(({ code }) => TAKEN_OUT.has(code))),
  }),
});
