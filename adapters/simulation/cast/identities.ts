import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { RWE } from '../estate';
import { CASUALTY_COLM, GREEN_GILES, HEART_HENRY, WARD_ANN } from '../clinicians';
import { bedside, date, gpRecord, labReport, nhsNumber, person, stay, version } from '../entry';
import { SET, ureaAndElectrolytes } from '../pathology-tests';

/** p016 and p017: same name, born nine days apart. Two people, and never to be joined. */
const twoBrooks = (t: Timeline): Partial<Facts> => {
  const brook = { family: 'Brook', given: 'Anne', title: 'Mrs', sex: 'female' } as const;
  return {
    people: [
      person({
        ...brook,
        key: 'p016',
        nhsNumber: nhsNumber('9991001018'),
        rweNumber: 'S1234580',
        birthDate: date('1950-04-12'),
      }),
      person({
        ...brook,
        key: 'p017',
        nhsNumber: nhsNumber('9992002026'),
        rweNumber: 'S1234581',
        birthDate: date('1950-04-21'),
      }),
    ],
    appointments: [
      {
        id: 'AP906',
        person: 'p016',
        kind: 'outpatient',
        organisation: RWE,
        start: t.dayAt(12, 10),
        minutes: 30,
        description: 'Cardiology clinic',
        clinician: HEART_HENRY,
        place: 'CLINIC3',
        status: 'booked',
        booked: t.dayAt(-9, 10),
      },
    ],
    gpRecords: [gpRecord({ person: 'p016' }), gpRecord({ person: 'p017' })],
  };
};

/**
 * p018 and p019: same name and birth date, different NHS numbers. A result went to the wrong one:
 * it was withdrawn (W) from p018 and reported anew for p019.
 */
const twoSinghs = (t: Timeline): Partial<Facts> => {
  const singh = { family: 'Singh', given: 'Amar', title: 'Mr', sex: 'male', birthDate: date('1962-09-30') } as const;
  const lines = ureaAndElectrolytes('139', '5.7', '8.0', '121');
  const ue = { set: SET.ue, discipline: 'BS', requester: GREEN_GILES, collected: t.dayAt(-12, 9) } as const;
  return {
    people: [
      person({ ...singh, key: 'p018', nhsNumber: nhsNumber('9993003034'), rweNumber: 'S1234582' }),
      person({ ...singh, key: 'p019', nhsNumber: nhsNumber('9994004042'), rweNumber: 'S1234583', postcode: 'LE5 4PW' }),
    ],
    labReports: [
      labReport({
        ...ue,
        filler: '26B0001066',
        person: 'p018',
        versions: [
          version(t.dayAt(-12, 13), lines),
          version(t.dayAt(-11, 10), lines, 'W', ['Reported on the wrong patient']),
        ],
      }),
      labReport({ ...ue, filler: '26B0001067', person: 'p019', versions: [version(t.dayAt(-11, 10, 5), lines)] }),
    ],
    gpRecords: [gpRecord({ person: 'p018' }), gpRecord({ person: 'p019' })],
  };
};

/** p020 and p021: one woman with two records. The one ED opened yesterday (no NHS number) was merged two hours ago. */
const weaverTwice = (t: Timeline): Partial<Facts> => {
  const weaver = {
    family: 'Weaver',
    given: 'Grace',
    title: 'Mrs',
    sex: 'female',
    birthDate: date('1966-02-14'),
  } as const;
  const attended = stay({
    visit: '700021',
    person: 'p021',
    class: 'EMER',
    placements: [{ ward: 'ED', from: t.dayAt(-1, 14), to: t.dayAt(-1, 17, 20) }],
    dischargedAt: t.dayAt(-1, 17, 20),
    treatmentFunction: '180',
    consultant: CASUALTY_COLM,
    reason: { icd10: 'R55', text: 'Syncope' },
  });
  return {
    people: [
      person({ ...weaver, key: 'p020', nhsNumber: nhsNumber('9995005050'), rweNumber: 'S1234584' }),
      person({
        ...weaver,
        key: 'p021',
        traceStatus: '03',
        rweNumber: 'S7654321',
        mergedInto: { key: 'p020', at: t.hoursAgo(2) },
      }),
    ],
    registered: [{ person: 'p021', at: t.dayAt(-1, 13, 55) }],
    stays: [attended],
    appointments: [
      {
        id: 'AP907',
        person: 'p020',
        kind: 'outpatient',
        organisation: RWE,
        start: t.dayAt(18, 15),
        minutes: 30,
        description: 'Cardiology clinic',
        clinician: HEART_HENRY,
        place: 'CLINIC3',
        status: 'booked',
        booked: t.dayAt(-30, 9),
      },
    ],
    labReports: [
      labReport({
        filler: '26B0000880',
        person: 'p020',
        set: SET.ue,
        discipline: 'BS',
        requester: WARD_ANN,
        collected: t.dayAt(-33, 9),
        versions: [version(t.dayAt(-33, 12), ureaAndElectrolytes('141', '4.3', '5.5', '70'))],
      }),
      labReport({
        filler: '26B0001170',
        person: 'p021',
        visit: attended.visit,
        ward: 'ED',
        set: SET.ue,
        discipline: 'BS',
        requester: CASUALTY_COLM,
        collected: t.dayAt(-1, 14, 20),
        versions: [version(t.dayAt(-1, 15, 30), ureaAndElectrolytes('138', '3.4', '6.0', '74'))],
      }),
    ],
    gpRecords: [gpRecord({ person: 'p020' })],
    bedside: [bedside({ person: 'p020', allergies: 'none-asserted' })],
  };
};

export const identities = (t: Timeline): readonly Partial<Facts>[] =>
  [twoBrooks, twoSinghs, weaverTwice].map((each) => each(t));
