import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { DRUG, IMMUNISATION, PREFERENCE, PROBLEM } from '../codes';
import { PRACTICES, RT5, RWE } from '../estate';
import { CEDAR_CERI, ELDER_ESME } from '../clinicians';
import { bedside, date, gpRecord, nhsNumber, observed, person, registeredAt, stay } from '../entry';
import type { SimCommunityRecord } from '../hospital';

const CEDAR = { organisation: RT5, treatmentFunction: '430', consultant: CEDAR_CERI, admissionMethod: '81' } as const;
const DISTRICT: SimCommunityRecord['team'] = {
  name: 'City East district nurses',
  members: [{ name: 'Dilys District', role: 'District nurse', phone: '01162950010' }],
};

/** p012 in CEDAR B1-01, known to both trusts: ready for three days, pathway 2. */
const cloverMay = (t: Timeline): Partial<Facts> => {
  const KEY = 'p012';
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000115'),
        rweNumber: 'S1234578',
        rt5Number: 'L200002',
        family: 'Clover',
        given: 'May',
        title: 'Mrs',
        sex: 'female',
        birthDate: date('1934-02-11'),
      }),
    ],
    stays: [
      stay({
        ...CEDAR,
        visit: '900001',
        person: KEY,
        placements: [{ ward: 'CEDAR', bed: 'B1-01', from: t.dayAt(-14, 15) }],
        reason: { icd10: 'Z50.8', text: 'Rehabilitation after hip fracture' },
        expectedDischarge: t.day(4),
        medicallyFit: true,
        readySince: t.day(-3),
        pathway: 'P2',
        reasonWaiting: 'Awaiting bed-based reablement',
      }),
    ],
    gpRecords: [
      gpRecord({
        person: KEY,
        problems: [
          { ...PROBLEM.osteoarthritis, id: 'pr-1', status: 'active', significance: 'minor', onset: date('2001-09-01') },
        ],
      }),
    ],
    communityRecords: [{ person: KEY, problems: [], preferences: [], team: DISTRICT }],
    bedside: [bedside({ person: KEY, allergies: 'none-asserted' }, RT5)],
  };
};

/** p013 in CEDAR B2-01: has only a number at RT5; leaves tomorrow. */
const ashBertie = (t: Timeline): Partial<Facts> => {
  const KEY = 'p013';
  const here = stay({
    ...CEDAR,
    visit: '900002',
    person: KEY,
    placements: [{ ward: 'CEDAR', bed: 'B2-01', from: t.dayAt(-10, 11) }],
    reason: { icd10: 'Z50.1', text: 'Physical therapy' },
    expectedDischarge: t.day(1),
  });
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000123'),
        rt5Number: 'L200003',
        family: 'Ash',
        given: 'Bertie',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1949-05-25'),
      }),
    ],
    stays: [here],
    observationSets: [
      observed('obs-071', here, t.minutesAgo(130), 'Carys Carer', {
        respiration: 17,
        spo2: 95,
        scale: 1,
        oxygen: false,
        systolic: 132,
        diastolic: 78,
        pulse: 76,
        consciousness: 'A',
        temperature: 36.6,
      }),
    ],
    gpRecords: [gpRecord({ person: KEY })],
    communityRecords: [
      {
        person: KEY,
        problems: [{ ...PROBLEM.depression, id: 'cp-1', onset: date('2016-04-04') }],
        preferences: [],
        team: DISTRICT,
      },
    ],
    bedside: [bedside({ person: KEY, allergies: 'none-asserted' }, RT5)],
  };
};

/** p014 in CEDAR B1-02: only at RT5, which holds her chart, a letter and an immunisation; her practice is not connected. */
const hazelJoan = (t: Timeline): Partial<Facts> => {
  const KEY = 'p014';
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000131'),
        rt5Number: 'L200004',
        family: 'Hazel',
        given: 'Joan',
        title: 'Mrs',
        sex: 'female',
        birthDate: date('1942-12-30'),
        ...registeredAt(PRACTICES.unconnected),
      }),
    ],
    stays: [
      stay({
        ...CEDAR,
        visit: '900003',
        person: KEY,
        placements: [{ ward: 'CEDAR', bed: 'B1-02', from: t.dayAt(-6, 16) }],
        reason: { icd10: 'Z51.5', text: 'Palliative care' },
        expectedDischarge: t.day(10),
      }),
    ],
    communityRecords: [
      {
        person: KEY,
        problems: [],
        preferences: [
          { id: 'cf-14', category: 'end-of-life', ...PREFERENCE.careInHospice, recorded: t.dayAt(-30, 10) },
        ],
        immunisations: [{ ...IMMUNISATION.influenza, id: 'ci-14', given: t.day(-5) }],
        team: DISTRICT,
      },
    ],
    bedside: [
      bedside(
        {
          person: KEY,
          medications: [
            { id: 'nm-14', drug: DRUG.paracetamol, dosage: '1 g four times a day', start: t.dayAt(-6, 17) },
          ],
          documents: [
            {
              id: 'doc-14',
              type: 'discharge-letter',
              title: 'Discharge letter: respite stay',
              at: t.dayAt(-90, 12),
              author: 'Dr Ceri Cedar',
              bytes: 31_870,
            },
          ],
        },
        RT5,
      ),
    ],
  };
};

