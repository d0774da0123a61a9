import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { ALLERGY, EXAMINATION, FLAG, PREFERENCE, PROBLEM, recorded } from '../codes';
import { PRACTICES } from '../estate';
import { RAY_ROSE, WARD_ANN } from '../clinicians';
import {
  bedside,
  date,
  escalation,
  gpRecord,
  labReport,
  nhsNumber,
  observed,
  order,
  person,
  registeredAt,
  stay,
  study,
  version,
} from '../entry';
import { ANALYTE, SET, fullBloodCount, resultLine, ureaAndElectrolytes } from '../pathology-tests';

const MEDICINE = { treatmentFunction: '300', consultant: WARD_ANN } as const;
const BLOOD = { requester: WARD_ANN, ward: 'W12' } as const;

/** p002 in B3-01: NEWS2 7 (the worked check of the chart), nobody has accepted it for 110 minutes. */
const hollyIvy = (t: Timeline): Partial<Facts> => {
  const KEY = 'p002';
  const here = stay({
    ...MEDICINE,
    visit: '700002',
    person: KEY,
    placements: [
      { ward: 'W15', bed: 'B1-03', from: t.dayAt(-3, 18), to: t.dayAt(-2, 11) },
      { ward: 'W12', bed: 'B3-01', from: t.dayAt(-2, 11) },
    ],
    reason: { icd10: 'J44.1', text: 'COPD with acute exacerbation' },
    expectedDischarge: t.day(4),
  });
  const worse = observed('obs-011', here, t.minutesAgo(110), 'Nora Nurse', {
    respiration: 23,
    spo2: 94,
    scale: 1,
    oxygen: true,
    systolic: 108,
    diastolic: 64,
    pulse: 92,
    consciousness: 'A',
    temperature: 37.4,
  });
  const before = observed('obs-010', here, t.dayAt(-1, 20), 'Nora Nurse', {
    respiration: 19,
    spo2: 96,
    scale: 1,
    oxygen: false,
    systolic: 116,
    diastolic: 70,
    pulse: 84,
    consciousness: 'A',
    temperature: 37.1,
  });
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000026'),
        rweNumber: 'S1234568',
        family: 'Holly',
        given: 'Ivy',
        title: 'Mrs',
        sex: 'female',
        birthDate: date('1939-06-14'),
      }),
    ],
    stays: [here],
    observationSets: [before, worse],
    escalations: [escalation('esc-011', worse, 'urgent')],
    labReports: [
      labReport({
        ...BLOOD,
        filler: '26B0001220',
        person: KEY,
        visit: here.visit,
        set: SET.ue,
        discipline: 'BS',
        collected: t.hoursAgo(5),
        versions: [version(t.hoursAgo(4), ureaAndElectrolytes('136', '5.6', '9.1', '99'))],
      }),
      labReport({
        ...BLOOD,
        filler: '26B0001221',
        person: KEY,
        visit: here.visit,
        set: SET.lactate,
        discipline: 'BS',
        collected: t.hoursAgo(5),
        versions: [version(t.hoursAgo(4), [resultLine(ANALYTE.lactate, '3.1')])],
      }),
    ],
    imagingOrders: [
      order(
        'ORD760',
        { person: KEY, visit: here.visit },
        t.dayAt(-3, 19),
        { code: EXAMINATION.chestXray.snomed, display: EXAMINATION.chestXray.display },
        WARD_ANN,
        'A',
      ),
    ],
    studies: [
      study({
        uid: '2.25.110',
        accession: 'RWE26000110',
        placer: 'ORD760',
        person: KEY,
        visit: here.visit,
        started: t.dayAt(-3, 19, 40),
        modalities: ['DX'],
        examination: EXAMINATION.chestXray,
        reports: [
          { at: t.dayAt(-3, 20, 15), status: 'P', lines: ['Hyperinflated lungs.'], reporter: RAY_ROSE },
          {
            at: t.dayAt(-2, 9),
            status: 'F',
            lines: ['Hyperinflated lungs.', 'No focal consolidation.'],
            reporter: RAY_ROSE,
          },
        ],
      }),
    ],
    gpRecords: [
      gpRecord({
        person: KEY,
        allergies: 'none-asserted',
        problems: [{ ...PROBLEM.copd, id: 'pr-1', status: 'active', significance: 'major', onset: date('2008-11-03') }],
      }),
    ],
    bedside: [bedside({ person: KEY, allergies: 'none-asserted' })],
  };
};

