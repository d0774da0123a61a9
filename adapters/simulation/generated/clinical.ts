import type { Instant } from '../../../schema/time';
import { DRUG, EXAMINATION, IMMUNISATION, PROBLEM, recorded, ALLERGY } from '../codes';
import { GREEN_GILES, RAY_ROSE, SECOND_SARA } from '../clinicians';
import { CONNECTED_PRACTICES } from '../estate';
import { gpRecord, labReport, repeat, study, version } from '../entry';
import type { SimGpRecord, SimLabLine, SimLabReport, SimPerson, SimStudy } from '../hospital';
import type { VitalSigns } from '../news2';
import { ANALYTE, SET, fullBloodCount, resultLine, ureaAndElectrolytes } from '../pathology-tests';
import type { Random } from '../random';
import type { Timeline } from '../timeline';

const decimal = (random: Random, low: number, high: number): string =>
  (random.between(low * 10, high * 10) / 10).toFixed(1);

/** Never 5 or more, never a single 3: whoever deteriorates in a seeded hospital was put there by hand. */
export const quietSigns = (random: Random): VitalSigns => ({
  respiration: random.between(12, 20),
  spo2: random.between(95, 99),
  scale: 1,
  oxygen: false,
  systolic: random.between(105, 165),
  diastolic: random.between(60, 90),
  pulse: random.between(55, 104),
  consciousness: 'A',
  temperature: random.between(363, 379) / 10,
});

interface Panel {
  readonly set: SimLabReport['set'];
  readonly discipline: SimLabReport['discipline'];
  readonly lines: readonly SimLabLine[];
}
/** Never critical, now and then a little outside the range. */
export const quietPanel = (random: Random, kind: 'ue' | 'fbc' | 'lft'): Panel => {
  if (kind === 'fbc') {
    const lines = fullBloodCount(
      String(random.between(98, 158)),
      decimal(random, 3.2, 13.5),
      String(random.between(135, 420)),
      decimal(random, 1.8, 8.5),
    );
    return { set: SET.fbc, discipline: 'HM', lines };
  }
  if (kind === 'lft') {
    const lines = [
      resultLine(ANALYTE.bilirubin, String(random.between(5, 28))),
      resultLine(ANALYTE.albumin, String(random.between(28, 48))),
      resultLine(ANALYTE.alp, String(random.between(40, 150))),
      resultLine(ANALYTE.alt, String(random.between(10, 60))),
    ];
    return { set: SET.lft, discipline: 'BS', lines };
  }
  const lines = ureaAndElectrolytes(
    String(random.between(131, 146)),
    decimal(random, 3.4, 5.6),
    decimal(random, 2.6, 12),
    String(random.between(58, 180)),
  );
  return { set: SET.ue, discipline: 'BS', lines };
};

/** A year of blood taken at the practice: one to four reports, one in nine corrected the next day. */
export const yearOfBlood = (
  random: Random,
  t: Timeline,
  person: SimPerson,
  filler: () => string,
): readonly SimLabReport[] =>
  Array.from({ length: random.between(1, 4) }, (_, index): SimLabReport => {
    const day = -index * 85 - random.between(4, 80);
    const panel = quietPanel(random, random.pick(['ue', 'ue', 'fbc', 'lft']));
    const first = version(t.dayAt(day, 14, random.between(0, 59)), panel.lines);
    const corrected = version(t.dayAt(day + 1, 10), quietPanel(random, 'ue').lines, 'C', [
      'Corrected after repeat analysis',
    ]);
    return labReport({
      filler: filler(),
      person: person.key,
      set: panel.set,
      discipline: panel.discipline,
      collected: t.dayAt(day, 9, random.between(0, 59)),
      requester: person.gp === SECOND_SARA.gmc ? SECOND_SARA : GREEN_GILES,
      versions: panel.set === SET.ue && random.chance(0.11) ? [first, corrected] : [first],
    });
  });

export const plainStudy = (
  random: Random,
  of: { readonly person: string; readonly visit?: string; readonly placer?: string },
  started: Instant,
  reported: Instant,
  number: number,
): SimStudy => {
  const examination = random.pick([
    EXAMINATION.chestXray,
    EXAMINATION.chestXray,
    EXAMINATION.headCt,
    EXAMINATION.abdomenUltrasound,
  ]);
  const modality = examination === EXAMINATION.headCt ? 'CT' : examination === EXAMINATION.chestXray ? 'DX' : 'US';
  return study({
    ...of,
    uid: `2.25.${number}`,
    accession: `RWE26${String(number).padStart(6, '0')}`,
    started,
    modalities: [modality],
    examination,
    reports: [{ at: reported, status: 'F', lines: ['No acute abnormality.'], reporter: RAY_ROSE }],
  });
};

const PROBLEMS = [
  PROBLEM.diabetes,
  PROBLEM.hypertension,
  PROBLEM.asthma,
  PROBLEM.copd,
  PROBLEM.kidneyDisease,
  PROBLEM.osteoarthritis,
  PROBLEM.depression,
] as const;
const MEDICINES = [
  { drug: DRUG.metformin, dosage: 'One tablet twice a day' },
  { drug: DRUG.atorvastatin, dosage: 'One tablet at night' },
  { drug: DRUG.ramipril, dosage: 'One capsule once a day' },
  { drug: DRUG.aspirin, dosage: 'One tablet once a day' },
] as const;

/** Nothing when the practice is not connected, or has no number to know the person by. */
export const generatedGpRecord = (random: Random, t: Timeline, person: SimPerson): readonly SimGpRecord[] => {
  if (person.nhsNumber === undefined || !CONNECTED_PRACTICES.includes(person.practice)) return [];
  const of = { person: person.key, practice: person.practice };
  if (person.deceasedAt !== undefined || person.restricted) return [gpRecord({ ...of, refusal: 'PATIENT_NOT_FOUND' })];
  const issued = -random.between(3, 27);
  const medicine = random.pick(MEDICINES);
  const problem = random.pick(PROBLEMS);
  return [
    gpRecord({
      ...of,
      allergies: random.pick([
        'none-asserted',
        'none-asserted',
        'nothing-recorded',
        [recorded(ALLERGY.penicillin, '2014')],
      ]),
      medications: random.chance(0.6)
        ? [
            repeat('ms-1', medicine.drug, medicine.dosage, t.day(-400), [
              t.day(issued - 56),
              t.day(issued - 28),
              t.day(issued),
            ]),
          ]
        : [],
      problems: [
        { ...problem, id: 'pr-1', status: 'active', significance: 'major', onset: t.day(-random.between(400, 6000)) },
      ],
      immunisations: random.chance(0.5)
        ? [{ ...IMMUNISATION.influenza, id: 'im-1', given: t.day(-random.between(20, 60)) }]
        : [],
    }),
  ];
};
