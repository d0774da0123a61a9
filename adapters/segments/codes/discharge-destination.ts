import type { CodeTable } from './code-table';

/** UK Core CodeSystem DischargeDestinationEngland 1.0.0 (NHS DD DISCHARGE DESTINATION CODE), long displays shortened. PV1-37. */
export const DISCHARGE_DESTINATION: CodeTable = {
  system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-DischargeDestinationEngland',
  name: 'discharge-destination',
  displays: {
    '19': 'Usual place of residence',
    '29': 'Temporary place of residence when usually resident elsewhere',
    '30': 'Repatriation from high security psychiatric accommodation in an NHS Hospital Provider',
    '37': 'Court',
    '38': 'Penal establishment or police station',
    '48': 'High Security Psychiatric Hospital, Scotland',
    '49': 'NHS other Hospital Provider - high security psychiatric accommodation',
    '50': 'NHS other Hospital Provider - medium secure unit',
    '51': 'NHS other Hospital Provider - Ward for general patients or the younger physically disabled',
    '52': 'NHS other Hospital Provider - Ward for maternity patients or Neonates',
    '53': 'NHS other Hospital Provider - Ward for patients who are mentally ill or have Learning Disabilities',
    '54': 'NHS run Care Home',
    '65': 'Local Authority residential accommodation i.e. where care is provided',
    '66': 'Local Authority foster care',
    '79': 'Not applicable - Patient died or stillbirth',
    '84': 'Non-NHS run hospital - medium secure unit',
    '85': 'Non-NHS (other than Local Authority) run Care Home',
    '87': 'Non-NHS run hospital',
    '88': 'Non-NHS (other than Local Authority) run Hospice',
    '98': 'Not applicable',
    '99': 'Not known',
  },
};
