import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { AGENT, ALLERGY, ECOLI, EXAMINATION, FLAG, SPECIMEN, recorded } from '../codes';
import { PRACTICES, RWE } from '../estate';
import { BONE_BRYN, GREEN_GILES, HEART_HENRY, KNIFE_KATE, RAY_ROSE, SECOND_SARA, WARD_ANN } from '../clinicians';
import { bedside, date, gpRecord, labReport, nhsNumber, person, registeredAt, stay, study, version } from '../entry';
import { ANALYTE, SET, resultLine, ureaAndElectrolytes } from '../pathology-tests';

/** p022: died on W12 six days ago. */
const frostWalter = (t: Timeline): Partial<Facts> => {
  const died = t.dayAt(-6, 4, 40);
  return {
    people: [
      person({
        key: 'p022',
        nhsNumber: nhsNumber('9996006069'),
        rweNumber: 'S1234585',
        family: 'Frost',
        given: 'Walter',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1931-01-19'),
        deceasedAt: died,
      }),
    ],
    updated: [{ person: 'p022', at: t.dayAt(-6, 6) }],
    stays: [
      stay({
        visit: '700022',
        person: 'p022',
        placements: [{ ward: 'W12', bed: 'SR-01', from: t.dayAt(-9, 12), to: t.dayAt(-6, 5) }],
        dischargedAt: t.dayAt(-6, 5),
        treatmentFunction: '300',
        consultant: WARD_ANN,
        reason: { icd10: 'C34.9', text: 'Malignant neoplasm of lung' },
      }),
    ],
    gpRecords: [gpRecord({ person: 'p022', refusal: 'PATIENT_NOT_FOUND' })],
  };
};

/** p023: comes in tomorrow for a hip replacement; p024: in twelve days, and has refused the sharing of the GP record. */
const comingIn = (t: Timeline): Partial<Facts> => ({
  people: [
    person({
      key: 'p023',
      nhsNumber: nhsNumber('9997007077'),
      rweNumber: 'S1234586',
      family: 'Hill',
      given: 'Sandra',
      title: 'Mrs',
      sex: 'female',
      birthDate: date('1957-07-07'),
      pasAllergies: [recorded(ALLERGY.latex, '2010-03')],
    }),
    person({
      key: 'p024',
      nhsNumber: nhsNumber('9998008085'),
      rweNumber: 'S1234587',
      family: 'Knott',
      given: 'Tom',
      title: 'Mr',
      sex: 'male',
      birthDate: date('1971-10-21'),
      dissents: true,
      ...registeredAt(PRACTICES.second),
    }),
  ],
  waiting: [
    {
      visit: '700023',
      person: 'p023',
      organisation: RWE,
      list: 'elective',
      added: t.day(-80),
      original: t.day(-97),
      toComeIn: t.day(1),
      treatmentFunction: '110',
      consultant: BONE_BRYN,
      priority: '2',
      site: 'RWEAE',
    },
    {
      visit: '700024',
      person: 'p024',
      organisation: RWE,
      list: 'elective',
      added: t.day(-60),
      original: t.day(-60),
      toComeIn: t.day(12),
      treatmentFunction: '100',
      consultant: KNIFE_KATE,
      priority: '3',
      site: 'RWEAA',
    },
  ],
  appointments: [
    {
      id: 'TH931',
      person: 'p023',
      kind: 'theatre',
      organisation: RWE,
      start: t.dayAt(1, 8, 30),
      minutes: 120,
      description: 'Total hip replacement',
      clinician: BONE_BRYN,
      place: 'Theatre 2',
      status: 'booked',
      booked: t.dayAt(-10, 9),
    },
    {
      id: 'GP911',
      person: 'p024',
      kind: 'general-practice',
      organisation: PRACTICES.second.code,
      start: t.dayAt(3, 9),
      minutes: 10,
      description: 'Medication review',
      clinician: SECOND_SARA,
      place: 'Second Practice, Room 1',
      status: 'booked',
      booked: t.dayAt(-2, 9),
    },
  ],
  gpRecords: [
    gpRecord({ person: 'p023', allergies: [recorded(ALLERGY.latex, '2010-03-15')] }),
    gpRecord({ person: 'p024', practice: PRACTICES.second.code, refusal: 'NO_PATIENT_CONSENT' }),
  ],
  bedside: [
    bedside({
      person: 'p023',
      allergies: [recorded(ALLERGY.latex, '2010-03')],
      flags: [{ ...FLAG.mrsa, id: 'fl-23', category: 'infection', start: t.dayAt(-4, 13) }],
    }),
  ],
});

