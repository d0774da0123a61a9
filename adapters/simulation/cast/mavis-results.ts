import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { EXAMINATION } from '../codes';
import { GREEN_GILES, RAY_ROSE, WARD_ANN } from '../clinicians';
import { labReport, order, study, version } from '../entry';
import { SET, fullBloodCount, ureaAndElectrolytes } from '../pathology-tests';

const KEY = 'p001';
const VISIT = '700001';

/** Six U&E over the year (one potassium corrected) and four FBC: the trend of question 5. */
export const mavisBlood = (t: Timeline): Partial<Facts> => {
  const ue = { person: KEY, set: SET.ue, discipline: 'BS', requester: GREEN_GILES } as const;
  const fbc = { ...ue, set: SET.fbc, discipline: 'HM' } as const;
  return {
    labOrders: [order('ORD779', { person: KEY }, t.minutesAgo(85), SET.ue, WARD_ANN, 'S', 'AKI')],
    labReports: [
      labReport({
        ...ue,
        filler: '25B0009001',
        collected: t.dayAt(-350, 9),
        versions: [version(t.dayAt(-350, 13), ureaAndElectrolytes('140', '4.2', '6.1', '96'))],
      }),
      labReport({
        ...ue,
        filler: '26B0000101',
        collected: t.dayAt(-260, 9),
        versions: [version(t.dayAt(-260, 13), ureaAndElectrolytes('139', '4.5', '7.0', '118'))],
      }),
      labReport({
        ...ue,
        filler: '26B0000202',
        collected: t.dayAt(-170, 9),
        versions: [version(t.dayAt(-170, 13), ureaAndElectrolytes('138', '4.7', '8.4', '142'))],
      }),
      labReport({
        ...ue,
        filler: '26B0000417',
        collected: t.dayAt(-80, 9),
        versions: [
          version(t.dayAt(-80, 13), ureaAndElectrolytes('137', '5.9', '9.9', '168')),
          version(t.dayAt(-79, 10), ureaAndElectrolytes('137', '4.8', '9.9', '168'), 'C', [
            'Potassium corrected: first sample haemolysed',
          ]),
        ],
      }),
      labReport({
        ...ue,
        filler: '26B0001100',
        collected: t.dayAt(-20, 9),
        versions: [version(t.dayAt(-20, 13), ureaAndElectrolytes('134', '5.2', '14.6', '310'))],
      }),
      labReport({
        ...ue,
        filler: '26B0001234',
        placer: 'ORD779',
        visit: VISIT,
        ward: 'W12',
        requester: WARD_ANN,
        collected: t.minutesAgo(80),
        received: t.minutesAgo(50),
        versions: [
          version(t.minutesAgo(20), ureaAndElectrolytes('129', '6.1', '38.2', '>900'), 'F', ['Telephoned to ward 12']),
        ],
        acknowledgement: {},
      }),
      labReport({
        ...fbc,
        filler: '25H0009001',
        collected: t.dayAt(-350, 9),
        versions: [version(t.dayAt(-350, 14), fullBloodCount('131', '7.2', '250', '4.1'))],
      }),
      labReport({
        ...fbc,
        filler: '26H0000202',
        collected: t.dayAt(-170, 9),
        versions: [version(t.dayAt(-170, 14), fullBloodCount('124', '6.9', '244', '4.0'))],
      }),
      labReport({
        ...fbc,
        filler: '26H0001100',
        collected: t.dayAt(-20, 9),
        versions: [version(t.dayAt(-20, 14), fullBloodCount('112', '8.8', '231', '6.0'))],
      }),
      labReport({
        ...fbc,
        filler: '26H0001234',
        visit: VISIT,
        ward: 'W12',
        requester: WARD_ANN,
        collected: t.minutesAgo(80),
        versions: [version(t.minutesAgo(25), fullBloodCount('108', '15.4', '228', '12.9'))],
      }),
    ],
  };
};

/** A chest CT two days ago, and an older chest X-ray. */
export const mavisImaging = (t: Timeline): Partial<Facts> => ({
  imagingOrders: [
    order(
      'ORD778',
      { person: KEY },
      t.dayAt(-2, 13, 55),
      { code: EXAMINATION.chestCt.snomed, display: EXAMINATION.chestCt.display },
      WARD_ANN,
      'S',
      'SOB ?pneumonia',
    ),
  ],
  studies: [
    study({
      uid: '2.25.102',
      accession: 'RWE26000077',
      person: KEY,
      started: t.dayAt(-200, 11),
      modalities: ['DX'],
      examination: EXAMINATION.chestXray,
      reports: [
        { at: t.dayAt(-200, 16), status: 'F', lines: ['Heart size normal.', 'Lungs clear.'], reporter: RAY_ROSE },
      ],
    }),
    study({
      uid: '2.25.101',
      accession: 'RWE26000123',
      placer: 'ORD778',
      person: KEY,
      started: t.dayAt(-2, 14, 22),
      modalities: ['CT', 'SR'],
      examination: EXAMINATION.chestCt,
      reports: [
        {
          at: t.dayAt(-2, 15, 10),
          status: 'F',
          lines: ['Right lower lobe consolidation.', 'Small right pleural effusion.', '', 'No pulmonary embolus.'],
          reporter: RAY_ROSE,
        },
      ],
    }),
  ],
});
