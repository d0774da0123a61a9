import { londonStamp } from '../../../../schema/time';
import type { SimAppointment, SimPerson, SimWaiting } from '../../../simulation/hospital';
import type { OutboundSegment } from '../../../wire/hl7v2/build';
import { AUTHORITY } from './person-segments';
import { clinician, place, visitNumber } from './visit-segments';

const day = (text = ''): string => text.replaceAll('-', '');

/** An outpatient booking's PV1 (class O), its time in PV1-44, what it is for in PV2-3. */
export const appointmentSegments = (appointment: SimAppointment, person: SimPerson): readonly OutboundSegment[] => [
  [
    'PV1',
    {
      1: '1',
      2: 'O',
      3: place(appointment.place),
      9: clinician(appointment.clinician),
      16: person.restricted ? 'S' : 'N',
      19: visitNumber(appointment.id),
      44: londonStamp(appointment.start),
    },
  ],
  ['PV2', { 3: ['', appointment.description] }],
];

/** ZU3: `attended` as NHS DD codes it (2 cancelled by the patient, 4 by the provider); none on a booking. */
export const zu3 = (attended?: '2' | '3' | '4' | '5'): OutboundSegment => [
  'ZU3',
  { 3: attended ?? '', 8: '1', 12: '1' },
];

/** A place on a waiting list: class W, ZU4-1 added, 2 original date, 3 guaranteed, 4 and 5 suspended, 6 to come in, 13 which list. */
export const waitingSegments = (entry: SimWaiting, person: SimPerson): readonly OutboundSegment[] => [
  [
    'PV1',
    {
      1: '1',
      2: 'W',
      3: [AUTHORITY, '', '', entry.site],
      4: '11',
      9: clinician(entry.consultant),
      10: entry.treatmentFunction,
      16: person.restricted ? 'S' : 'N',
      19: visitNumber(entry.visit),
    },
  ],
  ['PV2', { 25: entry.priority ?? '' }],
  [
    'ZU4',
    {
      1: day(entry.added),
      2: day(entry.original),
      3: day(entry.guaranteed),
      4: day(entry.suspended?.from),
      5: day(entry.suspended?.to),
      6: day(entry.toComeIn),
      13: entry.list === 'elective' ? '1' : '2',
    },
  ],
];
