import { londonStamp } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { repeat } from '../wire/hl7v2/build';
import type { Field, OutboundSegment, Repetition } from '../wire/hl7v2/build';
import { isSnomedCode } from './codes';
import type { Hospital, SimClinician, SimCoded, SimPerson } from './hospital';

/**
 * The segments that a trust's departments (laboratory, radiology) write alike: HL7 2.5.1 table 0001 for sex, authority
 * and type in every CX, the ward where ITK has it in PL.
 */
export interface Header {
  /** MSH-3 and MSH-5. */
  readonly from: string;
  readonly to: string;
  /** MSH-4: the trust. */
  readonly organisation: string;
  readonly type: readonly [string, string, string];
  readonly version: '2.4' | '2.5.1';
  readonly controlId: string;
  readonly at: Instant;
}

export const mshSegment = (header: Header): OutboundSegment => [
  'MSH',
  {
    3: header.from,
    4: header.organisation,
    5: header.to,
    6: header.organisation,
    7: londonStamp(header.at),
    9: header.type,
    10: header.controlId,
    11: 'P',
    12: header.version,
    ...(header.version === '2.5.1' ? { 15: 'AL', 16: 'NE' } : {}),
    17: 'GBR',
    18: 'UNICODE UTF-8',
    19: 'EN',
  },
];

const SEX: Readonly<Record<SimPerson['sex'], string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' };

const identifiers = (person: SimPerson, organisation: string): Field => {
  const all: Repetition[] = [];
  if (person.rweNumber !== undefined) all.push([person.rweNumber, '', '', organisation, 'MR']);
  if (person.nhsNumber !== undefined) all.push([person.nhsNumber, '', '', 'NHS', 'NH']);
  return repeat(...all);
};

/** A department knows little of the person: numbers, name, birth date, sex. */
export const pidSegment = (person: SimPerson, organisation: string): OutboundSegment => [
  'PID',
  {
    1: '1',
    3: identifiers(person, organisation),
    5: [person.family.toUpperCase(), person.given.toUpperCase(), '', '', person.title.toUpperCase(), '', 'L'],
    7: person.birthDate.replaceAll('-', ''),
    8: SEX[person.sex],
  },
];

/** XCN, or a CNN's subcomponents: both have these parts in this order. */
export const clinicianParts = (one: SimClinician): readonly string[] => [
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

/** CE: SNOMED CT, or the sender's own code. */
export const codedParts = ({ code, display }: SimCoded): readonly string[] => [
  code,
  display,
  isSnomedCode(code) ? 'SCT' : 'L',
];

export interface Whereabouts {
  readonly visit?: string | undefined;
  readonly ward?: string | undefined;
  /** The moment asked about. */
  readonly at: Instant;
  readonly clinician: SimClinician;
}

/** PV1 of somebody who was in a stay then: where they were; none for the others (a practice's patients). */
export const pv1Segments = (
  hospital: Hospital,
  { visit, ward, at, clinician }: Whereabouts,
  organisation: string,
): readonly OutboundSegment[] => {
  const stay = visit === undefined ? undefined : hospital.stays.find((one) => one.visit === visit);
  const placed = stay?.placements.filter(({ from }) => from <= at).at(-1) ?? stay?.placements[0];
  const where = ward ?? placed?.ward;
  if (where === undefined) return [];
  const bed = placed?.ward === where ? placed.bed : undefined;
  return [
    [
      'PV1',
      {
        1: '1',
        2: stay?.class === 'EMER' ? 'E' : 'I',
        3: [organisation, where, bed, organisation],
        8: clinicianParts(clinician),
        ...(visit === undefined ? {} : { 19: [visit, '', '', 'VISITID'] }),
      },
    ],
  ];
};
