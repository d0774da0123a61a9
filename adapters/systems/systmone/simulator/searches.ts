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
import { patientResource, searchPatients } from '../../../simulation/uk-core/resources/patient';
import type { Resource } from '../../../simulation/uk-core/resource';
import type { Searchable } from '../../../simulation/uk-core/search-page';

const respelled = (resource: Resource, units: Readonly<Record<string, string>>): Resource => {
  const quantity = resource['valueQuantity'];
  const code = typeof quantity === 'object' && quantity !== null && 'code' in quantity ? quantity.code : undefined;
  const unit = typeof code === 'string' ? units[code] : undefined;
  return unit === undefined ? resource : { ...resource, valueQuantity: { ...(quantity as object), unit } };
};

/** `twins` are keys of people whom this SystmOne holds twice by mistake; `units` how it spells some, by UCUM code. */
export const searchable = (twins: ReadonlySet<string>, units: Readonly<Record<string, string>> = {}): Searchable => ({
  patient: patientResource,
  searches: {
    Patient: {
      parameters: ['_id', 'identifier', 'name', 'family', 'given', 'gender', 'birthdate'],
      find: searchPatients(twins),
    },
    Location: { parameters: ['partof', 'physicalType', 'identifier'], find: searchLocations },
    Encounter: { parameters: ['patient', 'location', 'status', 'class', 'identifier', 'date'], find: searchEncounters },
    Observation: {
      parameters: ['patient', 'code', 'category', 'status', 'date'],
      find: (holdings, query) => searchObservations(holdings, query).map((resource) => respelled(resource, units)),
    },
    AllergyIntolerance: { parameters: ['patient', 'clinical-status'], find: searchAllergies },
    Condition: { parameters: ['patient', 'clinical-status'], find: searchConditions },
    MedicationRequest: { parameters: ['patient', 'status'], find: searchMedicationRequests },
    MedicationStatement: { parameters: ['patient', 'status'], find: searchNothing },
    Immunization: { parameters: ['patient', 'status'], find: searchImmunizations },
    Flag: { parameters: ['patient', 'category'], find: searchFlags },
    CareTeam: { parameters: ['patient'], find: searchCareTeams },
    DocumentReference: { parameters: ['patient', 'type', 'date'], find: searchDocuments },
    Appointment: {
      parameters: ['patient', 'date', 'service-category'],
      find: searchAppointments('community', () => ({ place: 'Location/visit' })),
    },
  },
});