/** p003 in B3-03: ready for discharge since two days ago, pathway 1; leaves tomorrow. */
const barrowNora = (t: Timeline): Partial<Facts> => {
  const KEY = 'p003';
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000034'),
        rweNumber: 'S1234569',
        family: 'Barrow',
        given: 'Nora',
        title: 'Mrs',
        sex: 'female',
        birthDate: date('1944-01-22'),
      }),
    ],
    stays: [
      stay({
        ...MEDICINE,
        visit: '700003',
        person: KEY,
        placements: [{ ward: 'W12', bed: 'B3-03', from: t.dayAt(-8, 15) }],
        reason: { icd10: 'N39.0', text: 'Urinary tract infection' },
        expectedDischarge: t.day(1),
        medicallyFit: true,
        readySince: t.day(-2),
        pathway: 'P1',
        reasonWaiting: 'Awaiting package of care at home',
      }),
    ],
    gpRecords: [gpRecord({ person: KEY, allergies: [recorded(ALLERGY.latex, '2003')] })],
    bedside: [bedside({ person: KEY, allergies: [recorded(ALLERGY.latex, '2003')] })],
  };
};

/** p004 in B4-01: brought in unknown; no NHS number, a default birth date, no practice known (V81999). */
const winterNiall = (t: Timeline): Partial<Facts> => {
  const KEY = 'p004';
  return {
    people: [
      person({
        key: KEY,
        traceStatus: '04',
        rweNumber: 'S1234570',
        family: 'Winter',
        given: 'Niall',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1970-01-01'),
        birthDateEstimated: true,
        ...registeredAt(PRACTICES.notKnown),
        ethnicCategory: 'Z',
      }),
    ],
    registered: [{ person: KEY, at: t.hoursAgo(20.5) }],
    stays: [
      stay({
        ...MEDICINE,
        visit: '700004',
        person: KEY,
        placements: [{ ward: 'W12', bed: 'B4-01', from: t.hoursAgo(20) }],
        reason: { icd10: 'R40.2', text: 'Found unresponsive' },
        expectedDischarge: t.day(6),
      }),
    ],
    labReports: [
      labReport({
        ...BLOOD,
        filler: '26B0001190',
        person: KEY,
        visit: '700004',
        set: SET.ue,
        discipline: 'BS',
        collected: t.hoursAgo(19),
        versions: [version(t.hoursAgo(18), ureaAndElectrolytes('141', '4.0', '5.0', '82'))],
      }),
    ],
    bedside: [bedside({ person: KEY })],
  };
};

/** p005 in B4-02: restricted (S-flag). Where they live is masked from all, where they lie from all but the ward. */
const shieldRobin = (t: Timeline): Partial<Facts> => {
  const KEY = 'p005';
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000042'),
        rweNumber: 'S1234571',
        family: 'Shield',
        given: 'Robin',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1978-08-19'),
        restricted: true,
        addressLine: '5 Hidden Close',
        ...registeredAt(PRACTICES.second),
        nextOfKin: { family: 'Shield', given: 'Marion', relationship: '12', phone: '01162000500' },
      }),
    ],
    stays: [
      stay({
        ...MEDICINE,
        visit: '700005',
        person: KEY,
        placements: [{ ward: 'W12', bed: 'B4-02', from: t.dayAt(-1, 13) }],
        reason: { icd10: 'R07.4', text: 'Chest pain' },
        expectedDischarge: t.day(3),
      }),
    ],
    gpRecords: [gpRecord({ person: KEY, practice: PRACTICES.second.code, refusal: 'PATIENT_NOT_FOUND' })],
    bedside: [
      bedside({
        person: KEY,
        allergies: 'none-asserted',
        flags: [{ ...FLAG.safeguarding, id: 'fl-5', category: 'safeguarding', start: t.dayAt(-1, 14) }],
      }),
    ],
  };
};

