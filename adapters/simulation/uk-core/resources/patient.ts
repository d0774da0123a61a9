import { NHS_NUMBER_SYSTEM, ODS_CODE_SYSTEM } from '../../../../schema/identifiers';
import { ETHNIC_CATEGORY } from '../../../segments/codes/ethnic-category';
import { RELATIONSHIP } from '../../../segments/codes/relationship';
import { CONFIDENTIALITY, ETHNIC_CATEGORY_EXTENSION, NHS_NUMBER_STATUS_EXTENSION } from '../../../uk-core/vocabulary';
import { coded, meta, ownNumber, type Resource } from '../resource';
import type { Holdings, Known } from '../holdings';
import type { SearchQuery } from '../search-query';

const STATUS = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland';
const GMP_NUMBER = 'https://fhir.hl7.org.uk/Id/gmp-number';

const identifiers = (known: Known, holdings: Holdings): readonly object[] => {
  const { nhsNumber, traceStatus } = known.person;
  const own = ownNumber(known, holdings);
  if (nhsNumber === undefined) return [own];
  const extension = [{ url: NHS_NUMBER_STATUS_EXTENSION, valueCodeableConcept: coded(STATUS, traceStatus) }];
  return [own, { system: NHS_NUMBER_SYSTEM, value: nhsNumber, extension }];
};

const contact = ({ person: { nextOfKin } }: Known, { local }: Holdings): readonly object[] =>
  nextOfKin === undefined
    ? []
    : [
        {
          relationship: [
            coded(
              `${local.own}/CodeSystem/relationship`,
              nextOfKin.relationship,
              RELATIONSHIP.displays[nextOfKin.relationship],
            ),
          ],
          name: { use: 'official', family: nextOfKin.family, given: [nextOfKin.given] },
          telecom: [{ system: 'phone', use: 'home', value: nextOfKin.phone }],
        },
      ];

/** Nothing of a death that is still to come; of one whose date was never written down only that it was. */
const death = ({ person }: Known, { now }: Holdings): object => {
  if (person.deceasedAt === undefined || person.deceasedAt > now) return {};
  return person.deathUndated === true ? { deceasedBoolean: true } : { deceasedDateTime: person.deceasedAt };
};

/** UKCore-Patient. */
export const patientResource = (known: Known, holdings: Holdings): Resource => {
  const { person, number } = known;
  return {
    resourceType: 'Patient',
    id: number,
    meta: {
      ...meta('Patient', holdings.hospital.anchor),
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
    identifier: identifiers(known, holdings),
    name: [{ use: 'official', family: person.family, given: [person.given], prefix: [person.title] }],
    telecom: [{ system: 'phone', use: 'home', value: person.phone }],
    gender: person.sex,
    birthDate: person.birthDate,
    ...death(known, holdings),
    address: [{ use: 'home', line: [person.addressLine], city: person.city, postalCode: person.postcode }],
    contact: contact(known, holdings),
    communication: [{ language: coded(`${holdings.local.own}/CodeSystem/language`, 'EN'), preferred: true }],
    generalPractitioner: [
      { type: 'Practitioner', identifier: { system: GMP_NUMBER, value: person.gp } },
      {
        ...{ type: 'Organization', identifier: { system: ODS_CODE_SYSTEM, value: person.practice } },
        display: person.practiceName,
      },
    ],
  };
};

/** By logical id, identifier, or demographics; `twins` are keys of people who are held twice by mistake. */
export const searchPatients =
  (twins: ReadonlySet<string> = new Set()) =>
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
