import { hospitalNumberSystem, NHS_NUMBER_SYSTEM } from '../../../schema/identifiers';
import { SNOMED } from '../../uk-core/vocabulary';
import type { Instant } from '../../../schema/time';
import type { SimClinician, SimCoded } from '../hospital';
import type { Holdings, Known } from './holdings';

/** JSON as it goes out; keys with `undefined` are not written. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

export const meta = (profile: string, lastUpdated: Instant, versionId = '1') => ({
  versionId,
  lastUpdated,
  profile: [`https://fhir.hl7.org.uk/StructureDefinition/UKCore-${profile}`],
});

export const coded = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, display }],
  ...(display === undefined ? {} : { text: display }),
});
/** A local code (letters) is the system's own; everything else the hospital names is SNOMED CT. */
export const snomed = ({ code, display }: SimCoded, { local }: Holdings) =>
  coded(/^\d+$/.test(code) ? SNOMED : local.codes, code, display);

export const ownNumber = (known: Known, { organisation }: Holdings) => ({
  system: hospitalNumberSystem(organisation),
  value: known.number,
});

/** One identifier of the person, as the contract has it: the NHS number, else the hospital number. */
export const subject = (known: Known, holdings: Holdings) => ({
  reference: `Patient/${known.number}`,
  identifier:
    known.person.nhsNumber === undefined
      ? ownNumber(known, holdings)
      : { system: NHS_NUMBER_SYSTEM, value: known.person.nhsNumber },
});

export const clinicianText = ({ family, given, title }: SimClinician): string =>
  `${family.toUpperCase()}, ${given} (${title})`;
export const clinicianReference = (clinician: SimClinician) => ({
  display: clinicianText(clinician),
  identifier: { system: 'https://fhir.hl7.org.uk/Id/gmc-number', value: clinician.gmc },
});
