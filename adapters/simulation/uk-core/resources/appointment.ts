import { MINUTE, plus } from '../../../../schema/time';
import { peopleAsked, type Holdings } from '../holdings';
import { clinicianReference, coded, meta, subject, type Resource } from '../resource';
import { dateFits, tokenFits, type SearchQuery } from '../search-query';
import type { SimAppointment } from '../../hospital';

/** Where an appointment is: its Location, and the slots it takes where the system keeps any. */
export interface Whereabouts {
  readonly place: string;
  readonly slots?: readonly { readonly reference: string }[];
}

/** Appointments of the one kind that this system keeps. */
export const searchAppointments =
  (kind: SimAppointment['kind'], whereabouts: (one: SimAppointment, holdings: Holdings) => Whereabouts) =>
  (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
    const keys = peopleAsked(holdings, query);
    const [categories, actors, dates] = [query.anyOf('service-category'), query.anyOf('actor'), query.all('date')];
    return holdings.hospital.appointments
      .filter((one) => one.organisation === holdings.organisation && one.kind === kind)
      .filter(({ person, booked }) => (keys?.has(person) ?? true) && booked <= holdings.now)
      .filter(() => tokenFits(categories, { system: holdings.local.serviceCategories, code: kind }))
      .filter(({ start }) => dateFits(dates, start))
      .flatMap((one): Resource[] => {
        const known = holdings.known(one.person);
        const { place, slots } = whereabouts(one, holdings);
        if (known === undefined || actors?.includes(place) === false) return [];
        return [
          {
            resourceType: 'Appointment',
            id: one.id,
            meta: meta('Appointment', one.booked),
            status: one.status,
            serviceCategory: [coded(holdings.local.serviceCategories, kind)],
            description: one.description,
            start: one.start,
            end: plus(one.start, one.minutes * MINUTE),
            minutesDuration: one.minutes,
            slot: slots,
            participant: [
              { actor: subject(known, holdings), status: 'accepted' },
              {
                actor: { reference: `Practitioner/${one.clinician.gmc}`, ...clinicianReference(one.clinician) },
                status: 'accepted',
              },
              { actor: { reference: place, display: one.place }, status: 'accepted' },
            ],
          },
        ];
      });
  };
