import { z } from 'zod';
import { allergyUnread, unreadAllergy, type UnreadAllergy } from '../../../uk-core/fhir/unread-allergy';
import { conceptOf, hasCode, oneOf, partyOf, stated } from '../fhir/elements';
import { allergyIntolerance, type FhirAllergyIntolerance } from '../fhir/resources';
import { NO_KNOWN_ALLERGIES } from '../vocabulary';
import { areaOfPeople, PARTLY_READ, type ReadingContext } from './area';
import type { AllergyIntolerance } from '../../../../schema/clinical/care-record';
import type { PersonSource } from '../../../contract';
import type { Practice } from '../practice';

const CATEGORIES = ['food', 'medication', 'environment', 'biologic'] as const;
const CRITICALITIES = ['low', 'high', 'unable-to-assess'] as const;

const allergyOf = (
  resource: FhirAllergyIntolerance | UnreadAllergy,
  { key, source, practice, warn }: ReadingContext,
): AllergyIntolerance => {
  const { instance } = practice;
  const code = conceptOf(resource.code, instance);
  if ('unread' in resource || code === undefined) {
    warn(PARTLY_READ);
    return allergyUnread({ key, source }, hasCode(resource.code, NO_KNOWN_ALLERGIES) ? undefined : code);
  }
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

/** Allergies, ended ones and such as cannot be read included, and the positive "no known allergies". */
export const allergiesOfPeople = (practice: Practice): PersonSource<'allergies'> =>
  areaOfPeople(practice, 'allergies', {
    type: 'AllergyIntolerance',
    schema: z.union([allergyIntolerance, unreadAllergy]),
    subject: ({ patient }) => patient,
    read: allergyOf,
  });
