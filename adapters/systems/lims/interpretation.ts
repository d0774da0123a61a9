import type { CodeableConcept } from '../../../schema/clinical/values';

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

export const interpretationOf = (code: string): CodeableConcept | undefined =>
  code === '' ? undefined : { text: WORDS[code] ?? code, codings: [{ system: SYSTEM, code }] };
