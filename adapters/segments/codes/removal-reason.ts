import type { CodeTable } from './code-table';

/** ZU4-9, why an entry left the waiting list (ITK Reference Tables v1.0.14). */
export const REMOVAL_REASON: CodeTable = {
  system: null,
  name: 'removal-reason',
  displays: {
    '1': 'Admitted electively',
    '2': 'Admitted as an emergency',
    '3': 'Died',
    '4': 'Other',
  },
};
