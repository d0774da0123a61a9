import type { TraceStatus } from '../../../../schema/clinical/person';
import { londonStamp } from '../../../../schema/time';
import type { Instant } from '../../../../schema/time';
import type { Hospital, SimPerson } from '../../../simulation/hospital';
import { repeat } from '../../../wire/hl7v2/build';
import type { Field, OutboundSegment, Repetition } from '../../../wire/hl7v2/build';

/** The trust whose PAS this is: it writes its own code as the authority of its numbers. */
export const AUTHORITY = 'RWE';

const SEX: Readonly<Record<SimPerson['sex'], string>> = { male: '1', female: '2', other: '9', unknown: '0' };

/** The record's number here, undefined for a person this hospital has never seen. */
export const hospitalNumber = (person: SimPerson): string | undefined => person.rweNumber;

export const personOf = (hospital: Hospital, key: string): SimPerson | undefined =>
  hospital.people.find((person) => person.key === key);

const day = (text: string): string => text.replaceAll('-', '');

const identifiers = (person: SimPerson): Field => {
  const all: Repetition[] = [];
  if (person.rweNumber !== undefined) all.push([person.rweNumber, '', '', AUTHORITY]);
  if (person.nhsNumber !== undefined) all.push([person.nhsNumber, '', '', 'NHS']);
  return repeat(...all);
};

const reliability = (status: TraceStatus, estimated: boolean): Field =>
  repeat(`NSTS${status}`, ...(estimated ? ['ED'] : []));

/** What the PAS knew of the person at a moment: a death that is still to come is not in it. */
export const pidSegment = (person: SimPerson, at: Instant): OutboundSegment => {
  const died = person.deceasedAt !== undefined && person.deceasedAt <= at ? person.deceasedAt : undefined;
  return [
    'PID',
    {
      1: '1',
      3: identifiers(person),
      5: [person.family.toUpperCase(), person.given.toUpperCase(), '', '', person.title.toUpperCase(), '', 'L'],
      7: day(person.birthDate),
      8: SEX[person.sex],
      11: [person.addressLine, '', person.city, '', person.postcode, 'GBR', 'H'],
      13: person.phone,
      15: 'EN',
      22: person.ethnicCategory,
      29: died === undefined ? '' : londonStamp(died),
      30: died === undefined ? 'N' : 'Y',
      32: reliability(person.traceStatus, person.birthDateEstimated),
    },
  ];
};

/** PD1, ARV, NK1 and ZU8: the practice, whether anybody may be told, next of kin, consent, and whether the whereabouts are hidden. */
export const aroundPid = (
  person: SimPerson,
): {
  readonly pd1: OutboundSegment;
  readonly arv: readonly OutboundSegment[];
  readonly nk1: readonly OutboundSegment[];
  readonly zu8: OutboundSegment;
} => {
  const kin = person.nextOfKin;
  return {
    pd1: ['PD1', { 3: [person.practiceName, '', person.practice], 4: [person.gp, '', '', '', '', '', '', '', 'GMC'] }],
    arv: person.veryRestricted === true ? [['ARV', { 1: '1', 2: 'A', 3: 'ALL' }]] : [],
    nk1:
      kin === undefined
        ? []
        : [
            [
              'NK1',
              { 1: '1', 2: [kin.family.toUpperCase(), kin.given.toUpperCase()], 3: kin.relationship, 5: kin.phone },
            ],
          ],
    zu8: ['ZU8', { ...(person.dissents === true && { 2: '2' }), 4: person.restricted ? '2' : '0' }],
  };
};

export const allergySegments = (person: SimPerson): readonly OutboundSegment[] =>
  person.pasAllergies.map(({ code, display, recorded }, index) => [
    'AL1',
    { 1: String(index + 1), 2: 'DA', 3: [code, display, 'SCT'], 6: recorded === undefined ? '' : day(recorded) },
  ]);
