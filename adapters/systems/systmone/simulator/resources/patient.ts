import { ODS_CODE_SYSTEM } from '../../../../../schema/identifiers';
import { ETHNIC_CATEGORY } from '../../../../segments/codes/ethnic-category';
import { RELATIONSHIP } from '../../../../segments/codes/relationship';
import { CONFIDENTIALITY } from '../../../../uk-core/vocabulary';
import { ETHNIC_CATEGORY_EXTENSION } from '../../fhir/vocabulary';
import { coded, type Resource } from '../../../../simulation/uk-core/resource';
import { patientResource as basicPatient } from '../../../../simulation/uk-core/resources/patient';
import type { Holdings, Known } from '../../../../simulation/uk-core/holdings';
import type { SearchQuery } from '../../../../simulation/uk-core/search-query';

const contact = ({ person: { nextOfKin } }: Known) =>
  nextOfKin === undefined
    ? []
    : [
        {
          relationship: [
            coded(
              'https://systmone.example/CodeSystem/relationship',
              nextOfKin.relationship,
              RELATIONSHIP.displays[nextOfKin.relationship],
            ),
          ],
          name: { family: nextOfKin.family, given: [nextOfKin.given] },
          telecom: [{ system: 'phone', use: 'home', value: nextOfKin.phone }],
        },
      ];

export const patientResource = (known: Known, holdings: Holdings): Resource => {
  const { person } = known;
  const patient = basicPatient(known, holdings);
  const died = person.deceasedAt !== undefined && person.deceasedAt <= holdings.now;
  return {
    ...patient,
    meta: {
      ...(patient['meta'] as object),
      ...(person.restricted ? { security: [{ system: CONFIDENTIALITY[0], code: 'R' }] } : {}),
    },
    extension: [
      {
        url: ETHNIC_CATEGORY_EXTENSION,
        valueCodeableConcept: coded(
          ETHNIC_CATEGORY.system ?? `${holdings.local.own}/CodeSystem/ethnic-category`,
          person.ethnicCategory,
          ETHNIC_CATEGORY.displays[person.ethnicCategory],
        ),
      },
    ],
    telecom: [{ system: 'phone', use: 'home', value: person.phone }],
    ...(died ? { deceasedDateTime: person.deceasedAt } : {}),
    address: [{ use: 'home', line: [person.addressLine], city: person.city, postalCode: person.postcode }],
    contact: contact(known),
    generalPractitioner: [
      { identifier: { system: ODS_CODE_SYSTEM, value: person.practice }, display: person.practiceName },
    ],
  };
};

/** By logical id, identifier, or demographics; `twins` are people whom this SystmOne holds twice by mistake. */
export const searchPatients =
  (twins: ReadonlySet<string>) =>
  (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
    const fits = (parameter: string, text: string): boolean =>
      query.anyOf(parameter)?.some((each) => text.toLowerCase().startsWith(each.toLowerCase())) ?? true;
    const [ids, identifiers] = [query.anyOf('_id'), query.anyOf('identifier')];
    const named = identifiers && new Set(identifiers.flatMap((each) => holdings.named(each)));
    return holdings.people
      .filter((known) => (named?.has(known) ?? true) && (ids?.includes(known.number) ?? true))
      .filter(({ person }) => fits('family', person.family) && fits('given', person.given))
      .filter(({ person }) => fits('name', person.family) || fits('name', person.given))
      .filter(({ person }) => fits('birthdate', person.birthDate) && fits('gender', person.sex))
      .flatMap((known) => {
        const resource = patientResource(known, holdings);
        const again = { ...resource, id: `${known.number}-2` };
        return twins.has(known.person.key) ? [resource, again] : [resource];
      });
  };
