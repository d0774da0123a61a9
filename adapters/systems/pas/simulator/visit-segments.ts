import { londonStamp } from '../../../../schema/time';
import type { Instant } from '../../../../schema/time';
import type { SimClinician, SimPerson, SimPlacement, SimStay } from '../../../simulation/hospital';
import type { Field, OutboundSegment, Repetition } from '../../../wire/hl7v2/build';
import { AUTHORITY } from './person-segments';

const day = (text: string): string => text.replaceAll('-', '');

export const clinician = (one: SimClinician): Repetition => [
  one.gmc,
  one.family.toUpperCase(),
  one.given.toUpperCase(),
  '',
  '',
  one.title.toUpperCase(),
  '',
  '',
  'GMC',
];

/** ITK's PL: point of care, ward, bed, facility. */
export const place = (ward: string, bed?: string): Repetition => [AUTHORITY, ward, bed, AUTHORITY];

/** Where a stay was at a moment: the last place it had come to by then. */
export const placementAt = (stay: SimStay, at: Instant): SimPlacement | undefined =>
  stay.placements.filter(({ from }) => from <= at).at(-1) ?? stay.placements[0];

export const visitNumber = (visit: string): Repetition => [visit, '', '', 'VISITID'];

interface Visit {
  readonly ward: string;
  readonly bed?: string | undefined;
  readonly fromWard?: string | undefined;
  readonly fromBed?: string | undefined;
  readonly discharged?: { readonly at: Instant; readonly died: boolean };
}

/** PV1 of a stay. `discharged` only in the message that says so. */
export const stayPv1 = (stay: SimStay, person: SimPerson, visit: Visit): OutboundSegment => {
  const discharge: Readonly<Record<number, Field>> =
    visit.discharged === undefined
      ? {}
      : {
          36: visit.discharged.died ? '4' : '1',
          37: visit.discharged.died ? '79' : '19',
          45: londonStamp(visit.discharged.at),
        };
  return [
    'PV1',
    {
      1: '1',
      2: stay.class === 'EMER' ? 'E' : 'I',
      3: place(visit.ward, visit.bed),
      4: stay.admissionMethod,
      6: visit.fromWard === undefined ? '' : place(visit.fromWard, visit.fromBed),
      7: clinician(stay.consultant),
      9: clinician(stay.consultant),
      10: stay.treatmentFunction,
      14: '19',
      16: person.restricted ? 'S' : 'N',
      19: visitNumber(stay.visit),
      44: londonStamp(stay.admittedAt),
      ...discharge,
    },
  ];
};

export const stayPv2 = (stay: SimStay): OutboundSegment => [
  'PV2',
  {
    3: [stay.reason.icd10, stay.reason.text, 'ICD10'],
    9: stay.expectedDischarge === undefined ? '' : day(stay.expectedDischarge),
  },
];

/** ZU1 of an admission: decision to admit, intended management, consultant episode start, main specialty. */
export const admissionZu1 = (stay: SimStay): OutboundSegment => [
  'ZU1',
  { 1: londonStamp(stay.admittedAt), 2: '1', 4: londonStamp(stay.admittedAt), 6: stay.treatmentFunction },
];

/** ZU1-22 and 24: medically fit, and since when ready to leave. */
export const readinessZu1 = (stay: SimStay): OutboundSegment => [
  'ZU1',
  { 22: stay.medicallyFit ? 'Y' : 'N', 24: stay.readySince === undefined ? '' : day(stay.readySince) },
];
