import type { CodeTable } from './code-table';

/** PV2-25 visit priority code in ITK (HL7 table 0217). */
export const PRIORITY: CodeTable = {
  system: 'http://terminology.hl7.org/CodeSystem/v2-0217',
  name: 'visit-priority',
  displays: { '1': 'Emergency', '2': 'Urgent', '3': 'Elective' },
};
