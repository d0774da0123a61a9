import { defineSubgraph } from '../subgraph';
import { scalars } from '../scalars';
import { candidateFields, patientFields } from './patient';
import { patient, patients } from './find';
import { viewer } from './viewer';

/** Who people are: demographics, disagreement between systems, and who is asking. */
export const patientsSubgraph = defineSubgraph('patients', {
  ...scalars,
  Query: { patient, patients, viewer },
  Patient: patientFields,
  CandidateLink: candidateFields,
});
