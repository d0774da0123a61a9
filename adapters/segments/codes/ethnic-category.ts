import type { CodeTable } from './code-table';

/** UK Core CodeSystem EthnicCategoryEngland 1.0.0 (NHS DD ETHNIC CATEGORY 2001). PID-22. */
export const ETHNIC_CATEGORY: CodeTable = {
  system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland',
  name: 'ethnic-category',
  displays: {
    A: 'White - British',
    B: 'White - Irish',
    C: 'White - Any other White background',
    D: 'Mixed - White and Black Caribbean',
    E: 'Mixed - White and Black African',
    F: 'Mixed - White and Asian',
    G: 'Mixed - Any other mixed background',
    H: 'Asian or Asian British - Indian',
    J: 'Asian or Asian British - Pakistani',
    K: 'Asian or Asian British - Bangladeshi',
    L: 'Asian or Asian British - Any other Asian background',
    M: 'Black or Black British - Caribbean',
    N: 'Black or Black British - African',
    P: 'Black or Black British - Any other Black background',
    R: 'Other Ethnic Groups - Chinese',
    S: 'Other Ethnic Groups - Any other ethnic group',
    Z: 'Not stated',
    '99': 'Not known',
  },
};
