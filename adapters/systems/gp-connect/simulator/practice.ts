import { NHS_NUMBER_SYSTEM, type OdsCode } from '../../../../schema/identifiers';
import { londonStamp, startOfLondonDay, type Instant, type LocalDate } from '../../../../schema/time';
import { EXTENSION, profile, SNOMED } from '../vocabulary';
import type { Hospital, SimCoded, SimGpRecord, SimPerson } from '../../../simulation/hospital';

/** JSON as it goes out; keys with `undefined` are not written. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [element: string]: unknown;
}

export interface Registered {
  /** The logical id at this practice: says nothing about the person. */
  readonly id: string;
  readonly person: SimPerson;
  readonly record: SimGpRecord;
}

/** One practice of the hospital's people, as its system holds it now. */
export interface Practice {
  readonly ods: OdsCode;
  readonly hospital: Hospital;
  readonly now: Instant;
  readonly registered: readonly Registered[];
}

export const practiceOf = (hospital: Hospital, ods: OdsCode, now: Instant): Practice => {
  const people = new Map(hospital.people.map((person) => [person.key, person]));
  const registered = hospital.gpRecords
    .filter(({ practice }) => practice === ods)
    .flatMap((record, index): Registered[] => {
      const person = people.get(record.person);
      return person === undefined ? [] : [{ id: String(index + 1), person, record }];
    });
  return { ods, hospital, now, registered };
};

export const meta = (name: string) => ({ versionId: '1', profile: [profile(name)] });
export const snomed = ({ code, display }: SimCoded) => ({ coding: [{ system: SNOMED, code, display }] });

/** A moment as GP systems write it: London's time with its offset. */
export const londonTime = (at: Instant): string => {
  const [, date, hour, minute, second] = /^(\d{8})(\d\d)(\d\d)(\d\d)$/.exec(londonStamp(at)) ?? [];
  const summer = Number(hour) !== new Date(Date.parse(at)).getUTCHours();
  const day = `${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6, 8)}`;
  return `${day}T${hour}:${minute}:${second}${summer ? '+01:00' : '+00:00'}`;
};
/** A whole day where a dateTime is wanted: its midnight. A partial date stays partial. */
export const dayTime = (day: string): string =>
  day.length === 10 ? londonTime(startOfLondonDay(day as LocalDate)) : day;

export const patientResource = ({ id, person }: Registered): Resource => ({
  resourceType: 'Patient',
  id,
  meta: meta('Patient'),
  identifier: [
    {
      extension: [
        {
          url: EXTENSION.nhsNumberVerification,
          valueCodeableConcept: {
            coding: [{ system: 'https://fhir.nhs.uk/CareConnect-NHSNumberVerificationStatus-1', code: '01' }],
          },
        },
      ],
      system: NHS_NUMBER_SYSTEM,
      value: person.nhsNumber,
    },
  ],
  active: true,
  name: [{ use: 'official', family: person.family.toUpperCase(), given: [person.given], prefix: [person.title] }],
  gender: person.sex,
  birthDate: person.birthDate,
  generalPractitioner: [{ reference: 'Practitioner/1' }],
  managingOrganization: { reference: 'Organization/1' },
});

/** The practice itself, its doctor and the doctor's role there: in every record. */
export const practiceResources = ({ ods }: Practice, { person }: Registered): readonly Resource[] => [
  {
    resourceType: 'Organization',
    id: '1',
    meta: meta('Organization'),
    identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: ods }],
    name: person.practiceName,
  },
  { resourceType: 'Practitioner', id: '1', meta: meta('Practitioner'), name: [{ use: 'usual', text: person.gp }] },
  {
    resourceType: 'PractitionerRole',
    id: '1',
    meta: meta('PractitionerRole'),
    practitioner: { reference: 'Practitioner/1' },
    organization: { reference: 'Organization/1' },
  },
];
