import type { CodeTable } from './code-table';

/** UK Core CodeSystem AdmissionMethodEngland 1.0.0 (NHS DD ADMISSION METHOD), long displays shortened. PV1-4. */
export const ADMISSION_METHOD: CodeTable = {
  system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-AdmissionMethodEngland',
  name: 'admission-method',
  displays: {
    '11': 'Elective Admission: Waiting list',
    '12': 'Elective Admission: Booked',
    '13': 'Elective Admission: Planned',
    '21': 'Emergency Admission: Emergency Care Department or dental casualty department of the Health Care Provider',
    '22': 'Emergency Admission: General Practitioner',
    '23': 'Emergency Admission: Bed bureau',
    '24': 'Emergency Admission: Consultant Clinic, of this or another Health Care Provider',
    '25': 'Emergency Admission: Admission via Mental Health Crisis Resolution Team',
    '2A': 'Emergency Admission: Emergency Care Department of another provider where the Patient had not been admitted',
    '2B': 'Emergency Admission: Transfer of an admitted Patient from another Hospital Provider in an emergency',
    '2C': 'Emergency Admission: Baby born at home as intended',
    '2D': 'Emergency Admission: Other emergency admission',
    '28': 'Emergency Admission: Other means',
    '31': 'Maternity Admission: Admitted ante partum',
    '32': 'Maternity Admission: Admitted post partum',
    '81': 'Other Admission: Transfer of any admitted Patient from other Hospital Provider other than in an emergency',
    '82': 'Other Admission: The birth of a baby in this Health Care Provider',
    '83': 'Other Admission: Baby born outside the Health Care Provider except when born at home as intended',
    '98': 'Not applicable',
    '99': 'Admission Method not known',
  },
};
