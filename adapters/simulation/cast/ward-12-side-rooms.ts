import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { ALLERGY, FLAG, PREFERENCE, PROBLEM, recorded } from '../codes';
import { WARD_ANN } from '../clinicians';
import { bedside, date, escalation, gpRecord, labReport, nhsNumber, observed, person, stay, version } from '../entry';
import { SET, fullBloodCount, ureaAndElectrolytes } from '../pathology-tests';

const MEDICINE = { treatmentFunction: '300', consultant: WARD_ANN } as const;
const BLOOD = { requester: WARD_ANN, ward: 'W12' } as const;

/** p006 in SR-01: NEWS2 6, accepted within five minutes; a critical haemoglobin that has been opened. */
export const stoneArthur = (t: Timeline): Partial<Facts> => {
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
export const fernOlive = (t: Timeline): Partial<Facts> => {
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
