import { searchAppointments } from '../../../simulation/uk-core/resources/appointment';
import {
  searchAllergies,
  searchDocuments,
  searchMedicationRequests,
} from '../../../simulation/uk-core/resources/bedside';
import { searchEncounters } from '../../../simulation/uk-core/resources/encounter';
import { searchLocations } from '../../../simulation/uk-core/resources/location';
import { searchObservations } from '../../../simulation/uk-core/resources/observation';
import {
  searchCareTeams,
  searchConditions,
  searchFlags,
  searchImmunizations,
  searchNothing,
} from './resources/community';
import { patientResource, searchPatients } from './resources/patient';
import type { Searchable } from '../../../simulation/uk-core/search-page';

/** `twins` are keys of people whom this SystmOne holds twice by mistake. */
export const searchable = (twins: ReadonlySet<string>): Searchable => ({
  patient: patientResource,
  searches: {
    Patient: {
      parameters: ['_id', 'identifier', 'name', 'family', 'given', 'gender', 'birthdate'],
      find: searchPatients(twins),
    },
    Location: { parameters: ['partof', 'physicalType', 'identifier'], find: searchLocations },
    Encounter: { parameters: ['patient', 'location', 'status', 'class', 'identifier', 'date'], find: searchEncounters },
    Observation: { parameters: ['patient', 'code', 'category', 'status', 'date'], find: searchObservations },
    AllergyIntolerance: { parameters: ['patient', 'clinical-status'], find: searchAllergies },
    Condition: { parameters: ['patient', 'clinical-status'], find: searchConditions },
    MedicationRequest: { parameters: ['patient', 'status'], find: searchMedicationRequests },
    MedicationStatement: { parameters: ['patient', 'status'], find: searchNothing },
    Immunization: { parameters: ['patient', 'status'], find: searchImmunizations },
    Flag: { parameters: ['patient', 'category'], find: searchFlags },
    CareTeam: { parameters: ['patient'], find: searchCareTeams },
    DocumentReference: { parameters: ['patient', 'type', 'date'], find: searchDocuments },
    Appointment: { parameters: ['patient', 'date'], find: searchAppointments('community', 'Location/visit') },
  },
});
