import { TREATMENT_FUNCTION } from '../../../../segments/codes/treatment-function';
import { MINUTE, plus } from '../../../../../schema/time';
import { published } from '../../../../simulation/uk-core/resources/encounter';
import { clinicianReference, coded, meta, type Resource } from '../../../../simulation/uk-core/resource';
import { dateFits, tokenFits, type SearchQuery } from '../../../../simulation/uk-core/search-query';
import type { SimAppointment, SimTheatreSession } from '../../../../simulation/hospital';
import type { Holdings } from '../../../../simulation/uk-core/holdings';

const THEATRE = 'theatre';

const endOf = ({ start, minutes }: SimTheatreSession) => plus(start, minutes * MINUTE);

const sessionsOf = ({ hospital, organisation, now }: Holdings): readonly SimTheatreSession[] =>
  hospital.theatreSessions.filter((one) => one.organisation === organisation && one.published <= now);

const isIn = (session: SimTheatreSession, { kind, organisation, place, start }: SimAppointment): boolean =>
  kind === THEATRE &&
  organisation === session.organisation &&
  place === session.theatre.name &&
  start >= session.start &&
  start < endOf(session);

const theatreReference = ({ theatre }: SimTheatreSession, { local }: Holdings) => ({
  reference: `Location/${theatre.code}`,
  identifier: { system: local.locationSystem, value: theatre.code },
  display: theatre.name,
});

/** Where a theatre case is, and its time there; an emergency has no time in a session. */
export const theatreOf = (one: SimAppointment, holdings: Holdings) => {
  const sessions = sessionsOf(holdings);
  const code = sessions.find(({ theatre }) => theatre.name === one.place)?.theatre.code;
  return {
    place: `Location/${code ?? 'theatre'}`,
    slots: sessions.some((each) => isIn(each, one)) ? [{ reference: `Slot/${one.id}` }] : [],
  };
};

/** Sessions as Schedule; what the list is called is its comment, since R4 gives a Schedule no name. */
export const searchSchedules = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const [categories, actors, dates] = [query.anyOf('service-category'), query.anyOf('actor'), query.all('date')];
  return sessionsOf(holdings)
    .filter(() => tokenFits(categories, { system: holdings.local.serviceCategories, code: THEATRE }))
    .filter(({ theatre }) => actors?.includes(`Location/${theatre.code}`) ?? true)
    .filter((session) => dateFits(dates, session.start, endOf(session)))
    .map((session) => ({
      resourceType: 'Schedule',
      id: session.id,
      meta: meta('Schedule', session.published),
      active: true,
      serviceCategory: [coded(holdings.local.serviceCategories, THEATRE)],
      specialty: [published(TREATMENT_FUNCTION, session.treatmentFunction, holdings)],
      actor: [
        theatreReference(session, holdings),
        { reference: `Practitioner/${session.clinician.gmc}`, ...clinicianReference(session.clinician) },
      ],
      planningHorizon: { start: session.start, end: endOf(session) },
      comment: session.name,
    }));
};

const slotsOf = (session: SimTheatreSession, { hospital, now }: Holdings): readonly Resource[] => {
  const schedule = { reference: `Schedule/${session.id}` };
  const cases = hospital.appointments.filter((one) => one.booked <= now && isIn(session, one));
  return [
    ...cases.map((one) => ({
      resourceType: 'Slot',
      id: one.id,
      meta: meta('Slot', one.booked),
      schedule,
      status: one.status === 'cancelled' ? 'free' : 'busy',
      start: one.start,
      end: plus(one.start, one.minutes * MINUTE),
    })),
    ...(session.unavailable === undefined
      ? []
      : [
          {
            resourceType: 'Slot',
            id: `${session.id}-closed`,
            meta: meta('Slot', session.published),
            schedule,
            status: 'busy-unavailable',
            start: plus(endOf(session), -session.unavailable * MINUTE),
            end: endOf(session),
          },
        ]),
  ];
};

/** Times of the sessions asked for by `schedule`, or that begin at `start`. */
export const searchSlots = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const [schedules, dates] = [query.anyOf('schedule'), query.all('start')];
  return sessionsOf(holdings)
    .filter(({ id }) => schedules?.some((each) => each === id || each === `Schedule/${id}`) ?? true)
    .flatMap((session) => slotsOf(session, holdings))
    .filter((slot) => dateFits(dates, String(slot['start'])));
};
