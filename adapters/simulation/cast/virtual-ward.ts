import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { RT5 } from '../estate';
import { HEART_HENRY } from '../clinicians';
import { date, gpRecord, nhsNumber, observed, person, stay } from '../entry';
import type { SimAppointment, SimObservationSet, SimPerson } from '../hospital';

type Who = Pick<SimPerson, 'key' | 'family' | 'given' | 'title' | 'sex' | 'birthDate'> & {
  readonly nhsNumber: string;
  readonly rt5Number: string;
  readonly visit: string;
  readonly restricted?: boolean;
};
type Visit = Pick<SimAppointment, 'id' | 'start' | 'status'>;
type Round = Pick<SimObservationSet, 'id' | 'at' | 'marks'> & { readonly signs: Parameters<typeof observed>[4] };

/** At home with heart failure since four days ago, watched from afar: known to RT5 alone. */
const atHome = (t: Timeline, who: Who, visits: readonly Visit[], rounds: readonly Round[]): Partial<Facts> => {
  const { visit, nhsNumber: number, ...about } = who;
  const { key } = who;
  const here = stay({
    visit,
    person: key,
    organisation: RT5,
    class: 'VR',
    placements: [{ ward: 'VWHF', from: t.dayAt(-4, 14) }],
    admissionMethod: '81',
    treatmentFunction: '320',
    consultant: HEART_HENRY,
    reason: { icd10: 'I50.0', text: 'Congestive heart failure' },
    expectedDischarge: t.day(2),
  });
  return {
    people: [person({ ...about, nhsNumber: nhsNumber(number) })],
    stays: [here],
    observationSets: rounds.map(({ id, at, marks, signs }) => ({
      ...observed(id, here, at, 'Home monitoring', signs),
      ...(marks && { marks }),
    })),
    appointments: visits.map((each) => ({
      ...each,
      person: key,
      kind: 'community',
      organisation: RT5,
      minutes: 30,
      description: 'Heart failure nurse visit',
      clinician: HEART_HENRY,
      place: 'Home',
      booked: t.dayAt(-2, 11),
    })),
    gpRecords: [gpRecord({ person: key })],
  };
};

const steady: Round['signs'] = {
  ...{ respiration: 16, spo2: 96, scale: 1, oxygen: false, systolic: 124, diastolic: 74, pulse: 78 },
  ...{ consciousness: 'A', temperature: 36.8 },
};
const female = { title: 'Mrs', sex: 'female' } as const;
const male = { title: 'Mr', sex: 'male' } as const;

/** Nobody came: NEWS2 7 this morning, and the visit found the door closed. */
const marshIris = (t: Timeline): Partial<Facts> =>
  atHome(
    t,
    {
      ...{ key: 'p341', family: 'Marsh', given: 'Iris', ...female, birthDate: date('1945-03-17') },
      ...{ nhsNumber: '9990003416', rt5Number: 'L200041', visit: '900041' },
    },
    [{ id: 'CM941', start: t.minutesAgo(60), status: 'noshow' }],
    [
      {
        id: 'obs-341',
        at: t.minutesAgo(150),
        signs: { ...steady, respiration: 24, spo2: 92, pulse: 112, systolic: 108 },
      },
    ],
  );

/** As unwell, but a nurse was there. */
const thornBasil = (t: Timeline): Partial<Facts> =>
  atHome(
    t,
    {
      ...{ key: 'p342', family: 'Thorn', given: 'Basil', ...male, birthDate: date('1951-11-02') },
      ...{ nhsNumber: '9990003424', rt5Number: 'L200042', visit: '900042' },
    },
    [{ id: 'CM942', start: t.minutesAgo(90), status: 'fulfilled' }],
    [{ id: 'obs-342', at: t.minutesAgo(120), signs: { ...steady, spo2: 91 }, marks: { spo2: 'L', pulse: 'N' } }],
  );

/** Well; the visit is due later. */
const heathNell = (t: Timeline): Partial<Facts> =>
  atHome(
    t,
    {
      ...{ key: 'p343', family: 'Heath', given: 'Nell', ...female, birthDate: date('1948-06-30') },
      ...{ nhsNumber: '9990003432', rt5Number: 'L200043', visit: '900043' },
    },
    [{ id: 'CM943', start: t.minutesAgo(-240), status: 'booked' }],
    [{ id: 'obs-343', at: t.minutesAgo(100), signs: steady }],
  );

/** Nothing was sent since two days ago, and today's visit was called off. */
const glenVictor = (t: Timeline): Partial<Facts> =>
  atHome(
    t,
    {
      ...{ key: 'p344', family: 'Glen', given: 'Victor', ...male, birthDate: date('1939-01-08') },
      ...{ nhsNumber: '9990003440', rt5Number: 'L200044', visit: '900044' },
    },
    [{ id: 'CM944', start: t.minutesAgo(30), status: 'cancelled' }],
    [{ id: 'obs-344', at: t.dayAt(-2, 8), signs: steady }],
  );

/** NEWS2 2 alarms nobody, but the systolic pressure lies below the limit that was set for her. Yesterday's visit is not today's. */
const dellRuby = (t: Timeline): Partial<Facts> =>
  atHome(
    t,
    {
      ...{ key: 'p345', family: 'Dell', given: 'Ruby', ...female, birthDate: date('1956-09-21') },
      ...{ nhsNumber: '9990003459', rt5Number: 'L200045', visit: '900045' },
    },
    [{ id: 'CM945', start: t.dayAt(-1, 14), status: 'fulfilled' }],
    [
      {
        ...{ id: 'obs-345', at: t.minutesAgo(80), signs: { ...steady, systolic: 98 } },
        marks: { systolic: 'L', diastolic: 'N', spo2: 'N', pulse: 'N' },
      },
    ],
  );

/** Restricted: on the list of the ward's own staff alone. Well; nobody is to come today. */
const moorFrank = (t: Timeline): Partial<Facts> =>
  atHome(
    t,
    {
      ...{ key: 'p346', family: 'Moor', given: 'Frank', ...male, birthDate: date('1960-04-14') },
      ...{ nhsNumber: '9990003467', rt5Number: 'L200046', visit: '900046', restricted: true },
    },
    [],
    [{ id: 'obs-346', at: t.minutesAgo(110), signs: { ...steady, pulse: 92 }, marks: { spo2: 'N', pulse: 'N' } }],
  );

/** Heart Failure Virtual Ward: six people, none of them in a bed. */
export const virtualWard = (t: Timeline): readonly Partial<Facts>[] =>
  [marshIris, thornBasil, heathNell, glenVictor, dellRuby, moorFrank].map((each) => each(t));
