import type { Facts } from '../facts';
import { GREEN_GILES, leadOf } from '../clinicians';
import { CONNECTED_PRACTICES, GENERATED_WARDS, RT5, RWE } from '../estate';
import { bedside, stay } from '../entry';
import type { SimAppointment, SimPerson, SimWaiting, SimWard } from '../hospital';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { plainStudy, yearOfBlood } from './clinical';
import { REASONS } from './inpatients';

const every = <T>(items: readonly T[], nth: number, offset = 0): readonly T[] =>
  items.filter((_, index) => index % nth === offset);

const clinicBookings = (random: Random, t: Timeline, people: readonly SimPerson[]): readonly SimAppointment[] =>
  people.map((person, index) => {
    const ward = random.pick(['W20', 'W21', 'G5', 'G7']);
    return {
      id: `AP${2000 + index}`,
      person: person.key,
      kind: 'outpatient',
      organisation: RWE,
      start: t.dayAt(random.between(2, 90), random.between(9, 16), random.pick([0, 15, 30, 45])),
      minutes: 20,
      description: 'Clinic follow-up',
      clinician: leadOf(ward),
      place: `CLINIC${random.between(1, 6)}`,
      status: random.chance(0.1) ? 'cancelled' : 'booked',
      booked: t.dayAt(-random.between(1, 60), random.between(9, 16), random.between(0, 29)),
    };
  });

const otherBookings = (random: Random, t: Timeline, people: readonly SimPerson[]): readonly SimAppointment[] =>
  people.flatMap((person, index): readonly SimAppointment[] => {
    const shared = { person: person.key, minutes: 15, status: 'booked', booked: t.dayAt(-3, 9) } as const;
    const start = t.dayAt(random.between(1, 40), random.between(9, 16));
    if (person.rt5Number !== undefined) {
      return [
        {
          ...shared,
          id: `CM${3000 + index}`,
          kind: 'community',
          organisation: RT5,
          start,
          description: 'District nurse visit',
          clinician: leadOf('CEDAR'),
          place: 'Home',
        },
      ];
    }
    if (!CONNECTED_PRACTICES.includes(person.practice)) return [];
    return [
      {
        ...shared,
        id: `GP${3000 + index}`,
        kind: 'general-practice',
        organisation: person.practice,
        start,
        description: 'Review',
        clinician: GREEN_GILES,
        place: person.practiceName,
      },
    ];
  });

/** Nobody generated comes in within 48 hours: those of question 15 are all of the cast. */
const listed = (random: Random, t: Timeline, people: readonly SimPerson[]): readonly SimWaiting[] =>
  people.map((person, index) => {
    const ward = random.pick(['W30', 'G7']);
    const added = -random.between(10, 200);
    return {
      visit: String(750_001 + index),
      person: person.key,
      organisation: RWE,
      list: random.chance(0.7) ? 'elective' : 'outpatient',
      added: t.day(added),
      original: t.day(added - random.between(0, 40)),
      ...(random.chance(0.5) ? { toComeIn: t.day(random.between(5, 60)) } : {}),
      treatmentFunction: ward === 'W30' ? '100' : '110',
      consultant: leadOf(ward),
      priority: random.pick(['1', '2', '3'] as const),
      site: ward === 'W30' ? 'RWEAA' : 'RWEAE',
    };
  });

/** Stays that ended at least twenty days ago, one to a bed, so that they never meet those who lie there now. */
const pastStays = (random: Random, t: Timeline, people: readonly SimPerson[]) => {
  const free = GENERATED_WARDS.filter((ward) => ward.kind === 'inpatient').flatMap((ward) =>
    ward.beds.map((bed) => ({ ward, bed })),
  );
  const take = (
    sex: SimPerson['sex'],
  ): { readonly ward: SimWard; readonly bed: SimWard['beds'][number] } | undefined => {
    const at = free.findIndex(({ bed }) => bed.sex === sex || bed.sex === 'mixed');
    return at < 0 ? undefined : free.splice(at, 1)[0];
  };
  return people.flatMap((person, index) => {
    const place = take(person.sex);
    if (place === undefined) return [];
    const from = t.dayAt(-random.between(45, 320), 11);
    const to = t.dayAt(-random.between(20, 40), 15);
    const left = new Date(
      Math.min(Date.parse(to), Date.parse(from) + random.between(1, 9) * 86_400_000),
    ).toISOString() as typeof to;
    return [
      stay({
        visit: String(740_001 + index),
        person: person.key,
        placements: [{ ward: place.ward.code, bed: place.bed.code, from, to: left }],
        dischargedAt: left,
        treatmentFunction: place.ward.treatmentFunction,
        consultant: leadOf(place.ward.code),
        reason: random.pick(REASONS),
        medicallyFit: true,
      }),
    ];
  });
};

/** What there is of the people who are not in hospital now. */
export const outpatients = (random: Random, t: Timeline, people: readonly SimPerson[]): Partial<Facts> => {
  const living = people.filter((each) => each.deceasedAt === undefined);
  let reports = 0;
  const filler = (): string => `26B02${String((reports += 1)).padStart(5, '0')}`;
  return {
    stays: pastStays(random, t, every(living, 4)),
    appointments: [...clinicBookings(random, t, every(living, 2)), ...otherBookings(random, t, every(living, 5, 2))],
    waiting: listed(random, t, every(living, 5)),
    labReports: every(living, 5, 1)
      .concat(every(living, 2))
      .flatMap((person) => yearOfBlood(random, t, person, filler)),
    studies: every(living, 6).map((person, index) => {
      const day = -random.between(3, 300);
      return plainStudy(random, { person: person.key }, t.dayAt(day, 11), t.dayAt(day, 15), 20_000 + index);
    }),
    communityRecords: living
      .filter((each) => each.rt5Number !== undefined)
      .map((person) => ({
        person: person.key,
        problems: [],
        preferences: [],
        team: {
          name: 'City West district nurses',
          members: [{ name: 'Wyn West', role: 'District nurse', phone: '01162950020' }],
        },
      })),
    bedside: every(living, 4).map((person) => bedside({ person: person.key, allergies: 'none-asserted' })),
    updated: people.flatMap(({ key, deceasedAt }) =>
      deceasedAt === undefined ? [] : [{ person: key, at: deceasedAt }],
    ),
  };
};
