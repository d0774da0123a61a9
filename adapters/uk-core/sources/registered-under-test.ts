import { hospitalNumberSystem, NHS_NUMBER_SYSTEM, type OdsCode } from '../../../schema/identifiers';
import { NHS_NUMBER_STATUS_EXTENSION } from '../vocabulary';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { PartialDate } from '../../../schema/time';
import type { FhirResource } from '../../wire/fhir/values';

export const NUMBER = '9990000018';
export const BORN = '1948-03-02';

/** Somebody as a system has them; `status` is the trace status of the NHS number. */
export interface Registered {
  readonly id: string;
  /** Hospital numbers of the organisation. */
  readonly numbers?: readonly string[];
  readonly nhsNumber?: string;
  readonly status?: string;
  /** Said of all these numbers beside: that they are old. */
  readonly former?: object;
  readonly birthDate?: string | undefined;
  /** The Patient that this one was merged into. */
  readonly replacedBy?: string;
  readonly lastUpdated?: string;
}

export const patientAt =
  (organisation: OdsCode) =>
  ({
    id,
    numbers = [],
    nhsNumber,
    status = '01',
    former,
    birthDate,
    replacedBy,
    lastUpdated,
  }: Registered): FhirResource => ({
    resourceType: 'Patient',
    id,
    identifier: [
      ...(nhsNumber === undefined
        ? []
        : [
            {
              system: NHS_NUMBER_SYSTEM,
              value: nhsNumber,
              ...former,
              extension: [{ url: NHS_NUMBER_STATUS_EXTENSION, valueCodeableConcept: { coding: [{ code: status }] } }],
            },
          ]),
      ...numbers.map((value) => ({ system: hospitalNumberSystem(organisation), value, ...former })),
    ],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(lastUpdated === undefined ? {} : { meta: { lastUpdated } }),
    ...(replacedBy === undefined
      ? {}
      : { active: false, link: [{ other: { reference: `Patient/${replacedBy}` }, type: 'replaced-by' }] }),
  });

/** Somebody as the index has them, with these hospital numbers of the organisation. */
export const personAt =
  (organisation: OdsCode) =>
  (numbers: readonly string[], more: Partial<PersonIdentity> = {}): PersonIdentity => ({
    id: `id-${numbers.join('-')}` as PersonIdentity['id'],
    mergedIds: [],
    nhsNumber: NUMBER as NonNullable<PersonIdentity['nhsNumber']>,
    nhsNumberVerified: true,
    identifiers: numbers.map((value) => ({ system: hospitalNumberSystem(organisation), value })),
    birthDate: BORN as PartialDate,
    records: [],
    restricted: false,
    epoch: 0,
    ...more,
  });
