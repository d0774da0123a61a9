import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { DRUG, PREFERENCE, PROBLEM } from '../codes';
import { ELDER_ESME } from '../clinicians';
import {
  bedside,
  date,
  escalation,
  gpRecord,
  labReport,
  nhsNumber,
  observed,
  person,
  repeat,
  stay,
  version,
} from '../entry';
import { SET, ureaAndElectrolytes } from '../pathology-tests';

const ELDERLY = { treatmentFunction: '430', consultant: ELDER_ESME } as const;

/** p008 in B1-01: newly confused, so a single 3 (total 3), not accepted for 40 minutes. */
const larkEdith = (t: Timeline): Partial<Facts> => {
  const KEY = 'p008';
  const here = stay({
    ...ELDERLY,
    visit: '700008',
    person: KEY,
    placements: [{ ward: 'W15', bed: 'B1-01', from: t.dayAt(-5, 10) }],
    reason: { icd10: 'S72.0', text: 'Fractured neck of femur' },
    expectedDischarge: t.day(11),
  });
  const round = observed('obs-051', here, t.minutesAgo(40), 'Nigel Night', {
    respiration: 18,
    spo2: 97,
    scale: 1,
    oxygen: false,
    systolic: 128,
    diastolic: 74,
    pulse: 82,
    consciousness: 'C',
    temperature: 36.8,
  });
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000077'),
        rweNumber: 'S1234574',
        family: 'Lark',
        given: 'Edith',
        title: 'Mrs',
        sex: 'female',
        birthDate: date('1936-10-08'),
      }),
    ],
    stays: [here],
    observationSets: [round],
    escalations: [escalation('esc-051', round, 'urgent')],
    labReports: [
      labReport({
        filler: '26B0001050',
        person: KEY,
        visit: here.visit,
        ward: 'W15',
        set: SET.ue,
        discipline: 'BS',
        requester: ELDER_ESME,
        collected: t.dayAt(-4, 8),
        versions: [version(t.dayAt(-4, 12), ureaAndElectrolytes('140', '4.1', '7.2', '88'))],
      }),
    ],
    gpRecords: [
      gpRecord({
        person: KEY,
        problems: [
          { ...PROBLEM.dementia, id: 'pr-1', status: 'active', significance: 'major', onset: date('2022-05-17') },
        ],
      }),
    ],
    bedside: [
      bedside({
        person: KEY,
        allergies: 'none-asserted',
        preferences: [
          { id: 'pf-8a', category: 'resuscitation', ...PREFERENCE.notForResuscitation, recorded: t.dayAt(-5, 12) },
          { id: 'pf-8b', category: 'capacity', ...PREFERENCE.lacksCapacity, recorded: t.dayAt(-5, 12) },
        ],
      }),
    ],
  };
};

/** p009 in B1-02: NEWS2 5, raised ten minutes ago and not accepted yet: inside the fifteen minutes. */
const priceGwen = (t: Timeline): Partial<Facts> => {
  const KEY = 'p009';
  const here = stay({
    ...ELDERLY,
    visit: '700009',
    person: KEY,
    placements: [{ ward: 'W15', bed: 'B1-02', from: t.dayAt(-2, 17) }],
    reason: { icd10: 'I50.9', text: 'Heart failure' },
    expectedDischarge: t.day(6),
  });
  const round = observed('obs-061', here, t.minutesAgo(10), 'Nigel Night', {
    respiration: 21,
    spo2: 93,
    scale: 1,
    oxygen: false,
    systolic: 110,
    diastolic: 66,
    pulse: 90,
    consciousness: 'A',
    temperature: 37.0,
  });
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000085'),
        rweNumber: 'S1234575',
        family: 'Price',
        given: 'Gwen',
        title: 'Miss',
        sex: 'female',
        birthDate: date('1941-07-27'),
      }),
    ],
    stays: [here],
    observationSets: [round],
    escalations: [escalation('esc-061', round, 'urgent')],
    gpRecords: [
      gpRecord({
        person: KEY,
        problems: [
          { ...PROBLEM.heartFailure, id: 'pr-1', status: 'active', significance: 'major', onset: date('2018-02-02') },
        ],
      }),
    ],
    bedside: [bedside({ person: KEY, allergies: 'none-asserted' })],
  };
};

/** p010 in B2-01: ready since this morning, pathway 0; goes home today. */
const mossAlbert = (t: Timeline): Partial<Facts> => {
  const KEY = 'p010';
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000093'),
        rweNumber: 'S1234576',
        family: 'Moss',
        given: 'Albert',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1938-11-15'),
      }),
    ],
    stays: [
      stay({
        ...ELDERLY,
        visit: '700010',
        person: KEY,
        placements: [{ ward: 'W15', bed: 'B2-01', from: t.dayAt(-4, 14) }],
        reason: { icd10: 'R29.6', text: 'Fall' },
        expectedDischarge: t.day(0),
        medicallyFit: true,
        readySince: t.day(0),
        pathway: 'P0',
        reasonWaiting: 'Awaiting medicines to take home',
      }),
    ],
    gpRecords: [
      gpRecord({
        person: KEY,
        medications: [repeat('ms-1', DRUG.aspirin, 'One tablet once a day', t.day(-800), [t.day(-40), t.day(-12)])],
      }),
    ],
    bedside: [bedside({ person: KEY, allergies: 'none-asserted' })],
  };
};

/** p011 in B2-02: ready for five days, pathway 3. */
const reedHarold = (t: Timeline): Partial<Facts> => {
  const KEY = 'p011';
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000107'),
        rweNumber: 'S1234577',
        family: 'Reed',
        given: 'Harold',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1947-03-03'),
      }),
    ],
    stays: [
      stay({
        ...ELDERLY,
        visit: '700011',
        person: KEY,
        placements: [{ ward: 'W15', bed: 'B2-02', from: t.dayAt(-21, 9) }],
        reason: { icd10: 'I63.9', text: 'Cerebral infarction' },
        expectedDischarge: t.day(5),
        medicallyFit: true,
        readySince: t.day(-5),
        pathway: 'P3',
        reasonWaiting: 'Awaiting care home placement',
      }),
    ],
    gpRecords: [
      gpRecord({
        person: KEY,
        problems: [{ ...PROBLEM.stroke, id: 'pr-1', status: 'active', significance: 'major', onset: t.day(-21) }],
      }),
    ],
    bedside: [bedside({ person: KEY, allergies: 'none-asserted' })],
  };
};

/** Ward 15: four of six beds occupied; B1-03 and SR-01 free. */
export const ward15 = (t: Timeline): readonly Partial<Facts>[] =>
  [larkEdith, priceGwen, mossAlbert, reedHarold].map((each) => each(t));
