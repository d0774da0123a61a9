import { found, type Answer, type Warning } from '../../../../schema/answer';
import { now } from '../../../../schema/clock';
import { NHS_NUMBER_SYSTEM } from '../../../../schema/identifiers';
import { keyOfResource } from '../../../../schema/record-key';
import { DAY, londonDate, plus, startOfLondonDay, type DateRange, type Instant } from '../../../../schema/time';
import { SourceFault, type PersonSource } from '../../../contract';
import { asSourceFault } from '../../../source-fault';
import { readBundle, type FhirBundle } from '../../../wire/fhir/bundle';
import { readAs } from '../../../wire/fhir/values';
import { ENTERED_IN_ERROR } from '../../../uk-core/fhir/elements';
import { oneOf, partyOf, stated } from '../fhir/elements';
import { appointment, patient, type FhirAppointment } from '../fhir/resources';
import { noSharedRecord } from '../refusal';
import { checkPatient, UNREADABLE, type AskedPerson } from '../structured-record';
import { localReference } from '../../../wire/fhir/references';
import { eachPerson } from './each-person';
import type { Ask, Selection } from '../../../../schema/capabilities';
import type { Appointment } from '../../../../schema/clinical/scheduling';
import type { FhirReference } from '../../../wire/fhir/values';
import type { Practice } from '../practice';

const STATUSES = ['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow'] as const;
/** Asked for when no window is given: no practice books further ahead. */
const A_YEAR = 365 * DAY;

const BEGINS_IN_PAST: Warning = {
  code: 'WINDOW_BEGINS_IN_PAST',
  text: 'The part of the window before today could not be asked of the practice',
};
const MORE_PAGES: Warning = {
  code: 'PAGES_MISSING',
  text: 'The practice holds more appointments than it handed over',
};

const actors = ({ participant }: FhirAppointment, type: string): readonly FhirReference[] =>
  participant.flatMap(({ actor: one }) => (one?.reference?.includes(`${type}/`) ? [one] : []));

const actor = (resource: FhirAppointment, type: string): FhirReference | undefined => actors(resource, type)[0];

const appointmentOf = (resource: FhirAppointment, practice: Practice): Appointment =>
  stated({
    key: keyOfResource(practice.instance, resource),
    source: practice.stamp(),
    status: oneOf(STATUSES, resource.status),
    kind: 'general-practice' as const,
    start: resource.start,
    end: resource.end,
    description: resource.description,
    place: actor(resource, 'Location')?.display,
    practitioner: partyOf(actor(resource, 'Practitioner')),
  });

const readSearch = async (body: Promise<unknown>): Promise<FhirBundle> => {
  try {
    return readBundle(await body);
  } catch (error) {
    throw asSourceFault(error);
  }
};

/** The practice's own id of the person. Nobody found is no information, as it is for the record. */
const patientId = async (practice: Practice, asked: AskedPerson, ask: Ask): Promise<string> => {
  const identifier = `${NHS_NUMBER_SYSTEM}|${asked.nhsNumber}`;
  const { matches } = await readSearch(
    practice.interact('findPatient', { path: 'Patient', query: { identifier } }, ask),
  );
  const [one, ...others] = matches.map((resource) => readAs(patient, resource));
  if (one === undefined) throw noSharedRecord();
  if (others.length > 0)
    throw new SourceFault('SOURCE_INVALID', 'The practice holds more than one record under one NHS number');
  checkPatient(one, asked, practice);
  return one.id;
};

/** The days that can be asked of a window, and whether part of it lies before them; null when all of it does. */
const daysOf = (
  window: DateRange | undefined,
  at: Instant,
): { readonly from: string; readonly to: string; readonly whole: boolean } | null => {
  const today = startOfLondonDay(londonDate(at));
  const { from, to } = window ?? { from: at, to: plus(at, A_YEAR) };
  if (to <= today || to <= from) return null;
  return { from: londonDate(from < today ? today : from), to: londonDate(plus(to, -1)), whole: from >= today };
};

const ofPerson = async (
  practice: Practice,
  asked: AskedPerson,
  { window }: Selection,
  ask: Ask,
): Promise<Answer<readonly Appointment[]>> => {
  const days = daysOf(window, now(practice.clock));
  if (days === null) return found([], practice.stamp(), { complete: false, warnings: [BEGINS_IN_PAST] });
  const id = await patientId(practice, asked, ask);
  const path = `Patient/${encodeURIComponent(id)}/Appointment`;
  const query = { start: [`ge${days.from}`, `le${days.to}`] };
  const bundle = await readSearch(practice.interact('patientAppointments', { path, query }, ask));
  const whole = bundle.next === undefined && bundle.matches.length >= (bundle.total ?? 0);
  const warnings = [...bundle.warnings, ...(whole ? [] : [MORE_PAGES]), ...(days.whole ? [] : [BEGINS_IN_PAST])];
  const read = bundle.matches.flatMap((resource) => {
    const one = appointment.safeParse(resource).data;
    const whose =
      one === undefined ? [] : actors(one, 'Patient').map(({ reference }) => localReference(reference ?? ''));
    if (one === undefined || whose.length === 0) return [];
    if (!whose.includes(`Patient/${id}`))
      throw new SourceFault('SOURCE_INVALID', 'The practice answered about another person; nothing of it is shown');
    return [one];
  });
  if (bundle.matches.length > 0 && read.length === 0)
    throw new SourceFault('SOURCE_INVALID', 'None of the records in the answer is what was asked for');
  if (read.length < bundle.matches.length) warnings.push(UNREADABLE);
  const value = read.filter(({ status }) => status !== ENTERED_IN_ERROR).map((one) => appointmentOf(one, practice));
  return found<readonly Appointment[]>(value, practice.stamp(), { complete: warnings.length === 0, warnings });
};

/** Booked at the practice, from today on: GP Connect has no past ones. Two calls a person, the first to find them. */
export const appointmentsOfPeople =
  (practice: Practice): PersonSource<'appointments'> =>
  (people, selection, ask) =>
    eachPerson(practice, people, (asked) => ofPerson(practice, asked, selection, ask));
