import type { Facts } from '../facts';
import { ALLERGY, EXAMINATION, recorded } from '../codes';
import { leadOf } from '../clinicians';
import { bedside, labReport, observed, order, stay, version } from '../entry';
import { FULL_WARD, GENERATED_WARDS } from '../estate';
import type { SimPerson, SimStay, SimWard } from '../hospital';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { plainStudy, quietPanel, quietSigns } from './clinical';

export const REASONS = [
  { icd10: 'J18.9', text: 'Pneumonia' },
  { icd10: 'I50.9', text: 'Heart failure' },
  { icd10: 'K35.8', text: 'Acute appendicitis' },
  { icd10: 'N17.9', text: 'Acute kidney injury' },
  { icd10: 'S72.0', text: 'Fractured neck of femur' },
  { icd10: 'R10.4', text: 'Abdominal pain' },
] as const;

interface Place {
  readonly ward: SimWard;
  readonly bed: SimWard['beds'][number];
}

/** About two beds in three; every bed of the full ward. */
const placesToFill = (random: Random): readonly Place[] =>
  GENERATED_WARDS.flatMap((ward) =>
    ward.beds.filter(() => ward.code === FULL_WARD || random.chance(0.66)).map((bed) => ({ ward, bed })),
  );

const stayHere = (random: Random, t: Timeline, person: SimPerson, { ward, bed }: Place, visit: string): SimStay => {
  const inEd = ward.kind === 'ed';
  const arrived = inEd
    ? t.minutesAgo(random.between(40, 280))
    : t.dayAt(-random.between(1, 12), random.between(1, 18), random.between(0, 59));
  const throughEd = !inEd && random.chance(0.4);
  const moved = new Date(Date.parse(arrived) + random.between(90, 230) * 60_000).toISOString() as typeof arrived;
  return stay({
    visit,
    person: person.key,
    class: inEd ? 'EMER' : 'IMP',
    placements: throughEd
      ? [
          { ward: 'ED', from: arrived, to: moved },
          { ward: ward.code, bed: bed.code, from: moved },
        ]
      : [{ ward: ward.code, bed: bed.code, from: arrived }],
    admissionMethod: throughEd || inEd ? '21' : random.pick(['11', '12', '21', '22']),
    treatmentFunction: ward.treatmentFunction,
    consultant: leadOf(ward.code),
    reason: random.pick(REASONS),
    // Nobody generated leaves within 48 hours: the expected discharges of question 15 are all of the cast.
    ...(inEd ? {} : { expectedDischarge: t.day(random.between(4, 10)) }),
  });
};

/** The people in the beds of the generated wards, quiet one and all. Takes from the front of `people`; says who is left. */
export const inpatients = (
  random: Random,
  t: Timeline,
  people: readonly SimPerson[],
): { readonly facts: Partial<Facts>; readonly left: readonly SimPerson[] } => {
  const waiting = {
    female: people.filter((each) => each.sex === 'female'),
    male: people.filter((each) => each.sex === 'male'),
  };
  const placed = placesToFill(random).flatMap((place) => {
    const sex = place.bed.sex === 'mixed' ? random.pick(['female', 'male'] as const) : place.bed.sex;
    const person = waiting[sex].shift();
    return person === undefined ? [] : [{ place, person }];
  });
  const stays = placed.map(({ place, person }, index) => stayHere(random, t, person, place, String(710_001 + index)));
  const here = stays.map((each, index) => ({
    stay: each,
    ward: each.placements.at(-1)?.ward ?? '',
    number: index + 1,
  }));
  const inWards = here.filter((each) => each.ward !== 'ED');
  const facts: Partial<Facts> = {
    stays,
    observationSets: here.flatMap(({ stay: of, ward, number }) =>
      (ward === 'ED' ? [30] : [60, 300, 540]).map((minutes) =>
        observed(
          `obs-g${number}-${minutes}`,
          of,
          t.minutesAgo(minutes + random.between(0, 8)),
          'Nadia Nurse',
          quietSigns(random),
        ),
      ),
    ),
    labOrders: inWards.map(({ stay: of, number }) =>
      order(`ORD${10_000 + number}`, of, t.hoursAgo(9), quietPanel(random, 'ue').set, of.consultant),
    ),
    labReports: inWards.map(({ stay: of, ward, number }) => {
      const panel = quietPanel(random, 'ue');
      return labReport({
        filler: `26B01${String(number).padStart(5, '0')}`,
        placer: `ORD${10_000 + number}`,
        person: of.person,
        visit: of.visit,
        ward,
        set: panel.set,
        discipline: panel.discipline,
        collected: t.hoursAgo(8),
        requester: of.consultant,
        versions: [version(t.minutesAgo(random.between(200, 420)), panel.lines)],
      });
    }),
    imagingOrders: inWards
      .filter(({ number }) => number % 3 === 0)
      .map(({ stay: of, number }) =>
        order(
          `ORD${20_000 + number}`,
          of,
          t.hoursAgo(8),
          { code: EXAMINATION.chestXray.snomed, display: EXAMINATION.chestXray.display },
          of.consultant,
        ),
      ),
    studies: inWards
      .filter(({ number }) => number % 3 === 0)
      .map(({ stay: of, number }) =>
        plainStudy(
          random,
          { person: of.person, visit: of.visit, placer: `ORD${20_000 + number}` },
          t.hoursAgo(7),
          t.hoursAgo(6),
          10_000 + number,
        ),
      ),
    bedside: here.map(({ stay: of }) =>
      bedside({
        person: of.person,
        allergies: random.pick([
          'none-asserted',
          'none-asserted',
          'nothing-recorded',
          [recorded(ALLERGY.penicillin, '2016')],
        ]),
      }),
    ),
  };
  return { facts, left: [...waiting.female, ...waiting.male].sort((a, b) => (a.key < b.key ? -1 : 1)) };
};
