import type { AllergyIntolerance } from '../../schema/clinical/care-record';
import type { CodeableConcept } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import type { Segment } from '../wire/hl7v2/message';
import { codeableConcept, SNOMED } from './cwe';
import { momentOrDateOfTs } from './ts';

type Heard = Omit<AllergyIntolerance, 'source'>;

/** SNOMED CT: no known allergy. */
const NO_KNOWN_ALLERGY = '716186003';

const CATEGORIES: Readonly<Record<string, AllergyIntolerance['category']>> = {
  DA: ['medication'],
  FA: ['food'],
  EA: ['environment'],
  LA: ['environment'],
  PA: ['environment'],
  AA: ['environment'],
};

const reactionsOf = (al1: Segment): readonly CodeableConcept[] =>
  Array.from({ length: al1.repetitions(5) }, (_, at) => al1.text(5, 1, at + 1).trim())
    .filter((text) => text !== '')
    .map((text) => ({ text, codings: [] }));

const oneAllergy = (al1: Segment, recordId: string, instance: InstanceName): Heard | undefined => {
  const code = codeableConcept(al1, 3, instance, 'allergy');
  if (code === undefined) return undefined;
  const [first] = code.codings;
  const recorded = momentOrDateOfTs(al1.text(6));
  return {
    key: `${recordId}|${first === undefined ? code.text : `${first.system}|${first.code}`}`,
    code,
    assertsNone: code.codings.some((coding) => coding.system === SNOMED && coding.code === NO_KNOWN_ALLERGY),
    clinicalStatus: 'active',
    // AL1 has no field for it, and a PAS's clerk does not confirm allergies.
    verificationStatus: 'unconfirmed',
    category: CATEGORIES[al1.text(2).trim().toUpperCase()] ?? [],
    reactions: reactionsOf(al1),
    ...(recorded === undefined ? {} : { recordedDate: recorded }),
  };
};

/**
 * AL1 segments (HL7 2.4 section 3.4.6) replace the list as a whole. None at all says nothing ("required if known"), so
 * it is never read as "no allergies"; `""` in AL1-3 deletes what was held.
 */
export const allergiesHeard = (
  al1s: readonly Segment[],
  recordId: string,
  instance: InstanceName,
): readonly Heard[] | null | undefined => {
  if (al1s.length === 0) return undefined;
  const heard = al1s.map((al1) => oneAllergy(al1, recordId, instance)).filter((one) => one !== undefined);
  if (heard.length > 0) return heard;
  return al1s.some((al1) => al1.raw(3) === '""') ? null : undefined;
};