/** p025: the GP has nothing recorded. Urine culture (E. coli), a P, F, C sequence, a PDF, and a scan 25 days ago. */
const quillVera = (t: Timeline): Partial<Facts> => {
  const KEY = 'p025';
  const from = { person: KEY, requester: GREEN_GILES } as const;
  const culture = (value: string): ReturnType<typeof resultLine>[] => [
    { code: '117010004', display: 'Urine culture', value },
  ];
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000204'),
        rweNumber: 'S1234588',
        family: 'Quill',
        given: 'Vera',
        title: 'Dr',
        sex: 'female',
        birthDate: date('1983-03-29'),
      }),
    ],
    labReports: [
      labReport({
        ...from,
        filler: '26M0000310',
        set: SET.urineCulture,
        discipline: 'MB',
        specimen: SPECIMEN.urine,
        collected: t.dayAt(-7, 9),
        versions: [
          version(t.dayAt(-6, 12), culture('Growth, identification to follow'), 'P'),
          version(t.dayAt(-5, 12), culture('Growth of one organism')),
        ],
        cultures: [
          {
            organism: ECOLI,
            growth: '>10*5 CFU/mL',
            sensitivities: [
              { agent: AGENT.trimethoprim, result: 'R' },
              { agent: AGENT.nitrofurantoin, result: 'S' },
            ],
          },
        ],
      }),
      labReport({
        ...from,
        filler: '26B0001010',
        set: SET.ue,
        discipline: 'BS',
        collected: t.dayAt(-15, 9),
        versions: [
          version(t.dayAt(-15, 11), ureaAndElectrolytes('140', '4.4', '5.1', '68').slice(0, 2), 'P'),
          version(t.dayAt(-15, 13), ureaAndElectrolytes('140', '4.4', '5.1', '68')),
          version(t.dayAt(-14, 10), ureaAndElectrolytes('140', '4.4', '5.1', '86'), 'C', [
            'Creatinine corrected: transcription error',
          ]),
        ],
      }),
      labReport({
        ...from,
        filler: '26B0000700',
        set: SET.hba1c,
        discipline: 'BS',
        pdf: true,
        collected: t.dayAt(-45, 9),
        versions: [version(t.dayAt(-44, 9), [resultLine(ANALYTE.hba1c, '52')])],
      }),
    ],
    studies: [
      study({
        uid: '2.25.125',
        accession: 'RWE26000090',
        person: KEY,
        started: t.dayAt(-25, 10),
        modalities: ['US'],
        examination: EXAMINATION.abdomenUltrasound,
        reports: [
          { at: t.dayAt(-25, 12), status: 'F', lines: ['Normal liver, gallbladder and kidneys.'], reporter: RAY_ROSE },
        ],
      }),
      study({
        uid: '2.25.126',
        accession: 'RWE26000130',
        person: KEY,
        started: t.dayAt(-1, 9),
        modalities: ['DX'],
        examination: EXAMINATION.chestXray,
        availability: 'NEARLINE',
        reports: [],
      }),
    ],
    gpRecords: [gpRecord({ person: KEY, allergies: 'nothing-recorded' })],
  };
};

/** p026: registered at the test practice, which says it does not know them; an outpatient booking made and cancelled. */
const daleKit = (t: Timeline): Partial<Facts> => ({
  people: [
    person({
      key: 'p026',
      nhsNumber: nhsNumber('9990000212'),
      traceStatus: '02',
      rweNumber: 'S1234589',
      family: 'Dale',
      given: 'Kit',
      title: 'Mx',
      sex: 'other',
      birthDate: date('1999-11-11'),
    }),
  ],
  appointments: [
    {
      id: 'AP908',
      person: 'p026',
      kind: 'outpatient',
      organisation: RWE,
      start: t.dayAt(7, 11),
      minutes: 20,
      description: 'Cardiology clinic',
      clinician: HEART_HENRY,
      place: 'CLINIC3',
      status: 'cancelled',
      booked: t.dayAt(-5, 10),
    },
  ],
  gpRecords: [gpRecord({ person: 'p026', refusal: 'PATIENT_NOT_FOUND' })],
});

export const outsideTheWards = (t: Timeline): readonly Partial<Facts>[] =>
  [frostWalter, comingIn, quillVera, daleKit].map((each) => each(t));
