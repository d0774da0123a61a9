import { found, type Answer, type Warning } from '../../../../schema/answer';
import { keyOfResource } from '../../../../schema/record-key';
import { MINUTE } from '../../../../schema/time';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { appointment, type FhirAppointment } from '../../../uk-core/fhir/care-record';
import { conceptOf, ENTERED_IN_ERROR, partyOf, stated } from '../../../uk-core/fhir/elements';
import { actor, participantsOf, statusOf } from '../../../uk-core/sources/appointments';
import { chunked, NAMES_PER_ASK } from '../../../uk-core/sources/asked-by';
import { eachPlace } from '../../../uk-core/sources/places';
import { readEach, recordSource, unreadableRecord } from '../../../uk-core/sources/reading';
import { localReference } from '../../../wire/fhir/references';
import { during } from '../../../uk-core/sources/selection';
import { subjectsOf, type Subjects } from '../../../uk-core/sources/subjects';
import { schedule, slot, type FhirSchedule, type FhirSlot } from '../fhir/theatre';
import { IN_THEATRE } from '../fhir/vocabulary';
import { placeNamed } from './named-place';
import type { PlaceSource } from '../../../contract';
import type { Ask, Place, Selection } from '../../../../schema/capabilities';
import type { TheatreCase, TheatreListing, TheatreSession } from '../../../../schema/clinical/scheduling';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { DateRange } from '../../../../schema/time';
import type { UkCoreServer } from '../../../uk-core/server';

const caseWithoutSession = ({ dialect }: UkCoreServer): Warning => ({
  code: 'CASE_WITHOUT_SESSION',
  text: `${dialect.name} holds a theatre case whose time is of a session that it did not send; it is told beside the sessions`,
});

const caseMissing = ({ dialect }: UkCoreServer): Warning => ({
  code: 'CASE_MISSING',
  text: `${dialect.name} says that time of a theatre session is taken, and did not send the case that takes it`,
});

const minutesOf = (slots: readonly FhirSlot[]): number | undefined => {
  const unavailable = slots.filter(({ status }) => status === 'busy-unavailable');
  if (unavailable.length === 0) return undefined;
  return unavailable.reduce(
    (sum, { start, end }) => sum + Math.round((Date.parse(end) - Date.parse(start)) / MINUTE),
    0,
  );
};

const sessionOf = (resource: FhirSchedule, source: RecordSource, server: UkCoreServer): TheatreSession => {
  const of = (type: string) => resource.actor.find(({ reference }) => reference?.includes(`${type}/`));
  const location = of('Location');
  const theatre = placeNamed(location, server);
  if (theatre === undefined) throw new NotFhir('Schedule.actor names no theatre');
  const { start, end } = resource.planningHorizon;
  return stated({
    kind: 'session' as const,
    key: keyOfResource(server.instance, resource),
    source,
    theatre,
    theatreName: location?.display ?? theatre.code,
    name: resource.comment,
    consultant: partyOf(of('Practitioner')),
    specialty: conceptOf(resource.specialty[0], server.instance),
    start,
    end,
    active: resource.active ?? true,
  });
};

const caseOf = (
  resource: FhirAppointment,
  source: RecordSource,
  session: TheatreSession | undefined,
  { subjects, server }: { readonly subjects: Subjects; readonly server: UkCoreServer },
): TheatreCase => {
  const location = actor(resource, 'Location');
  const theatre = session?.theatre ?? placeNamed(location, server);
  const [patient] = participantsOf(resource, 'Patient');
  return stated({
    kind: 'case' as const,
    key: keyOfResource(server.instance, resource),
    source,
    session: session?.key,
    theatre,
    theatreName: session?.theatreName ?? location?.display ?? theatre?.code,
    status: statusOf(resource, patient),
    start: resource.start,
    end: resource.end,
    procedure: resource.description,
    subject: subjects.subjectOf(patient?.actor),
  });
};

/** From the first to the last that must be read, so that no session is read in part. */
const spanOf = (window: DateRange | undefined, sessions: readonly TheatreSession[]): DateRange | undefined =>
  window && {
    from: sessions.reduce((from, { start }) => (start < from ? start : from), window.from),
    to: sessions.reduce((to, { end }) => (end > to ? end : to), window.to),
  };

