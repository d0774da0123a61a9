import type { CodeTable } from './code-table';

/** NK1-3 in ITK (Reference Tables v1.0.14, those this graph meets). No FHIR code system holds these codes. */
export const RELATIONSHIP: CodeTable = {
  system: null,
  name: 'relationship',
  displays: {
    '1': 'Spouse',
    '2': 'Partner',
    '3': 'Parent',
    '4': 'Next of kin',
    '12': 'Mother',
    '13': 'Father',
    '20': 'Carer',
    '98': 'Not known',
  },
};
