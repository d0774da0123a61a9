import { NHS_NUMBER_SYSTEM } from '../../../../schema/identifiers';
import { NHS_NUMBER_STATUS_EXTENSION } from '../../../uk-core/vocabulary';
import { coded, meta, ownNumber, type Resource } from '../resource';
import type { Holdings, Known } from '../holdings';

const STATUS = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland';

/** Name, birth date, sex and numbers; a system that knows more of people adds to it. */
export const patientResource = (known: Known, holdings: Holdings): Resource => {
  const { person, number } = known;
  const nhsNumber = person.nhsNumber && {
    system: NHS_NUMBER_SYSTEM,
    value: person.nhsNumber,
    extension: [{ url: NHS_NUMBER_STATUS_EXTENSION, valueCodeableConcept: coded(STATUS, person.traceStatus) }],
  };
  return {
    resourceType: 'Patient',
    id: number,
    meta: meta('Patient', holdings.hospital.anchor),
    identifier: [ownNumber(known, holdings), ...(nhsNumber === undefined ? [] : [nhsNumber])],
    name: [{ use: 'official', family: person.family, given: [person.given], prefix: [person.title] }],
    gender: person.sex,
    birthDate: person.birthDate,
  };
};
