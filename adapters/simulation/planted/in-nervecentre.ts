import { DAY, plus, type LocalDate } from '../../../schema/time';
import type { Hospital, SimPerson, SimPlacement, SimStay, SimWard } from '../hospital';
import type { Plant, PlantedField } from './plant';

const lastOf = (stay: SimStay): SimPlacement | undefined => stay.placements.at(-1);
const isHere = ({ dischargedAt }: SimStay, { anchor }: Hospital): boolean =>
  dischargedAt === undefined || dischargedAt > anchor;

/** Generated people only: nobody whom a question is about. In the order of their visit numbers, so by the seed. */
const lyingOn = (hospital: Hospital, ward: string): readonly SimStay[] =>
  hospital.stays
    .filter((stay) => stay.visit.startsWith('71') && isHere(stay, hospital))
    .filter((stay) => lastOf(stay)?.ward === ward && lastOf(stay)?.bed !== undefined)
    .sort((a, b) => (a.visit < b.visit ? -1 : 1));

const withStay =
  (visit: string, change: (stay: SimStay) => SimStay) =>
  (hospital: Hospital): Hospital => ({
    ...hospital,
    stays: hospital.stays.map((stay) => (stay.visit === visit ? change(stay) : stay)),
  });

const placed = (stay: SimStay, place: Partial<SimPlacement>): SimStay => ({
  ...stay,
  placements: stay.placements.map((each, at) => (at === stay.placements.length - 1 ? { ...each, ...place } : each)),
});

const stayKey = ({ organisation, visit }: SimStay): string => `${organisation}|${visit}`;
const bedKey = (stay: SimStay): string =>
  [stay.organisation, lastOf(stay)?.ward ?? '', lastOf(stay)?.bed ?? ''].join('|');

const bedsSwapped = (a: SimStay, b: SimStay): Plant => ({
  name: 'beds-swapped',
  words: 'Two patients of Ward 21 lie in each other’s beds.',
  fields: [
    ...[a, b].map((stay) => ({ capability: 'bed-state' as const, record: bedKey(stay), field: 'visit', says: 'critical' })),
    ...[a, b].map((stay) => ({ capability: 'encounters' as const, record: stayKey(stay), field: 'place.bed', says: 'major' })),
  ], // prettier-ignore
  change: (hospital) => {
    const [one, other] = [lastOf(a)?.bed ?? '', lastOf(b)?.bed ?? ''];
    return withStay(b.visit, (stay) => placed(stay, { bed: one }))(
      withStay(a.visit, (stay) => placed(stay, { bed: other }))(hospital),
    );
  },
});

const wrongPerson = (stay: SimStay, other: SimPerson): Plant => ({
  name: 'wrong-person',
  words: 'A stay on Ward G7 is filed under somebody who is at home.',
  fields: [{ capability: 'encounters', record: stayKey(stay), field: 'subject', says: 'critical' }],
  change: withStay(stay.visit, (each) => ({ ...each, person: other.key })),
});

const leftBed = (stay: SimStay): readonly PlantedField[] => [
  { capability: 'bed-state', record: bedKey(stay), field: 'visit', says: 'critical' },
  { capability: 'bed-state', record: bedKey(stay), field: 'status', says: 'major' },
];

const without = (place: SimPlacement | undefined): readonly SimPlacement[] => {
  if (place === undefined) return [];
  const { bed: _, ...ward } = place;
  return [{ ...ward, ward: 'G5' }];
};

const anotherWard = (stay: SimStay): Plant => ({
  name: 'another-ward',
  words: 'A patient of Ward 21 is said to be on Ward G5, in no bed.',
  fields: [
    { capability: 'encounters', record: stayKey(stay), field: 'place.ward.code', says: 'major' },
    { capability: 'encounters', record: stayKey(stay), field: 'place.bed', says: 'major' },
    ...leftBed(stay),
  ],
  change: withStay(stay.visit, (each) => ({
    ...each,
    placements: [...each.placements.slice(0, -1), ...without(each.placements.at(-1))],
  })),
});

const missingStay = (stay: SimStay): Plant => ({
  name: 'missing-stay',
  words: 'A patient of Ward G7 was never brought over.',
  fields: [{ capability: 'encounters', record: stayKey(stay), field: '', says: 'major' }, ...leftBed(stay)],
  change: (hospital) => ({ ...hospital, stays: hospital.stays.filter(({ visit }) => visit !== stay.visit) }),
});

const dayAfter = (day: LocalDate): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10) as LocalDate;

