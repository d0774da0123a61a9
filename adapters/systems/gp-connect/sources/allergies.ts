import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, hasCode, oneOf, partyOf, stated } from '../fhir/elements';
import { allergyIntolerance, type FhirAllergyIntolerance } from '../fhir/resources';
import { NO_KNOWN_ALLERGIES } from '../vocabulary';
import { areaOfPeople, type ReadingContext } from './area';
import type { AllergyIntolerance } from '../../../../schema/clinical/care-record';
import type { PersonSource } from '../../../contract';
import type { Practice } from '../practice';

const CATEGORIES = ['food', 'medication', 'environment', 'biologic'] as const;
const CRITICALITIES = ['low', 'high', 'unable-to-assess'] as const;

const allergyOf = (resource: FhirAllergyIntolerance, { key, source, practice }: ReadingContext): AllergyIntolerance => {
  const { instance } = practice;
  const code = conceptOf(resource.code, instance);
  if (code === undefined) throw new NotFhir('AllergyIntolerance.code holds neither text nor code');
  return stated({
    key,
    source,
    code,
    assertsNone: hasCode(resource.code, NO_KNOWN_ALLERGIES),
    clinicalStatus: oneOf(['active', 'inactive', 'resolved'], resource.clinicalStatus),
    verificationStatus: oneOf(['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'], resource.verificationStatus),
    category: CATEGORIES.filter((each) => resource.category.includes(each)),
    criticality: CRITICALITIES.find((each) => each === resource.criticality),
    reactions: resource.reaction.flatMap(({ manifestation }) =>
      manifestation.flatMap((each) => conceptOf(each, instance) ?? []),
    ),
    recordedDate: resource.assertedDate,
    recorder: partyOf(resource.recorder),
  });
};

/** Allergies, ended ones included, and the positive "no known allergies". */
export const allergiesOfPeople = (practice: Practice): PersonSource<'allergies'> =>
  areaOfPeople(practice, 'allergies', {
    type: 'AllergyIntolerance',
    schema: allergyIntolerance,
    subject: ({ patient }) => patient,
    read: allergyOf,
  });
