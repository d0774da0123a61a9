import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { fernOlive, stoneArthur } from './ward-12-side-rooms';
import { ALLERGY, EXAMINATION, FLAG, PROBLEM, recorded } from '../codes';
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
import { ANALYTE, SET, resultLine, ureaAndElectrolytes } from '../pathology-tests';

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

/** Ward 12: seven of ten beds occupied; B3-04 being cleaned, B4-03 closed, B4-04 free. */
export const ward12 = (t: Timeline): readonly Partial<Facts>[] =>
  [hollyIvy, barrowNora, winterNiall, shieldRobin, stoneArthur, fernOlive].map((each) => each(t));
