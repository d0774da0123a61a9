import { defineSubgraph } from '../subgraph';
import { scalars } from '../scalars';
import { encounterFields } from './encounter';
import { census, currentEncounter, encountersOfPatient } from './lists';

/** Stays and attendances: where people are, and were. */
export const encountersSubgraph = defineSubgraph('encounters', {
  ...scalars,
  Query: { encounters: census },
  Patient: { encounters: encountersOfPatient, currentEncounter },
  Encounter: encounterFields,
});
