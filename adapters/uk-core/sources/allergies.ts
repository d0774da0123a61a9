import { keyOfResource } from '../../../schema/record-key';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { codeAmong, conceptOf, hasCode, partyOf, stated } from '../fhir/elements';
import { allergyIntolerance, type FhirAllergyIntolerance } from '../fhir/care-record';
import { NO_KNOWN_ALLERGIES } from '../vocabulary';
import type { PersonSource } from '../../contract';
import type { AllergyIntolerance } from '../../../schema/clinical/care-record';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

const CATEGORIES = ['food', 'medication', 'environment', 'biologic'] as const;
const CRITICALITIES = ['low', 'high', 'unable-to-assess'] as const;

const allergyOf = (
  resource: FhirAllergyIntolerance,
  source: RecordSource,
  { instance }: UkCoreServer,
): AllergyIntolerance => {
  const code = conceptOf(resource.code, instance);
  if (code === undefined) throw new NotFhir('AllergyIntolerance.code holds neither text nor code');
  return stated({
    key: keyOfResource(instance, resource),
    source,
    code,
    assertsNone: hasCode(resource.code, NO_KNOWN_ALLERGIES),
    clinicalStatus: codeAmong(['active', 'inactive', 'resolved'], resource.clinicalStatus),
    verificationStatus: codeAmong(
      ['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'],
      resource.verificationStatus,
    ),
    category: CATEGORIES.filter((each) => resource.category.includes(each)),
    criticality: CRITICALITIES.find((each) => each === resource.criticality),
    reactions: resource.reaction.flatMap(({ manifestation }) =>
      manifestation.flatMap((each) => conceptOf(each, instance) ?? []),
    ),
    recordedDate: resource.recordedDate,
    recorder: partyOf(resource.recorder),
  });
};

/** Allergies in whatever state, and the positive "no known allergies". An empty list means that nothing is recorded. */
export const allergiesOfPeople =
  (server: UkCoreServer): PersonSource<'allergies'> =>
  (people, _selection, ask) =>
    server.dialect.people.ask(
      server,
      people,
      {
        what: 'AllergyIntolerance',
        query: {},
        schema: allergyIntolerance,
        subject: ({ patient }) => patient,
        reader: () => (resource, source) => allergyOf(resource, source, server),
      },
      ask,
    );
