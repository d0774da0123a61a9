import { londonStamp, type Instant } from '../../../../schema/time';
import { buildMessage, repeat, type Field, type OutboundSegment, type Repetition } from '../../../wire/hl7v2/build';
import { numberAt } from '../../../simulation/uk-core/holdings';
import type { OdsCode } from '../../../../schema/identifiers';
import type { Hospital, HospitalEvent, SimClinician, SimPerson, SimStay } from '../../../simulation/hospital';

interface Told {
  readonly trigger: readonly [event: string, structure: string];
  readonly segments: readonly OutboundSegment[];
}

const SEX: Readonly<Record<SimPerson['sex'], string>> = { male: '1', female: '2', other: '9', unknown: '0' };
const day = (text: string): string => text.replaceAll('-', '');

/** PID as Nervecentre knows people: number, names, birth date, sex and postcode; no family, no practice, no languages. */
const pid = (person: SimPerson, number: string, organisation: OdsCode, at: Instant): OutboundSegment => {
  const died = person.deceasedAt !== undefined && person.deceasedAt <= at ? person.deceasedAt : undefined;
  const nhs: readonly Repetition[] = person.nhsNumber === undefined ? [] : [[person.nhsNumber, '', '', 'NHS']];
  return [
    'PID',
    {
      1: '1',
      3: repeat([number, '', '', organisation], ...nhs),
      5: [person.family.toUpperCase(), person.given.toUpperCase(), '', '', person.title.toUpperCase(), '', 'L'],
      7: day(person.birthDate),
      8: SEX[person.sex],
      11: [person.addressLine, '', person.city, '', person.postcode, 'GBR', 'H'],
      ...(died === undefined ? {} : { 29: londonStamp(died), 30: 'Y' }),
      32: repeat(`NSTS${person.traceStatus}`, ...(person.birthDateEstimated ? ['ED'] : [])),
    },
  ];
};

const place = (organisation: OdsCode, ward: string, bed: string | undefined): Field => [
  organisation,
  ward,
  bed,
  organisation,
];
const clinician = ({ gmc, family, given, title }: SimClinician): Field => [
  gmc,
  family.toUpperCase(),
  given.toUpperCase(),
  '',
  '',
  title.toUpperCase(),
  '',
  '',
  'GMC',
];

type StayEvent = Extract<HospitalEvent, { kind: 'admitted' | 'transferred' | 'discharged' }>;

const pv1 = (stay: SimStay, person: SimPerson, event: StayEvent): OutboundSegment => {
  const { organisation } = event;
  const last = stay.placements.filter(({ from }) => from <= event.at).at(-1);
  const here = event.kind === 'discharged' ? { ward: last?.ward ?? '', bed: last?.bed } : event;
  return [
    'PV1',
    {
      1: '1',
      // HL7 table 0004 has no code for a virtual ward: its stays are told as any other.
      2: stay.class === 'EMER' ? 'E' : 'I',
      3: place(organisation, here.ward, here.bed),
      4: stay.admissionMethod,
      ...(event.kind === 'transferred' ? { 6: place(organisation, event.fromWard, event.fromBed) } : {}),
      9: clinician(stay.consultant),
      10: stay.treatmentFunction,
      16: person.restricted ? 'S' : 'N',
      19: [stay.visit, '', '', 'VISITID'],
      44: londonStamp(stay.admittedAt),
      ...(event.kind === 'discharged' ? { 45: londonStamp(stay.dischargedAt ?? event.at) } : {}),
    },
  ];
};

const TRIGGERS = {
  admitted: ['A01', 'ADT_A01'],
  transferred: ['A02', 'ADT_A02'],
  discharged: ['A03', 'ADT_A03'],
} as const;

const hiding = ({ restricted }: SimPerson): OutboundSegment => ['ZU8', { 4: restricted ? '2' : '0' }];

const told = (hospital: Hospital, event: HospitalEvent): Told | null => {
  const someone = (key: string | undefined) => {
    const person = hospital.people.find((each) => each.key === key);
    const number = person && numberAt(person, event.organisation);
    return person === undefined || number === undefined
      ? null
      : { person, segment: pid(person, number, event.organisation, event.at) };
  };
  switch (event.kind) {
    case 'person-registered':
    case 'person-updated': {
      const who = someone(event.person);
      if (who === null) return null;
      const trigger = event.kind === 'person-registered' ? 'A28' : 'A31';
      return {
        trigger: [trigger, 'ADT_A05'],
        segments: [who.segment, ['PV1', { 1: '1', 2: 'N' }], hiding(who.person)],
      };
    }
    case 'admitted':
    case 'transferred':
    case 'discharged': {
      const stay = hospital.stays.find(({ visit }) => visit === event.visit);
      const who = someone(stay?.person);
      if (stay === undefined || who === null) return null;
      const after = event.kind === 'admitted' ? [hiding(who.person)] : [];
      return { trigger: TRIGGERS[event.kind], segments: [who.segment, pv1(stay, who.person, event), ...after] };
    }
    default:
      return null;
  }
};

/**
 * One of the organisation's events as its Nervecentre tells it (A28, A31, A01, A02, A03); null for what it does not
 * tell. The same event with the same control id is the same text.
 */
export const adtMessage = (
  hospital: Hospital,
  event: HospitalEvent,
  organisation: OdsCode,
  controlId: string,
): string | null => {
  const what = event.organisation === organisation ? told(hospital, event) : null;
  if (what === null) return null;
  const at = londonStamp(event.at);
  const header: readonly OutboundSegment[] = [
    [
      'MSH',
      {
        3: 'NC',
        4: organisation,
        5: 'ROUTE',
        6: 'ROUTE',
        7: at,
        9: ['ADT', ...what.trigger],
        10: controlId,
        11: 'P',
        12: '2.4',
        17: 'GBR',
        18: 'UNICODE',
        19: 'EN',
        21: 'ITKv1.0',
      },
    ],
    ['EVN', { 2: at, 6: at }],
  ];
  return buildMessage([...header, ...what.segments]);
};
