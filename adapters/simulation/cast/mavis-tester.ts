import { mavisBlood, mavisImaging } from './mavis-results';
import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { ALLERGY, DRUG, FLAG, IMMUNISATION, PREFERENCE, PROBLEM, recorded } from '../codes';
import { PRACTICES, RT5, RWE } from '../estate';
import { CEDAR_CERI, GREEN_GILES, KIDNEY_KARIM, KNIFE_KATE, WARD_ANN } from '../clinicians';
import { bedside, date, gpRecord, nhsNumber, observed, person, repeat, stay } from '../entry';

/** p001: the person most questions are asked about. Admitted to W12 B3-02 three quarters of an hour before the anchor. */
const KEY = 'p001';
const VISIT = '700001';

const mavis = person({
  key: KEY,
  nhsNumber: nhsNumber('9990000018'),
  rweNumber: 'S1234567',
  rt5Number: 'L200001',
  family: 'Tester',
  given: 'Mavis',
  title: 'Mrs',
  sex: 'female',
  birthDate: date('1948-03-02'),
  addressLine: '1 Test Lane',
  postcode: 'LE1 1AA',
  phone: '01160000000',
  nextOfKin: { family: 'Tester', given: 'Alf', relationship: '1', phone: '01160000001' },
  pasAllergies: [recorded(ALLERGY.penicillin, '2019-05')],
});

const staying = (t: Timeline): Partial<Facts> => {
  const here = stay({
    visit: VISIT,
    person: KEY,
    placements: [{ ward: 'W12', bed: 'B3-02', from: t.minutesAgo(45) }],
    treatmentFunction: '300',
    consultant: WARD_ANN,
    reason: { icd10: 'J18.9', text: 'Pneumonia' },
    expectedDischarge: t.day(7),
  });
  const round = observed('obs-001', here, t.minutesAgo(30), 'WARD Ann', {
    respiration: 21,
    spo2: 96,
    scale: 1,
    oxygen: false,
    systolic: 118,
    diastolic: 72,
    pulse: 88,
    consciousness: 'A',
    temperature: 37.6,
  });
  return { people: [mavis], stays: [here], observationSets: [round] };
};

/** Within eight weeks: GP, outpatient, community and theatre; cancelled inside it and booked beyond it, to be left out or marked. */
const diary = (t: Timeline): Partial<Facts> => ({
  appointments: [
    {
      id: 'AP900',
      person: KEY,
      kind: 'outpatient',
      organisation: RWE,
      start: t.dayAt(14, 9, 30),
      minutes: 30,
      description: 'Nephrology follow-up',
      clinician: KIDNEY_KARIM,
      place: 'CLINIC4',
      status: 'booked',
      booked: t.dayAt(-20, 15),
    },
    {
      id: 'AP901',
      person: KEY,
      kind: 'outpatient',
      organisation: RWE,
      start: t.dayAt(20, 14),
      minutes: 20,
      description: 'Chest clinic',
      clinician: WARD_ANN,
      place: 'CLINIC2',
      status: 'cancelled',
      booked: t.dayAt(-15, 11),
    },
    {
      id: 'AP902',
      person: KEY,
      kind: 'outpatient',
      organisation: RWE,
      start: t.dayAt(70, 9, 30),
      minutes: 30,
      description: 'Nephrology follow-up',
      clinician: KIDNEY_KARIM,
      place: 'CLINIC4',
      status: 'booked',
      booked: t.dayAt(-20, 15, 5),
    },
    {
      id: 'GP910',
      person: KEY,
      kind: 'general-practice',
      organisation: PRACTICES.test.code,
      start: t.dayAt(5, 10, 10),
      minutes: 10,
      description: 'Asthma review',
      clinician: GREEN_GILES,
      place: 'Test Practice, Room 3',
      status: 'booked',
      booked: t.dayAt(-1, 9),
    },
    {
      id: 'CM920',
      person: KEY,
      kind: 'community',
      organisation: RT5,
      start: t.dayAt(9, 13),
      minutes: 45,
      description: 'Heart failure nurse home visit',
      clinician: CEDAR_CERI,
      place: 'Home',
      status: 'booked',
      booked: t.dayAt(-6, 12),
    },
    {
      id: 'TH930',
      person: KEY,
      kind: 'theatre',
      organisation: RWE,
      start: t.dayAt(21, 8, 30),
      minutes: 90,
      description: 'Arteriovenous fistula formation',
      clinician: KNIFE_KATE,
      place: 'Theatre 4',
      status: 'booked',
      booked: t.dayAt(-3, 10),
    },
  ],
});

