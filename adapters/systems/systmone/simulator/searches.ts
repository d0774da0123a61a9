import {
  searchAppointments,
  searchCareTeams,
  searchConditions,
  searchDocuments,
  searchFlags,
} from './resources/community';
import { searchEncounters } from './resources/encounter';
import { searchLocations } from './resources/location';
import { searchAllergies, searchMedicationRequests, searchNothing } from './resources/medicines';
import { searchObservations } from './resources/observation';
import { searchPatients } from './resources/patient';
import type { Holdings } from './holdings';
import type { Resource } from './resource';
import type { SearchQuery } from './search-query';

interface Search {
  /** Its own parameters; any other is refused, because one that is passed over widens the answer in silence. */
  readonly parameters: readonly string[];
  readonly find: (holdings: Holdings, query: SearchQuery, twins: ReadonlySet<string>) => readonly Resource[];
}

export const SEARCHES: Readonly<Record<string, Search>> = {
  Patient: {
    parameters: ['_id', 'identifier', 'name', 'family', 'given', 'gender', 'birthdate'],
    find: searchPatients,
  },
  Location: { parameters: ['partof', 'physicalType', 'identifier'], find: searchLocations },
  Encounter: { parameters: ['patient', 'location', 'status', 'class', 'identifier', 'date'], find: searchEncounters },
  Observation: { parameters: ['patient', 'code', 'category', 'status', 'date'], find: searchObservations },
  AllergyIntolerance: { parameters: ['patient', 'clinical-status'], find: searchAllergies },
  Condition: { parameters: ['patient', 'clinical-status'], find: searchConditions },
  MedicationRequest: { parameters: ['patient', 'status'], find: searchMedicationRequests },
  MedicationStatement: { parameters: ['patient', 'status'], find: searchNothing },
  Immunization: { parameters: ['patient', 'status'], find: searchNothing },
  Flag: { parameters: ['patient', 'category'], find: searchFlags },
  CareTeam: { parameters: ['patient'], find: searchCareTeams },
  DocumentReference: { parameters: ['patient', 'type', 'date'], find: searchDocuments },
  Appointment: { parameters: ['patient', 'date'], find: searchAppointments },
};

/** What every search takes. `_offset` is this server's own, in its paging links. */
export const GENERAL_PARAMETERS = ['_count', '_sort', '_include', '_include:iterate', '_offset'] as const;
