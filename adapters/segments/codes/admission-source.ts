import type { CodeTable } from './code-table';

/** UK Core SourceOfAdmission (NHS DD SOURCE OF ADMISSION CODE), long displays shortened; 98 and 99 from the ITK reference tables. PV1-14. */
export const ADMISSION_SOURCE: CodeTable = {
  system: 'https://fhir.nhs.uk/R4/CodeSystem/CodeSystem-UKCore-SourceOfAdmission',
  name: 'admission-source',
  displays: {
    '19': 'Usual place of residence',
    '29': 'Temporary place of residence when usually resident elsewhere',
    '39': 'Penal establishment, Court, or Police Station / Police Custody Suite',
    '49': 'NHS other Hospital Provider - high security psychiatric accommodation',
    '51': 'NHS other Hospital Provider - Ward for general Patients or the younger physically disabled or A and E department',
    '52': 'NHS other Hospital Provider - Ward for maternity Patients or Neonates',
    '53': 'NHS other Hospital Provider - Ward for Patients who are mentally ill or have Learning Disabilities',
    '54': 'NHS run Care Home',
    '65': 'Local Authority residential accommodation i.e. where care is provided',
    '66': 'Local Authority foster care',
    '79': 'Babies born in or on the way to hospital',
    '85': 'Non-NHS (other than Local Authority) run Care Home',
    '87': 'Non NHS run hospital',
    '88': 'Non-NHS (other than Local Authority) run Hospice',
    '98': 'Not applicable',
    '99': 'Not known',
  },
};