/**
 * p015, at home since yesterday and on the district nurses' list: what did the hospital record yesterday?
 * Two rounds (NEWS2 1, then 0), W15 SR-01 until 16:00, and a discharge letter at 15:30.
 */
const valePeter = (t: Timeline): Partial<Facts> => {
  const KEY = 'p015';
  const here = stay({
    visit: '700015',
    person: KEY,
    placements: [{ ward: 'W15', bed: 'SR-01', from: t.dayAt(-4, 20), to: t.dayAt(-1, 16) }],
    dischargedAt: t.dayAt(-1, 16),
    treatmentFunction: '430',
    consultant: ELDER_ESME,
    reason: { icd10: 'L03.1', text: 'Cellulitis of leg' },
    medicallyFit: true,
  });
  const steady = { spo2: 97, scale: 1, oxygen: false, systolic: 124, diastolic: 76, consciousness: 'A' } as const;
  return {
    people: [
      person({
        key: KEY,
        nhsNumber: nhsNumber('9990000158'),
        rweNumber: 'S1234579',
        rt5Number: 'L200005',
        family: 'Vale',
        given: 'Peter',
        title: 'Mr',
        sex: 'male',
        birthDate: date('1953-09-09'),
      }),
    ],
    stays: [here],
    observationSets: [
      observed('obs-080', here, t.dayAt(-2, 20), 'Nigel Night', {
        ...steady,
        respiration: 20,
        pulse: 96,
        temperature: 38.2,
      }),
      observed('obs-081', here, t.dayAt(-1, 8), 'Nigel Night', {
        ...steady,
        respiration: 18,
        pulse: 92,
        temperature: 37.4,
      }),
      observed('obs-082', here, t.dayAt(-1, 12), 'Nora Nurse', {
        ...steady,
        respiration: 16,
        pulse: 84,
        temperature: 37.0,
      }),
    ],
    appointments: [
      {
        id: 'CM921',
        person: KEY,
        kind: 'community',
        organisation: RT5,
        start: t.dayAt(1, 10),
        minutes: 30,
        description: 'Wound dressing',
        clinician: CEDAR_CERI,
        place: 'Home',
        status: 'booked',
        booked: t.dayAt(-1, 15, 45),
      },
      {
        id: 'AP905',
        person: KEY,
        kind: 'outpatient',
        organisation: RWE,
        start: t.dayAt(28, 11),
        minutes: 20,
        description: 'Dermatology review',
        clinician: ELDER_ESME,
        place: 'CLINIC1',
        status: 'booked',
        booked: t.dayAt(-1, 15, 40),
      },
    ],
    gpRecords: [gpRecord({ person: KEY })],
    communityRecords: [
      {
        person: KEY,
        problems: [{ ...PROBLEM.diabetes, id: 'cp-1', onset: date('2010-10-10') }],
        preferences: [
          { id: 'cf-15', category: 'resuscitation', ...PREFERENCE.forResuscitation, recorded: t.dayAt(-200, 10) },
        ],
        team: DISTRICT,
      },
    ],
    bedside: [
      bedside({
        person: KEY,
        allergies: 'none-asserted',
        documents: [
          {
            id: 'doc-15',
            type: 'discharge-letter',
            title: 'Discharge letter: cellulitis of leg',
            at: t.dayAt(-1, 15, 30),
            author: 'Dr Esme Elder',
            bytes: 48_211,
          },
        ],
      }),
    ],
  };
};

/** Cedar Ward: three of six beds occupied; B2-02 being cleaned, B1-03 and SR-01 free. */
export const cedar = (t: Timeline): readonly Partial<Facts>[] =>
  [cloverMay, ashBertie, hazelJoan, valePeter].map((each) => each(t));
