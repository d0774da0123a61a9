import type { Difference, MaskedDifference } from '../../schema/difference';
import { fieldOf } from './normalise';

/** A difference with nothing in it that is a patient's: no key, no line, no value. */
export const maskedDifference = ({ capability, severity, field }: Difference): MaskedDifference => ({
  ...{ capability, severity, field: fieldOf(field) },
  ...{ record: null, recordId: null, before: null, after: null },
});
