import type { CodeTable } from './code-table';

/**
 * NHS DD TREATMENT FUNCTION CODE, those this graph meets. PV1-10. UK Core publishes only the main specialties, which
 * share numbers with these but not always meanings (430), so no URI of theirs is borrowed.
 */
export const TREATMENT_FUNCTION: CodeTable = {
  system: null,
  name: 'treatment-function',
  displays: {
    '100': 'General Surgery',
    '101': 'Urology',
    '110': 'Trauma and Orthopaedics',
    '120': 'Ear Nose and Throat',
    '130': 'Ophthalmology',
    '180': 'Emergency Medicine',
    '192': 'Intensive Care Medicine',
    '300': 'General Internal Medicine',
    '301': 'Gastroenterology',
    '320': 'Cardiology',
    '340': 'Respiratory Medicine',
    '361': 'Renal Medicine',
    '400': 'Neurology',
    '430': 'Elderly Medicine',
    '501': 'Obstetrics',
    '502': 'Gynaecology',
    '710': 'Adult Mental Health',
    '711': 'Child and Adolescent Psychiatry',
    '715': 'Old Age Psychiatry',
    '800': 'Clinical Oncology',
    '812': 'Diagnostic Imaging',
  },
};