/** p006 in SR-01: NEWS2 6, accepted within five minutes; a critical haemoglobin that has been opened. */
const stoneArthur = (t: Timeline): Partial<Facts> => {
  const KEY = 'p006';
  const here = stay({
    ...MEDICINE,
    visit: '700006',
    person: KEY,
    placements: [{ ward: 'W12', bed: 'SR-01', from: t.dayAt(-1, 19) }],
    reason: { icd10: 'K92.2', text: 'Gastrointestinal bleeding' },
    expectedDischarge: t.day(8),
  });
  const round = observed('obs-031', here, t.minutesAgo(60), 'Nora Nurse', {
    respiration: 22,
    spo2: 96,
    scale: 1,
    oxygen: false,
    systolic: 96,
    diastolic: 58,
    pulse: 118,
    consciousness: 'A',
    temperature: 36.5,
  });
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000050'),
        rweNumber: 'S1234572',
        family: 'Stone',
        given: 'Arthur',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1951-12-05'),
      }),
    ],
    stays: [here],
    observationSets: [round],
    escalations: [escalation('esc-031', round, 'urgent', { at: t.minutesAgo(55), by: 'WARD Ann' })],
    labReports: [
      labReport({
        ...BLOOD,
        filler: '26H0001240',
        person: KEY,
        visit: here.visit,
        set: SET.fbc,
        discipline: 'HM',
        collected: t.minutesAgo(90),
        versions: [version(t.minutesAgo(35), fullBloodCount('62', '9.8', '190', '6.4'))],
        acknowledgement: { opened: t.minutesAgo(25), by: 'WARD Ann' },
      }),
      labReport({
        ...BLOOD,
        filler: '26B0001241',
        person: KEY,
        visit: here.visit,
        set: SET.ue,
        discipline: 'BS',
        collected: t.hoursAgo(12),
        versions: [version(t.hoursAgo(11), ureaAndElectrolytes('138', '4.4', '12.0', '95'))],
      }),
    ],
    gpRecords: [
      gpRecord({
        person: KEY,
        problems: [
          {
            ...PROBLEM.atrialFibrillation,
            id: 'pr-1',
            status: 'active',
            significance: 'major',
            onset: date('2019-03-12'),
          },
        ],
      }),
    ],
    bedside: [
      bedside({
        person: KEY,
        allergies: 'none-asserted',
        preferences: [
          { id: 'pf-6', category: 'resuscitation', ...PREFERENCE.forResuscitation, recorded: t.dayAt(-1, 20) },
        ],
      }),
    ],
  };
};

/** p007 in SR-02: temperature not taken, so no NEWS2: not assessed, never a zero. A critical sodium 95 minutes old, unopened. */
const fernOlive = (t: Timeline): Partial<Facts> => {
  const KEY = 'p007';
  const here = stay({
    ...MEDICINE,
    visit: '700007',
    person: KEY,
    placements: [{ ward: 'W12', bed: 'SR-02', from: t.dayAt(-4, 12) }],
    reason: { icd10: 'A41.9', text: 'Sepsis' },
    expectedDischarge: t.day(9),
  });
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000069'),
        rweNumber: 'S1234573',
        family: 'Fern',
        given: 'Olive',
        title: 'Ms',
        sex: 'female',
        birthDate: date('1960-04-30'),
      }),
    ],
    stays: [here],
    observationSets: [
      observed('obs-041', here, t.minutesAgo(50), 'Nora Nurse', {
        respiration: 20,
        spo2: 95,
        scale: 1,
        oxygen: false,
        systolic: 104,
        diastolic: 60,
        pulse: 101,
        consciousness: 'A',
      }),
    ],
    labReports: [
      labReport({
        ...BLOOD,
        filler: '26B0001210',
        person: KEY,
        visit: here.visit,
        set: SET.ue,
        discipline: 'BS',
        collected: t.minutesAgo(150),
        versions: [version(t.minutesAgo(95), ureaAndElectrolytes('118', '3.9', '6.2', '77'))],
        acknowledgement: {},
      }),
      labReport({
        ...BLOOD,
        filler: '26H0001211',
        person: KEY,
        visit: here.visit,
        set: SET.fbc,
        discipline: 'HM',
        collected: t.minutesAgo(150),
        versions: [version(t.minutesAgo(100), fullBloodCount('118', '1.9', '139', '0.8'))],
      }),
    ],
    gpRecords: [gpRecord({ person: KEY, confidentialItems: true, allergies: [recorded(ALLERGY.peanut, '1985-07')] })],
    bedside: [
      bedside({
        person: KEY,
        allergies: [recorded(ALLERGY.peanut, '1985')],
        flags: [{ ...FLAG.mrsa, id: 'fl-7', category: 'infection', start: t.dayAt(-4, 16) }],
      }),
    ],
  };
};

/** Ward 12: seven of ten beds occupied; B3-04 being cleaned, B4-03 closed, B4-04 free. */
export const ward12 = (t: Timeline): readonly Partial<Facts>[] =>
  [hollyIvy, barrowNora, winterNiall, shieldRobin, stoneArthur, fernOlive].map((each) => each(t));
