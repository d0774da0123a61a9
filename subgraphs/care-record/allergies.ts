import { personList, type ListArgs } from '../person-list';
import type { AllergyIntolerance } from '../../schema/clinical/care-record';

/** A statement that was withdrawn or has ended asserts nothing. One whose state is not said stands, as it was written. */
const stands = ({ clinicalStatus, verificationStatus }: AllergyIntolerance): boolean =>
  clinicalStatus !== 'inactive' &&
  clinicalStatus !== 'resolved' &&
  verificationStatus !== 'refuted' &&
  verificationStatus !== 'entered-in-error';

/**
 * "No known allergies" is a record (716186003). It is asserted for the person only when some source holds it to stand
 * and no source recorded an allergy, on this page or another: the two together are a disagreement that the reader must
 * see, not a none.
 */
export const allergies = personList<'allergies', ListArgs, AllergyIntolerance>({
  capability: 'allergies',
  kind: 'allergy',
  order: { key: ({ recordedDate }) => recordedDate ?? '', direction: 'descending' },
  node: (allergy) => allergy,
  ofAll: (all) => ({
    assertedNone: all.some((one) => one.assertsNone && stands(one)) && all.every(({ assertsNone }) => assertsNone),
  }),
});
