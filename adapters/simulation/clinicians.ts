import type { SimClinician } from './hospital';

/** Clinicians of the synthetic hospital; GMC numbers in the shape C99999nn are invented. */
const clinician = (gmc: string, family: string, given: string, title = 'Dr'): SimClinician => ({
  gmc,
  family,
  given,
  title,
});

export const WARD_ANN = clinician('C9999991', 'Ward', 'Ann');
export const RAY_ROSE = clinician('C9999992', 'Ray', 'Rose');
export const HEART_HENRY = clinician('C9999993', 'Heart', 'Henry');
export const BREATH_BELA = clinician('C9999994', 'Breath', 'Bela');
export const KNIFE_KATE = clinician('C9999995', 'Knife', 'Kate', 'Miss');
export const KIDNEY_KARIM = clinician('C9999996', 'Kidney', 'Karim');
export const BONE_BRYN = clinician('C9999997', 'Bone', 'Bryn', 'Mr');
export const ELDER_ESME = clinician('C9999998', 'Elder', 'Esme');
export const CASUALTY_COLM = clinician('C9999999', 'Casualty', 'Colm');
export const GREEN_GILES = clinician('G9999998', 'Green', 'Giles');
export const SECOND_SARA = clinician('G9999997', 'Second', 'Sara');
export const UNSEEN_UMA = clinician('G9999996', 'Unseen', 'Uma');
export const EYE_ELLA = clinician('C9999989', 'Eye', 'Ella', 'Miss');
export const CEDAR_CERI = clinician('C9999990', 'Cedar', 'Ceri');

/** Who leads each ward. */
export const LEADS: Readonly<Record<string, SimClinician>> = {
  ED: CASUALTY_COLM,
  W12: WARD_ANN,
  W15: ELDER_ESME,
  CEDAR: CEDAR_CERI,
  W20: BREATH_BELA,
  W21: HEART_HENRY,
  W30: KNIFE_KATE,
  G5: KIDNEY_KARIM,
  G7: BONE_BRYN,
};
export const leadOf = (ward: string): SimClinician => LEADS[ward] ?? WARD_ANN;

/** Who takes tasks up, by the smartcard that development's nurse signs in with. */
export const SMARTCARDS: Readonly<Record<string, string>> = { 'WARD Ann': '555000000020' };
