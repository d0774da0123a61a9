import type { PartialDate } from '../../schema/time';
import type { SimCoded } from './hospital';

/**
 * The codes the synthetic facts use. Digits only: SNOMED CT (medicines: dm+d, which is SNOMED CT). Anything else is a
 * local code of the system that sends it, kept local on purpose so that local codes are exercised too.
 * They are fixtures: a deployment takes its codes from its own systems, never from here.
 */
const coded = (code: string, display: string): SimCoded => ({ code, display });

/** SNOMED CT identifiers are 6 to 18 digits; local codes here always carry a letter. */
export const isSnomedCode = (code: string): boolean => /^\d{6,18}$/.test(code);

export const recorded = (what: SimCoded, on: string): SimCoded => ({ ...what, recorded: on as PartialDate });

export const ALLERGY = {
  penicillin: coded('91936005', 'Allergy to penicillin'),
  peanut: coded('91935009', 'Allergy to peanut'),
  latex: coded('300916003', 'Latex allergy'),
} as const;

export const DRUG = {
  paracetamol: coded('322236009', 'Paracetamol 500mg tablets'),
  metformin: coded('325278007', 'Metformin 500mg tablets'),
  amoxicillin: coded('323510009', 'Amoxicillin 500mg capsules'),
  atorvastatin: coded('320029006', 'Atorvastatin 10mg tablets'),
  ramipril: coded('319773006', 'Ramipril 5mg capsules'),
  aspirin: coded('319775004', 'Aspirin 75mg dispersible tablets'),
} as const;

export const PROBLEM = {
  diabetes: coded('44054006', 'Type 2 diabetes mellitus'),
  hypertension: coded('38341003', 'Hypertensive disorder'),
  copd: coded('13645005', 'Chronic obstructive lung disease'),
  asthma: coded('195967001', 'Asthma'),
  heartFailure: coded('84114007', 'Heart failure'),
  atrialFibrillation: coded('49436004', 'Atrial fibrillation'),
  kidneyDisease: coded('709044004', 'Chronic kidney disease'),
  kidneyDisease3: coded('433144002', 'Chronic kidney disease stage 3'),
  depression: coded('35489007', 'Depressive disorder'),
  dementia: coded('26929004', "Alzheimer's disease"),
  stroke: coded('230690007', 'Cerebrovascular accident'),
  osteoarthritis: coded('396275006', 'Osteoarthritis'),
} as const;

export const IMMUNISATION = {
  influenza: coded('86198006', 'Influenza vaccination'),
  pneumococcal: coded('12866006', 'Pneumococcal vaccination'),
} as const;

export const FLAG = {
  falls: coded('129839007', 'At increased risk for falls'),
  mrsa: coded('11953005', 'Carrier of methicillin resistant Staphylococcus aureus'),
  safeguarding: coded('SAFEGUARDING-ADULT', 'Adult safeguarding concern'),
} as const;

export const PREFERENCE = {
  notForResuscitation: coded('450476008', 'Not for cardiopulmonary resuscitation'),
  forResuscitation: coded('450475007', 'For cardiopulmonary resuscitation'),
  hasCapacity: coded('MCA-HAS-CAPACITY', 'Has capacity to decide about care and treatment'),
  lacksCapacity: coded('MCA-LACKS-CAPACITY', 'Lacks capacity to decide about care and treatment'),
  careAtHome: coded('EOL-PLACE-HOME', 'Preferred place of care at the end of life: home'),
  careInHospice: coded('EOL-PLACE-HOSPICE', 'Preferred place of care at the end of life: hospice'),
} as const;

export const SPECIMEN = {
  blood: coded('119297000', 'Blood specimen'),
  urine: coded('122575003', 'Urine specimen'),
} as const;

export const ECOLI = coded('112283007', 'Escherichia coli');
export const AGENT = {
  trimethoprim: coded('53781000237107', 'Trimethoprim'),
  nitrofurantoin: coded('53851000237109', 'Nitrofurantoin'),
} as const;

/** NICIP codes are licensed and these are from memory: a fixture, not a table to rely on. */
export const EXAMINATION = {
  chestXray: { nicip: 'XCHES', snomed: '399208008', display: 'Plain chest X-ray' },
  chestCt: { nicip: 'CCHES', snomed: '169069000', display: 'CT of chest' },
  headCt: { nicip: 'CHEAD', snomed: '303653007', display: 'CT of head' },
  abdomenUltrasound: { nicip: 'UABDO', snomed: '45036003', display: 'Ultrasonography of abdomen' },
} as const;
