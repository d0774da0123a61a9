import { searchAppointments } from '../../../simulation/uk-core/resources/appointment';
import {
  searchAllergies,
  searchCareTeams,
  searchDocuments,
  searchMedicationRequests,
} from '../../../simulation/uk-core/resources/bedside';
import { searchEncounters } from '../../../simulation/uk-core/resources/encounter';
import { searchLocations } from '../../../simulation/uk-core/resources/location';
import { lastObservations, searchObservations } from '../../../simulation/uk-core/resources/observation';
import { patientResource, searchPatients } from '../../../simulation/uk-core/resources/patient';
import { searchFlags } from './resources/flags';
import { searchTasks } from './resources/task';
import { searchSchedules, searchSlots, theatreOf } from './resources/theatre';
import type { Searchable } from '../../../simulation/uk-core/search-page';

const PATIENT = 'patient.identifier';

export const SEARCHABLE: Searchable = {
  patient: patientResource,
  searches: {
    Patient: { parameters: ['_id', 'identifier'], find: searchPatients() },
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
    Appointment: {
      parameters: [PATIENT, 'service-category', 'actor', 'date'],
      find: searchAppointments('theatre', theatreOf),
    },
    Schedule: { parameters: ['service-category', 'actor', 'date'], find: searchSchedules },
    Slot: { parameters: ['schedule', 'start'], find: searchSlots },
  },
};