const slotsOf = ({ slot: slots }: FhirAppointment): readonly string[] =>
  slots.flatMap(({ reference }) => (reference === undefined ? [] : localReference(reference)));

const sessionsOfPlace = async (server: UkCoreServer, { ward }: Place, selection: Selection, ask: Ask) => {
  const where = { ...IN_THEATRE, ...(ward !== undefined && { actor: `Location/${ward}` }) };
  const schedules = await server.search('Schedule', { ...where, ...during('date', selection) }, ask);
  const read = readEach(schedules.matches, schedule, (resource) => ({
    resource,
    session: sessionOf(resource, recordSource(resource, schedules.source), server),
  }));
  const sessions = read.records.map(({ session }) => session);
  const span = spanOf(selection.window, sessions);
  const [appointments, ...slots] = await Promise.all([
    server.search(
      'Appointment',
      { ...where, ...(span && during('date', { window: span })), _include: 'Appointment:patient' },
      ask,
    ),
    ...chunked(read.records, NAMES_PER_ASK).map((some) =>
      server.search('Slot', { schedule: some.map(({ resource }) => `Schedule/${resource.id}`).join(',') }, ask),
    ),
  ]);
  return { schedules, read, appointments, slots };
};

const theatreListsOfPlace = async (
  server: UkCoreServer,
  place: Place,
  selection: Selection,
  ask: Ask,
): Promise<Answer<readonly TheatreListing[]>> => {
  const { schedules, read, appointments, slots } = await sessionsOfPlace(server, place, selection, ask);
  const taken = slots.map((searched) => readEach(searched.matches, slot, (resource) => resource));
  const times = taken.flatMap(({ records }) => records);
  const sessions = read.records.map(({ resource, session }): TheatreSession => {
    const own = times.filter(({ schedule: of }) => localReference(of.reference) === `Schedule/${resource.id}`);
    return stated({ ...session, unavailableMinutes: minutesOf(own) });
  });
  const bySchedule = new Map(read.records.map(({ resource }, at) => [`Schedule/${resource.id}`, sessions[at]]));
  const bySlot = new Map(
    times.map(({ id, schedule: of }) => [`Slot/${id}`, bySchedule.get(localReference(of.reference))]),
  );
  const subjects = subjectsOf(appointments, server);
  const { window } = selection;
  let ofNoneSent = false;
  const held = new Set<string>();
  const cases = readEach(appointments.matches, appointment, (resource) => {
    for (const each of slotsOf(resource)) held.add(each);
    if (resource.status === ENTERED_IN_ERROR) return undefined;
    const session = slotsOf(resource).flatMap((each) => bySlot.get(each) ?? [])[0];
    const isAsked = window === undefined || (resource.start >= window.from && resource.start < window.to);
    // Read beyond the window only for sessions that go on there.
    if (session === undefined && !isAsked) return undefined;
    // An emergency takes no session's time. One that does, of a session that did not come, says that something lacks.
    ofNoneSent ||= session === undefined && slotsOf(resource).length > 0;
    return caseOf(resource, recordSource(resource, appointments.source), session, { subjects, server });
  });
  const unheld = times.some(({ id, status }) => status === 'busy' && !held.has(`Slot/${id}`));
  const searches = [schedules, appointments, ...slots];
  const unreadable = [read, cases, ...taken].some((each) => each.unreadable > 0);
  const lacking = [
    ...(unreadable ? [unreadableRecord(server)] : []),
    ...(ofNoneSent ? [caseWithoutSession(server)] : []),
    ...(unheld ? [caseMissing(server)] : []),
  ];
  return found<readonly TheatreListing[]>([...sessions, ...cases.records], schedules.source, {
    complete: lacking.length === 0 && searches.every(({ complete }) => complete),
    warnings: [...searches.flatMap(({ warnings }) => warnings), ...lacking],
  });
};

/**
 * The sessions of an organisation's theatres, or of one (named as a ward), with their cases: those that touch the
 * window, each whole; and the cases that begin in it and are in no session. Three asks: sessions, then their slots and
 * the cases side by side.
 */
export const theatreListsOfPlaces =
  (server: UkCoreServer): PlaceSource<'theatre-lists'> =>
  (places, selection, ask) =>
    eachPlace(server, places, (place) => theatreListsOfPlace(server, place, selection, ask));
