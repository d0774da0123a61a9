import type { SimCoded, SimLabLine } from './hospital';

/** One analyte as the synthetic laboratory reports it. Ranges: adult; limits of criticality are the simulation's own. */
export interface Analyte {
  readonly code: string;
  readonly display: string;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly criticalLow?: number;
  readonly criticalHigh?: number;
  /** Decimal places it is reported with. */
  readonly places: number;
}

const analyte = (code: string, display: string, unit: string, places: number, limits: Partial<Analyte>): Analyte => ({
  code,
  display,
  unit,
  places,
  ...limits,
});

export const ANALYTE = {
  sodium: analyte('1107871000000107', 'Sodium', 'mmol/L', 0, {
    low: 133,
    high: 146,
    criticalLow: 120,
    criticalHigh: 160,
  }),
  potassium: analyte('1107751000000106', 'Potassium', 'mmol/L', 1, {
    low: 3.5,
    high: 5.3,
    criticalLow: 2.5,
    criticalHigh: 6,
  }),
  urea: analyte('1110281000000107', 'Urea', 'mmol/L', 1, { low: 2.5, high: 7.8 }),
  creatinine: analyte('1107001000000108', 'Creatinine', 'umol/L', 0, { low: 59, high: 104, criticalHigh: 600 }),
  bilirubin: analyte('1107221000000109', 'Bilirubin', 'umol/L', 0, { high: 21 }),
  albumin: analyte('1105861000000106', 'Albumin', 'g/L', 0, { low: 35, high: 50 }),
  alp: analyte('1106051000000106', 'Alkaline phosphatase', '[iU]/L', 0, { low: 30, high: 130 }),
  alt: analyte('1106081000000100', 'Alanine aminotransferase', '[iU]/L', 0, { high: 40 }),
  haemoglobin: analyte('1107511000000100', 'Haemoglobin', 'g/L', 0, { low: 120, high: 150, criticalLow: 70 }),
  whiteCells: analyte('1110441000000100', 'White cell count', '10*9/L', 1, { low: 4, high: 11, criticalLow: 1 }),
  platelets: analyte('1108041000000107', 'Platelets', '10*9/L', 0, { low: 140, high: 400, criticalLow: 20 }),
  neutrophils: analyte('1108071000000101', 'Neutrophils', '10*9/L', 1, { low: 2, high: 7, criticalLow: 0.5 }),
  hba1c: analyte('999791000000106', 'Haemoglobin A1c', 'mmol/mol', 0, { low: 20, high: 41 }),
  /** A code of the laboratory's own: not every analyte of a real laboratory has a SNOMED CT code. */
  lactate: analyte('LACT', 'Lactate', 'mmol/L', 1, { low: 0.5, high: 2.2, criticalHigh: 4 }),
} as const satisfies Record<string, Analyte>;

export const SET = {
  ue: { code: '252167001', display: 'Urea and electrolytes' },
  lft: { code: '26958001', display: 'Liver function tests' },
  fbc: { code: '26604007', display: 'Full blood count' },
  lactate: { code: 'LACT-SET', display: 'Lactate' },
  hba1c: { code: 'HBA1C-SET', display: 'Haemoglobin A1c' },
  /** The blood bank's own codes. */
  groupAndSave: { code: 'GRPSAVE', display: 'Group and save' },
  urineCulture: { code: '401324008', display: 'Urine microscopy, culture and sensitivities' },
} as const satisfies Record<string, SimCoded>;

const range = ({ low, high }: Analyte): string => {
  if (low === undefined) return high === undefined ? '' : `<${high}`;
  return high === undefined ? `>${low}` : `${low}-${high}`;
};

/** HH and LL are critical; a comparator counts as its number (`>900` is at least 900). */
const flag = (test: Analyte, value: string): Exclude<SimLabLine['flag'], undefined> => {
  const number = Number(value.replace(/^[<>]=?/, ''));
  if (test.criticalHigh !== undefined && number >= test.criticalHigh) return 'HH';
  if (test.criticalLow !== undefined && number <= test.criticalLow) return 'LL';
  if (test.high !== undefined && (test.low === undefined ? number >= test.high : number > test.high)) return 'H';
  if (test.low !== undefined && number < test.low) return 'L';
  return 'N';
};

/** A result line with its unit, range and flag; `value` exactly as the laboratory prints it. */
export const resultLine = (test: Analyte, value: string): SimLabLine => ({
  code: test.code,
  display: test.display,
  value,
  unit: test.unit,
  range: range(test),
  flag: flag(test, value),
});

/** U&E in the order the laboratory prints it. */
export const ureaAndElectrolytes = (
  sodium: string,
  potassium: string,
  urea: string,
  creatinine: string,
): readonly SimLabLine[] => [
  resultLine(ANALYTE.sodium, sodium),
  resultLine(ANALYTE.potassium, potassium),
  resultLine(ANALYTE.urea, urea),
  resultLine(ANALYTE.creatinine, creatinine),
];

/** ABO and RhD group and antibody screen, in words. */
export const groupAndSave = (group: string, screen: string): readonly SimLabLine[] => [
  { code: 'ABORHD', display: 'Blood group', value: group },
  { code: 'ABSCR', display: 'Antibody screen', value: screen },
];

export const fullBloodCount = (
  haemoglobin: string,
  white: string,
  platelets: string,
  neutrophils: string,
): readonly SimLabLine[] => [
  resultLine(ANALYTE.haemoglobin, haemoglobin),
  resultLine(ANALYTE.whiteCells, white),
  resultLine(ANALYTE.platelets, platelets),
  resultLine(ANALYTE.neutrophils, neutrophils),
];