const laterDischarge = (stay: SimStay, day: LocalDate): Plant => ({
  name: 'expected-a-day-later',
  words: 'A patient of Ward G5 is expected to leave a day later.',
  fields: [{ capability: 'encounters', record: stayKey(stay), field: 'expectedDischarge', says: 'major' }],
  change: withStay(stay.visit, (each) => ({ ...each, expectedDischarge: dayAfter(day) })),
});

const OTHER_METHOD: Readonly<Record<string, string>> = { '21': '22' };

const admissionMethod = (stay: SimStay): Plant => ({
  name: 'admission-method',
  words: 'A stay on Ward G5 was admitted another way: counted for returns, nobody is treated by it.',
  fields: ['text', 'codings[].code', 'codings[].display'].map((part) => ({
    ...{ capability: 'encounters' as const, record: stayKey(stay) },
    ...{ field: `admissionMethod.${part}`, says: 'minor' },
  })),
  change: withStay(stay.visit, (each) => ({
    ...each,
    admissionMethod: OTHER_METHOD[each.admissionMethod] ?? '21',
  })),
});

const bedName = (ward: SimWard, code: string): Plant => ({
  name: 'bed-name',
  words: 'A bed of Ward G7 is called by its code.',
  fields: [
    { capability: 'bed-state', record: `${ward.organisation}|${ward.code}|${code}`, field: 'name', says: 'minor' },
  ],
  change: (hospital) => ({
    ...hospital,
    wards: hospital.wards.map((each) =>
      each.code === ward.code
        ? { ...each, beds: each.beds.map((bed) => (bed.code === code ? { ...bed, name: `${ward.code} ${code}` } : bed)) }
        : each,
    ),
  }), // prettier-ignore
});

const consultantInCapitals = (stay: SimStay): Plant => ({
  name: 'consultant-in-capitals',
  words: 'The consultant of a stay on Ward G7 is written in capitals.',
  fields: [{ capability: 'encounters', record: stayKey(stay), field: 'consultant.text', says: 'formatting' }],
  change: withStay(stay.visit, (each) => ({
    ...each,
    consultant: { ...each.consultant, given: each.consultant.given.toUpperCase() },
  })),
});

const SKEW_MS = 3_000;

const clockAhead = (stay: SimStay): Plant => ({
  name: 'clock-ahead',
  words: 'The times of a stay on Ward G5 are three seconds ahead.',
  fields: ['period.start', 'place.period.start'].map((field) => ({
    ...{ capability: 'encounters' as const, record: stayKey(stay), field, says: 'clock-skew' },
  })),
  change: withStay(stay.visit, (each) => ({
    ...each,
    admittedAt: plus(each.admittedAt, SKEW_MS),
    placements: each.placements.map((placement) => ({ ...placement, from: plus(placement.from, SKEW_MS) })),
  })),
});

/** Whoever is at home and is said to lie on Ward G7. */
export const misfiledUnder = (hospital: Hospital): SimPerson | undefined => {
  const inHospital = new Set(hospital.stays.map(({ person }) => person));
  return hospital.people.find(({ key, rweNumber }) => rweNumber !== undefined && key > 'p026' && !inHospital.has(key));
};

/** From the PAS to Nervecentre: stays and beds of Ward 21, G5 and G7. */
export const inNervecentre = (hospital: Hospital): readonly Plant[] => {
  const [swapA, swapB, moved] = lyingOn(hospital, 'W21');
  const [dueLater, method, ahead] = lyingOn(hospital, 'G5').filter(({ placements }) => placements.length === 1);
  const [misfiled, missing, capitals] = lyingOn(hospital, 'G7');
  const atHome = misfiledUnder(hospital);
  const g7 = hospital.wards.find(({ code }) => code === 'G7');
  const named = g7?.beds[0];
  return [
    ...(swapA && swapB ? [bedsSwapped(swapA, swapB)] : []),
    ...(misfiled && atHome ? [wrongPerson(misfiled, atHome)] : []),
    ...(moved ? [anotherWard(moved)] : []),
    ...(missing ? [missingStay(missing)] : []),
    ...(dueLater?.expectedDischarge ? [laterDischarge(dueLater, dueLater.expectedDischarge)] : []),
    ...(method ? [admissionMethod(method)] : []),
    ...(g7 && named ? [bedName(g7, named.code)] : []),
    ...(capitals ? [consultantInCapitals(capitals)] : []),
    ...(ahead ? [clockAhead(ahead)] : []),
  ];
};
