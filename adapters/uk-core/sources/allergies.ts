import { z } from 'zod';
import { keyOfResource } from '../../../schema/record-key';
import { codeAmong, conceptOf, hasCode, partyOf, stated } from '../fhir/elements';
import { allergyIntolerance, type FhirAllergyIntolerance } from '../fhir/care-record';
import { allergyUnread, unreadAllergy, type UnreadAllergy } from '../fhir/unread-allergy';
import { NO_KNOWN_ALLERGIES } from '../vocabulary';
import { partlyRead } from './reading';
import type { PersonSource } from '../../contract';
import type { AllergyIntolerance } from '../../../schema/clinical/care-record';
import type { RecordSource } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

const CATEGORIES = ['food', 'medication', 'environment', 'biologic'] as const;
const CRITICALITIES = ['low', 'high', 'unable-to-assess'] as const;

const someAllergy = z.union([allergyIntolerance, unreadAllergy]);
type SomeAllergy = FhirAllergyIntolerance | UnreadAllergy;

const isUnread = (resource: SomeAllergy | undefined, { instance }: UkCoreServer): boolean =>
  resource !== undefined && ('unread' in resource || conceptOf(resource.code, instance) === undefined);

const allergyOf = (resource: SomeAllergy, source: RecordSource, server: UkCoreServer): AllergyIntolerance => {
  const { instance } = server;
  const key = keyOfResource(instance, resource);
  const code = conceptOf(resource.code, instance);
  if ('unread' in resource || code === undefined)
    return allergyUnread({ key, source }, hasCode(resource.code, NO_KNOWN_ALLERGIES) ? undefined : code);
  return stated({
    key,
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

/** Allergies in whatever state, such as cannot be read too, and the positive "no known allergies". An empty list means that nothing is recorded. */
export const allergiesOfPeople =
  (server: UkCoreServer): PersonSource<'allergies'> =>
  (people, _selection, ask) =>
    server.dialect.people.ask(
      server,
      people,
      {
        what: 'AllergyIntolerance',
        query: {},
        schema: someAllergy,
        subject: ({ patient }) => patient,
        reader: () => (resource, source) => allergyOf(resource, source, server),
        lacks: ({ matches }) =>
          matches.some((each) => isUnread(someAllergy.safeParse(each).data, server)) ? [partlyRead(server)] : [],
      },
      ask,
    );
