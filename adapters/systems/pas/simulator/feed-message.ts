import { londonStamp } from '../../../../schema/time';
import type { Hospital, HospitalEvent, SimPerson, SimStay } from '../../../simulation/hospital';
import { buildMessage } from '../../../wire/hl7v2/build';
import type { OutboundSegment } from '../../../wire/hl7v2/build';
import { bedStockSegments } from './bed-stock';
import { appointmentSegments, waitingSegments, zu3 } from './booking-segments';
import { allergySegments, aroundPid, AUTHORITY, hospitalNumber, personOf, pidSegment } from './person-segments';
import { admissionZu1, placementAt, readinessZu1, stayPv1, stayPv2 } from './visit-segments';

interface Told {
  readonly type: readonly [string, string, string];
  readonly segments: readonly OutboundSegment[];
}

const adt = (trigger: string, structure: string, segments: readonly OutboundSegment[]): Told => ({
  type: ['ADT', trigger, structure],
  segments,
});

/** PID with all that the PAS says around it, and the visit between, in ITK's order. */
const whole = (
  person: SimPerson,
  event: HospitalEvent,
  visit: readonly OutboundSegment[],
  after: readonly OutboundSegment[] = [],
): readonly OutboundSegment[] => {
  const { pd1, arv, nk1, zu8 } = aroundPid(person);
  return [pidSegment(person, event.at), pd1, ...arv, ...nk1, ...visit, ...allergySegments(person), ...after, zu8];
};

const NO_VISIT: readonly OutboundSegment[] = [['PV1', { 1: '1', 2: 'N' }]];

const registered = (hospital: Hospital, key: string, event: HospitalEvent, trigger: 'A28' | 'A31'): Told | null => {
  const person = personOf(hospital, key);
  return person === undefined ? null : adt(trigger, 'ADT_A05', whole(person, event, NO_VISIT));
};

const merged = (hospital: Hospital, event: Extract<HospitalEvent, { kind: 'person-merged' }>): Told | null => {
  const [retired, survivor] = [personOf(hospital, event.person), personOf(hospital, event.into)];
  const number = retired && hospitalNumber(retired);
  if (survivor === undefined || number === undefined) return null;
  return adt('A40', 'ADT_A39', [
    pidSegment(survivor, event.at),
    aroundPid(survivor).pd1,
    ['MRG', { 1: [number, '', '', AUTHORITY] }],
  ]);
};

type StayEvent = Extract<HospitalEvent, { kind: 'admitted' | 'transferred' | 'discharged' | 'ready-for-discharge' }>;

const stayTold = (stay: SimStay, person: SimPerson, event: StayEvent): Told => {
  const pid = pidSegment(person, event.at);
  const there = placementAt(stay, event.at);
  const here = { ward: there?.ward ?? '', bed: there?.bed };
  switch (event.kind) {
    case 'admitted': {
      const visit = [stayPv1(stay, person, { ward: event.ward, bed: event.bed }), stayPv2(stay)];
      return adt('A01', 'ADT_A01', whole(person, event, visit, [admissionZu1(stay)]));
    }
    case 'transferred': {
      const { ward, bed, fromWard, fromBed } = event;
      return adt('A02', 'ADT_A02', [pid, stayPv1(stay, person, { ward, bed, fromWard, fromBed })]);
    }
    case 'discharged': {
      const at = stay.dischargedAt ?? event.at;
      const died = person.deceasedAt !== undefined && person.deceasedAt <= at;
      return adt('A03', 'ADT_A03', [pid, stayPv1(stay, person, { ...here, discharged: { at, died } })]);
    }
    case 'ready-for-discharge':
      return adt('A08', 'ADT_A01', [pid, stayPv1(stay, person, here), stayPv2(stay), readinessZu1(stay)]);
  }
};

const stayEvent = (hospital: Hospital, event: StayEvent): Told | null => {
  const stay = hospital.stays.find(({ visit }) => visit === event.visit);
  const person = stay && personOf(hospital, stay.person);
  return stay === undefined || person === undefined ? null : stayTold(stay, person, event);
};

const outpatient = (hospital: Hospital, id: string, event: HospitalEvent): Told | null => {
  const appointment = hospital.appointments.find((one) => one.id === id);
  const person = appointment && personOf(hospital, appointment.person);
  if (appointment === undefined || person === undefined) return null;
  const visit = [pidSegment(person, event.at), ...appointmentSegments(appointment, person)];
  if (event.kind === 'outpatient-booked') return adt('A05', 'ADT_A05', [...visit, zu3()]);
  // Both ways are in use: the booking taken back, or its outcome updated to "cancelled by patient".
  return event.seq % 2 === 0 ? adt('A38', 'ADT_A38', visit) : adt('A08', 'ADT_A01', [...visit, zu3('2')]);
};

const listed = (hospital: Hospital, visit: string, event: HospitalEvent): Told | null => {
  const entry = hospital.waiting.find((one) => one.visit === visit);
  const person = entry && personOf(hospital, entry.person);
  if (entry === undefined || person === undefined) return null;
  return adt('A05', 'ADT_A05', [pidSegment(person, event.at), ...waitingSegments(entry, person)]);
};

const toldOf = (hospital: Hospital, event: HospitalEvent): Told | null => {
  switch (event.kind) {
    case 'bed-stock': {
      const segments = bedStockSegments(hospital, event);
      return segments === null ? null : { type: ['MFN', 'M05', 'MFN_M05'], segments };
    }
    case 'person-registered':
      return registered(hospital, event.person, event, 'A28');
    case 'person-updated':
      return registered(hospital, event.person, event, 'A31');
    case 'person-merged':
      return merged(hospital, event);
    case 'admitted':
    case 'transferred':
    case 'discharged':
    case 'ready-for-discharge':
      return stayEvent(hospital, event);
    case 'outpatient-booked':
    case 'outpatient-cancelled':
      return outpatient(hospital, event.appointment, event);
    case 'listed':
      return listed(hospital, event.visit, event);
    case 'observed':
    case 'lab-ordered':
    case 'lab-reported':
    case 'imaging-ordered':
    case 'imaging-reported':
      return null;
  }
};

/**
 * An event of the hospital as the PAS writes it in ITK v2.4; null for what a PAS does not tell of, and for other
 * organisations. The same event with the same control id is the same text; only what is told takes a control id.
 */
export const feedMessage = (hospital: Hospital, event: HospitalEvent, nextControlId: () => string): string | null => {
  const told = event.organisation === AUTHORITY ? toldOf(hospital, event) : null;
  if (told === null) return null;
  const controlId = nextControlId();
  const at = londonStamp(event.at);
  const msh: OutboundSegment = [
    'MSH',
    {
      3: 'PAS',
      4: AUTHORITY,
      5: 'ROUTE',
      6: 'ROUTE',
      7: at,
      9: told.type,
      10: controlId,
      11: 'P',
      12: '2.4',
      13: controlId.replace(/^\D+0*/, ''),
      17: 'GBR',
      18: 'UNICODE',
      19: 'EN',
      21: 'ITKv1.0',
    },
  ];
  const evn: OutboundSegment = ['EVN', { 2: at, 6: at }];
  return buildMessage(told.type[0] === 'ADT' ? [msh, evn, ...told.segments] : [msh, ...told.segments]);
};
