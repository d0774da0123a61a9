import { NHS_NUMBER_SYSTEM, ODS_CODE_SYSTEM, parseNhsNumber } from '../../../../schema/identifiers';
import { londonDate, MINUTE, parseLocalDate, plus } from '../../../../schema/time';
import { EXTENSION } from '../vocabulary';
import { Refused } from './outcome';
import { londonTime, meta, patientResource, type Practice, type Registered, type Resource } from './practice';
import type { HttpReply } from '../../../simulation/http-simulator';
import type { SimAppointment } from '../../../simulation/hospital';

const searchset = (resources: readonly Resource[]): HttpReply => ({
  status: 200,
  body: {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  },
  whenEmpty: { resourceType: 'Bundle', type: 'searchset' },
});

/** Sensitive, deceased and unknown people look the same: nobody is found. Dissent does not hide a person's bookings. */
const findable = ({ record }: Registered): boolean => record.refusal !== 'PATIENT_NOT_FOUND';

/** `GET Patient?identifier=…`: nobody is a 200 with an empty bundle, unlike the operation's 404. */
export const findPatient = (query: URLSearchParams, { registered }: Practice): HttpReply => {
  const [system, value] = (query.get('identifier') ?? '').split('|');
  if (value === undefined) throw new Refused('INVALID_PARAMETER', 'identifier is missing');
  if (system !== NHS_NUMBER_SYSTEM) throw new Refused('INVALID_IDENTIFIER_SYSTEM', 'identifier is no NHS number');
  if (parseNhsNumber(value) !== value) throw new Refused('INVALID_NHS_NUMBER', 'identifier fails its check digit');
  return searchset(
    registered.filter((one) => findable(one) && one.person.nhsNumber === value).map((one) => patientResource(one)),
  );
};

const appointmentResource = (appointment: SimAppointment, one: Registered): Resource => {
  const { clinician } = appointment;
  return {
    resourceType: 'Appointment',
    id: appointment.id,
    meta: meta('Appointment'),
    contained: [
      {
        resourceType: 'Organization',
        id: 'booker',
        identifier: [{ system: ODS_CODE_SYSTEM, value: one.record.practice }],
        name: one.person.practiceName,
      },
    ],
    extension: [{ url: EXTENSION.bookingOrganisation, valueReference: { reference: '#booker' } }],
    status: appointment.status,
    description: appointment.description,
    start: londonTime(appointment.start),
    end: londonTime(plus(appointment.start, appointment.minutes * MINUTE)),
    minutesDuration: appointment.minutes,
    slot: [{ reference: `Slot/${appointment.id}` }],
    created: londonTime(appointment.booked),
    participant: [
      { actor: { reference: `Patient/${one.id}` }, status: 'accepted' },
      { actor: { reference: 'Location/1', display: appointment.place }, status: 'accepted' },
      {
        actor: {
          reference: 'Practitioner/1',
          display: `${clinician.family.toUpperCase()}, ${clinician.given} (${clinician.title})`,
        },
        status: 'accepted',
      },
    ],
  };
};

/** Both bounds, whole days, today or later. */
const daysAsked = (query: URLSearchParams, today: string): { readonly from: string; readonly to: string } => {
  const bounds = query.getAll('start');
  const day = (prefix: string): string => {
    const text = bounds.find((bound) => bound.startsWith(prefix))?.slice(2) ?? '';
    if (parseLocalDate(text) === null) throw new Refused('INVALID_PARAMETER', `start=${prefix} is not a whole date`);
    return text;
  };
  const days = { from: day('ge'), to: day('le') };
  if (bounds.length !== 2 || days.from > days.to || days.from < today)
    throw new Refused('INVALID_PARAMETER', 'start names no range of days from today on');
  return days;
};

/** `GET Patient/{id}/Appointment?start=ge…&start=le…`. Throws {@link Refused}. */
export const patientAppointments = (id: string, query: URLSearchParams, practice: Practice): HttpReply => {
  const { hospital, ods, now, registered } = practice;
  const { from, to } = daysAsked(query, londonDate(now));
  const one = registered.find((each) => each.id === id && findable(each));
  if (one === undefined) throw new Refused('PATIENT_NOT_FOUND', 'No record');
  return searchset(
    hospital.appointments
      .filter(
        ({ kind, organisation, person }) =>
          kind === 'general-practice' && organisation === ods && person === one.person.key,
      )
      .filter(({ start, booked }) => booked <= now && londonDate(start) >= from && londonDate(start) <= to)
      .map((appointment) => appointmentResource(appointment, one)),
  );
};
