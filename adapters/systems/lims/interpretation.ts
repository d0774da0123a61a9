import type { CodeableConcept } from '../../../schema/clinical/values';
import type { Segment } from '../../wire/hl7v2/message';
import { eachRepetition } from './repeated';

/** HL7 table 0078, kept by FHIR as v3-ObservationInterpretation. The laboratory's flag, never computed here. */
const SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

const WORDS: Readonly<Record<string, string>> = {
  L: 'Low',
  H: 'High',
  LL: 'Critical low',
  HH: 'Critical high',
  '<': 'Off scale low',
  '>': 'Off scale high',
  N: 'Normal',
  A: 'Abnormal',
  AA: 'Critical abnormal',
  S: 'Susceptible',
  I: 'Intermediate',
  R: 'Resistant',
  MS: 'Moderately susceptible',
  VS: 'Very susceptible',
  U: 'Significant change up',
  D: 'Significant change down',
  B: 'Better',
  W: 'Worse',
};

/** One flag by its code. */
export const flag = (code: string): CodeableConcept => ({
  text: WORDS[code] ?? code,
  codings: [{ system: SYSTEM, code }],
});

/** OBX-8, which repeats: a result may be both critical and much changed. */
export const interpretationOf = (obx: Segment): CodeableConcept | undefined => {
  const flags = eachRepetition(obx, 8, (repetition) => obx.text(8, 1, repetition).trim() || undefined).map(flag);
  return flags.length === 0
    ? undefined
    : { text: flags.map(({ text }) => text).join(', '), codings: flags.flatMap(({ codings }) => codings) };
};
