import { DAY, HOUR, MINUTE, plus, startOfLondonDay } from '../../schema/time';
import type { Instant } from '../../schema/time';
import type { OdsCode } from '../../schema/identifiers';
import { RT5, RWE } from './estate';
import type { Facts } from './facts';
import type { HospitalEvent, SimStay, SimWard } from './hospital';

/** An event before it has its number. Distributes over the union, so that each kind keeps its own fields. */
export type Unnumbered = HospitalEvent extends infer E ? (E extends HospitalEvent ? Omit<E, 'seq'> : never) : never;

/** The history begins a little over a year before the anchor: long enough for a year of blood results. */
export const historyStart = (anchor: Instant): Instant => plus(anchor, -370 * DAY);

const stayEvents = (stay: SimStay, anchor: Instant): readonly Unnumbered[] => {
  const { visit, organisation } = stay;
  const bedOf = (bed: string | undefined) => (bed === undefined ? {} : { bed });
  const moves = stay.placements.map((placement, index): Unnumbered => {
    const before = stay.placements[index - 1];
    const to = { visit, organisation, at: placement.from, ward: placement.ward, ...bedOf(placement.bed) };
    if (before === undefined) return { kind: 'admitted', ...to };
    return {
      kind: 'transferred',
      ...to,
      fromWard: before.ward,
      ...(before.bed === undefined ? {} : { fromBed: before.bed }),
    };
  });
  const ready: Unnumbered[] = [];
  if (stay.readySince !== undefined) {
    const morning = plus(startOfLondonDay(stay.readySince), 9 * HOUR);
    const at = [morning, plus(anchor, -MINUTE)].sort()[0] ?? morning;
    const after = stay.placements.at(-1)?.from ?? stay.admittedAt;
    ready.push({ kind: 'ready-for-discharge', visit, organisation, at: at > after ? at : plus(after, MINUTE) });
  }
  const out: Unnumbered[] =
    stay.dischargedAt === undefined ? [] : [{ kind: 'discharged', visit, organisation, at: stay.dischargedAt }];
  return [...moves, ...ready, ...out];
};

/** A person is registered by each organisation that has a number for them. */
const registrars = (person: Facts['people'][number]): readonly OdsCode[] => [
  ...(person.rweNumber === undefined ? [] : [RWE]),
  ...(person.rt5Number === undefined ? [] : [RT5]),
];

const peopleEvents = (facts: Facts, start: Instant): readonly Unnumbered[] => {
  const registered = new Map(facts.registered.map((each) => [each.person, each.at]));
  const byKey = new Map(facts.people.map((each) => [each.key, each]));
  return [
    ...facts.people.flatMap((person, index) =>
      registrars(person).map((organisation): Unnumbered => {
        const at = registered.get(person.key) ?? plus(start, MINUTE + index * 1000);
        return { kind: 'person-registered', person: person.key, organisation, at };
      }),
    ),
    ...facts.updated.flatMap(({ person, at }) => {
      const known = byKey.get(person);
      return (known === undefined ? [] : registrars(known)).map((organisation): Unnumbered => ({
        kind: 'person-updated',
        person,
        organisation,
        at,
      }));
    }),
    ...facts.people.flatMap(({ key, mergedInto }): Unnumbered[] =>
      mergedInto === undefined
        ? []
        : [{ kind: 'person-merged', person: key, into: mergedInto.key, organisation: RWE, at: mergedInto.at }],
    ),
  ];
};

/** A booking is told once, and its cancellation half an hour later. */
const bookingEvents = (facts: Facts): readonly Unnumbered[] =>
  facts.appointments
    .filter((each) => each.kind === 'outpatient')
    .flatMap(({ id, organisation, booked, status }): Unnumbered[] => [
      { kind: 'outpatient-booked', appointment: id, organisation, at: booked },
      ...(status === 'cancelled'
        ? [{ kind: 'outpatient-cancelled' as const, appointment: id, organisation, at: plus(booked, 30 * MINUTE) }]
        : []),
    ]);

const resultEvents = (facts: Facts): readonly Unnumbered[] => [
  ...facts.labOrders.map(({ placer, at }): Unnumbered => ({ kind: 'lab-ordered', placer, organisation: RWE, at })),
  ...facts.labReports.flatMap(({ filler, versions }) =>
    versions.map(({ at }, version): Unnumbered => ({ kind: 'lab-reported', filler, version, organisation: RWE, at })),
  ),
  ...facts.imagingOrders.map(({ placer, at }): Unnumbered => ({
    kind: 'imaging-ordered',
    placer,
    organisation: RWE,
    at,
  })),
  ...facts.studies.flatMap(({ accession, reports }) =>
    reports.map(({ at }, version): Unnumbered => ({
      kind: 'imaging-reported',
      accession,
      version,
      organisation: RWE,
      at,
    })),
  ),
];

/** Events number on from `after`, in order of time; what happens at one moment keeps the order it was given in. */
export const numbered = (events: readonly Unnumbered[], after: number): readonly HospitalEvent[] =>
  [...events]
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((event, index): HospitalEvent => ({ ...event, seq: after + index + 1 }));

/** Every fact, told in the order it happened. `version` of a result counts from 0, as in `versions` and `reports`. */
export const historyOf = (facts: Facts, wards: readonly SimWard[], anchor: Instant): readonly HospitalEvent[] => {
  const start = historyStart(anchor);
  const events: readonly Unnumbered[] = [
    ...wards.map(({ code, organisation }): Unnumbered => ({ kind: 'bed-stock', ward: code, organisation, at: start })),
    ...peopleEvents(facts, start),
    ...facts.waiting.map(({ visit, organisation, added }): Unnumbered => ({
      kind: 'listed',
      visit,
      organisation,
      at: plus(startOfLondonDay(added), 9 * HOUR),
    })),
    ...bookingEvents(facts),
    ...facts.stays.flatMap((stay) => stayEvents(stay, anchor)),
    ...facts.observationSets.map(({ id, organisation, at }): Unnumbered => ({
      kind: 'observed',
      observationSet: id,
      organisation,
      at,
    })),
    ...resultEvents(facts),
  ];
  return numbered(events, 0);
};