const records = (t: Timeline): Partial<Facts> => ({
  gpRecords: [
    gpRecord({
      person: KEY,
      allergies: [recorded(ALLERGY.penicillin, '2019-05-01')],
      medications: [
        repeat('ms-1', DRUG.metformin, 'One tablet twice a day', t.day(-658), [t.day(-74), t.day(-46), t.day(-18)]),
        repeat('ms-2', DRUG.ramipril, 'One capsule once a day', t.day(-400), [t.day(-95), t.day(-67)]),
        {
          id: 'ms-3',
          drug: DRUG.amoxicillin,
          dosage: 'One capsule three times a day',
          type: 'acute',
          start: t.day(-900),
          issues: [t.day(-900)],
          status: 'stopped',
        },
      ],
      problems: [
        { ...PROBLEM.diabetes, id: 'pr-1', status: 'active', significance: 'major', onset: date('2012-06-11') },
        { ...PROBLEM.kidneyDisease3, id: 'pr-2', status: 'active', significance: 'major', onset: date('2021-09-30') },
        { ...PROBLEM.asthma, id: 'pr-3', status: 'inactive', significance: 'minor', onset: date('1975-01-15') },
      ],
      immunisations: [
        { ...IMMUNISATION.influenza, id: 'im-1', given: t.day(-45) },
        { ...IMMUNISATION.pneumococcal, id: 'im-2', given: date('2015-10-07') },
      ],
    }),
  ],
  bedside: [
    bedside({
      person: KEY,
      allergies: [recorded(ALLERGY.penicillin, t.day(0))],
      flags: [{ ...FLAG.falls, id: 'fl-1', category: 'alert', start: t.minutesAgo(40) }],
      preferences: [
        {
          id: 'pf-1',
          category: 'resuscitation',
          ...PREFERENCE.notForResuscitation,
          recorded: t.dayAt(-90, 11),
          note: 'Discussed with Mrs Tester and her husband',
        },
        { id: 'pf-2', category: 'capacity', ...PREFERENCE.hasCapacity, recorded: t.minutesAgo(35) },
      ],
      medications: [
        { id: 'nm-1', drug: DRUG.paracetamol, dosage: '1 g four times a day when required', start: t.minutesAgo(38) },
      ],
      team: {
        name: 'Ward 12 team',
        members: [
          { name: 'Dr Ann Ward', role: 'Consultant physician', phone: '01162580001' },
          { name: 'Nora Nurse', role: 'Named nurse', phone: '01162580012' },
        ],
      },
    }),
  ],
  communityRecords: [
    {
      person: KEY,
      problems: [{ ...PROBLEM.heartFailure, id: 'cp-1', onset: date('2024-02-19') }],
      preferences: [{ id: 'cf-1', category: 'end-of-life', ...PREFERENCE.careAtHome, recorded: t.dayAt(-60, 14) }],
      team: {
        name: 'City heart failure team',
        members: [{ name: 'Cora Community', role: 'Heart failure nurse', phone: '01162950001' }],
      },
    },
  ],
});

export const mavisTester = (t: Timeline): readonly Partial<Facts>[] => [
  staying(t),
  mavisBlood(t),
  mavisImaging(t),
  diary(t),
  records(t),
];
