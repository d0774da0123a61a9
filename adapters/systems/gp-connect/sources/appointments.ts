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
import { labelledAs } from '../../../uk-core/security-labels';
import { actor, participantsOf, statusOf } from '../../../uk-core/sources/appointments';
import { partyOf, stated } from '../fhir/elements';
import { appointment, patient, type FhirAppointment, type FhirPatient } from '../fhir/resources';
import { noSharedRecord } from '../refusal';
import { onlyPatient, UNREADABLE, type AskedPerson } from '../structured-record';
import { localReference } from '../../../wire/fhir/references';
import { eachPerson } from './each-person';
import { heldTwice } from './held-twice';
import type { Ask, Selection } from '../../../../schema/capabilities';
import type { Appointment } from '../../../../schema/clinical/scheduling';
import type { Practice } from '../practice';

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

/** An appointment, and how the person asked about takes part in it. */
interface Booked {
  readonly resource: FhirAppointment;
  readonly theirs: FhirAppointment['participant'][number];
}

const appointmentOf = ({ resource, theirs }: Booked, practice: Practice): Appointment =>
  stated({
    key: keyOfResource(practice.instance, resource),
    source: labelledAs(practice.stamp(), resource),
    status: statusOf(resource, theirs),
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

/** Their Patient there. Nobody found is no information, as it is for the record. */
const patientOf = async (practice: Practice, asked: AskedPerson, ask: Ask): Promise<FhirPatient | 'held-twice'> => {
  const identifier = `${NHS_NUMBER_SYSTEM}|${asked.nhsNumber}`;
  const {
    matches,
    next,
    total = 0,
  } = await readSearch(practice.interact('findPatient', { path: 'Patient', query: { identifier } }, ask));
  if (next !== undefined || total > matches.length)
    throw new SourceFault('SOURCE_INVALID', 'The practice did not name all whom it found by that number');
  const found = matches.map((resource) => readAs(patient, resource));
  const one = onlyPatient(found, asked, practice);
  if (one === undefined) throw noSharedRecord();
  return one;
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
  const known = await patientOf(practice, asked, ask);
  if (known === 'held-twice') return heldTwice(practice);
  const { id } = known;
  const path = `Patient/${encodeURIComponent(id)}/Appointment`;
  const query = { start: [`ge${days.from}`, `le${days.to}`] };
  const bundle = await readSearch(practice.interact('patientAppointments', { path, query }, ask));
  const whole = bundle.next === undefined && bundle.matches.length >= (bundle.total ?? 0);
  const warnings = [...bundle.warnings, ...(whole ? [] : [MORE_PAGES]), ...(days.whole ? [] : [BEGINS_IN_PAST])];
  const read = bundle.matches.flatMap((match): readonly Booked[] => {
    const resource = appointment.safeParse(match).data;
    const patients = resource === undefined ? [] : participantsOf(resource, 'Patient');
    if (resource === undefined || patients.length === 0) return [];
    const theirs = patients.find(({ actor: one }) => localReference(one?.reference ?? '') === `Patient/${id}`);
    if (theirs === undefined)
      throw new SourceFault('SOURCE_INVALID', 'The practice answered about another person; nothing of it is shown');
    return [{ resource, theirs }];
  });
  if (bundle.matches.length > 0 && read.length === 0)
    throw new SourceFault('SOURCE_INVALID', 'None of the records in the answer is what was asked for');
  if (read.length < bundle.matches.length) warnings.push(UNREADABLE);
  const standing = read.filter(({ resource }) => resource.status !== ENTERED_IN_ERROR);
  const value = standing.map((one) => appointmentOf(one, practice));
  return found<readonly Appointment[]>(value, practice.stamp(), { complete: warnings.length === 0, warnings });
};

/** Booked at the practice, from today on: GP Connect has no past ones. Two calls a person, the first to find them. */
export const appointmentsOfPeople =
  (practice: Practice): PersonSource<'appointments'> =>
  (people, selection, ask) =>
    eachPerson(practice, people, (asked) => ofPerson(practice, asked, selection, ask));
