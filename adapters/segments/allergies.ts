import type { AllergyIntolerance } from '../../schema/clinical/care-record';
import type { CodeableConcept } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import type { Segment } from '../wire/hl7v2/message';
import { codeableConcept, SNOMED } from './cwe';
import { holds } from './patch';
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

/** How bad it was, or what it did, and not what to: left out, nobody would ask. */
const UNNAMED: CodeableConcept = { text: 'Allergy that was sent without a name', codings: [] };
const isUnnamed = (al1: Segment): boolean => al1.raw(3) !== '""' && [3, 4, 5].some((field) => holds(al1, field));

const nameOf = ({ text, codings: [first] }: CodeableConcept): string =>
  first === undefined ? text : `${first.system}|${first.code}`;

const oneAllergy = (al1: Segment, recordId: string, instance: InstanceName): Heard | undefined => {
  const named = codeableConcept(al1, 3, instance, 'allergy');
  if (named === undefined && !isUnnamed(al1)) return undefined;
  const code = named ?? UNNAMED;
  const recorded = momentOrDateOfTs(al1.text(6));
  return {
    key: `${recordId}|${named ? nameOf(named) : `${UNNAMED.text} ${al1.text(1)}`}`,
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
