import {
  searchAllergies,
  searchAppointments,
  searchCareTeams,
  searchDocuments,
  searchFlags,
  searchMedicationRequests,
} from './resources/bedside';
import { searchEncounters } from './resources/encounter';
import { searchLocations } from './resources/location';
import { lastObservations, searchObservations } from './resources/observation';
import { searchTasks } from './resources/task';
import type { Holdings } from './holdings';
import type { Resource } from './resource';
import type { SearchQuery } from './search-query';

export interface Search {
  /** Its own parameters; any other is refused, because one that is passed over widens the answer in silence. */
  readonly parameters: readonly string[];
  readonly find: (holdings: Holdings, query: SearchQuery) => readonly Resource[];
}

const PATIENT = 'patient.identifier';

export const SEARCHES: Readonly<Record<string, Search>> = {
  Location: { parameters: ['partof', 'physicalType', 'identifier'], find: searchLocations },
  Encounter: {
    parameters: [PATIENT, 'location', 'status', 'class', 'identifier', 'date'],
    find: searchEncounters,
  },
  Observation: { parameters: [PATIENT, 'code', 'category', 'status', 'date'], find: searchObservations },
  'Observation/$lastn': {
    parameters: [PATIENT, 'code', 'category', 'status', 'date', 'max'],
    find: lastObservations,
  },
  Task: { parameters: [PATIENT, 'code', 'status', 'location', 'authored-on'], find: searchTasks },
  Flag: { parameters: [PATIENT, 'category'], find: searchFlags },
  AllergyIntolerance: { parameters: [PATIENT], find: searchAllergies },
  MedicationRequest: { parameters: [PATIENT], find: searchMedicationRequests },
  CareTeam: { parameters: [PATIENT], find: searchCareTeams },
  DocumentReference: { parameters: [PATIENT, 'type', 'date'], find: searchDocuments },
  Appointment: { parameters: [PATIENT, 'service-category', 'date'], find: searchAppointments },
};

/** What every search takes. `_offset` is this server's own, in its paging links. */
export const GENERAL_PARAMETERS = ['_count', '_sort', '_include', '_include:iterate', '_offset'] as const;
