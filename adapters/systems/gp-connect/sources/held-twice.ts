import { found, type Answer, type Warning } from '../../../../schema/answer';
import type { Practice } from '../practice';

const HELD_TWICE: readonly Warning[] = [
  {
    code: 'IDENTITY_IN_DOUBT',
    text: 'The practice holds a record under this identifier that the identity rules do not join; it is left out',
  },
  { code: 'NUMBER_HELD_TWICE', text: 'The practice holds more than one record under one number of this person' },
];

/**
 * Of a person whose NHS number stands on more than one of the practice's records: it is all that a practice is asked by, and
 * tells none of them to be theirs. Nothing is shown, and that says so.
 */
export const heldTwice = (practice: Practice): Answer<readonly never[]> =>
  found<readonly never[]>([], practice.stamp(), { complete: false, warnings: HELD_TWICE });
