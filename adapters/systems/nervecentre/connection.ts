import type { Connection, Means } from '../../contract';
import type { NervecentreConfig } from './config';
import { IN_THEATRE } from './fhir/vocabulary';
import { openNervecentre } from './server';
import { allergiesOfPeople } from '../../uk-core/sources/allergies';
import { appointmentsOfPeople } from '../../uk-core/sources/appointments';
import { bedHousekeepingOfPlaces } from '../../uk-core/sources/bed-housekeeping';
import { bedStateOfPlaces } from '../../uk-core/sources/bed-state';
import { careTeamOfPeople } from '../../uk-core/sources/care-team';
import { demographicsOfPeople } from '../../uk-core/sources/demographics';
import { dischargeReadinessOfPlaces } from '../../uk-core/sources/discharge-readiness';
import { documentsOfPeople } from '../../uk-core/sources/documents';
import { earlyWarningOfPeople, earlyWarningOfPlaces } from '../../uk-core/sources/early-warning';
import { encountersOfPeople, encountersOfPlaces } from '../../uk-core/sources/encounters';
import { escalationsOfPeople, escalationsOfPlaces } from './sources/escalations';
import { flagsOfPeople } from './sources/flags';
import { preferencesOfPeople } from '../../uk-core/sources/preferences';
import { medicationsOfPeople } from './sources/medications';
import { observationsOfPeople } from '../../uk-core/sources/observations';
import { resultAcknowledgementsOfPeople } from './sources/result-acknowledgements';
import { theatreListsOfPlaces } from './sources/theatre-lists';
import { wardsOfPlaces } from '../../uk-core/sources/wards';

/** Every source over one instance. Nothing is asked until a source is. */
export const connect = (config: NervecentreConfig, means: Means): Connection => {
  const nervecentre = openNervecentre(config, means);
  return {
    sources: {
      people: {
        demographics: demographicsOfPeople(nervecentre),
        encounters: encountersOfPeople(nervecentre),
        observations: observationsOfPeople(nervecentre),
        'early-warning': earlyWarningOfPeople(nervecentre),
        escalations: escalationsOfPeople(nervecentre),
        'result-acknowledgements': resultAcknowledgementsOfPeople(nervecentre),
        flags: flagsOfPeople(nervecentre),
        preferences: preferencesOfPeople(nervecentre),
        allergies: allergiesOfPeople(nervecentre),
        medications: medicationsOfPeople(nervecentre),
        'care-team': careTeamOfPeople(nervecentre),
        documents: documentsOfPeople(nervecentre),
        // Clinics are the PAS's.
        appointments: appointmentsOfPeople(nervecentre, 'theatre', IN_THEATRE),
      },
      places: {
        encounters: encountersOfPlaces(nervecentre),
        wards: wardsOfPlaces(nervecentre),
        'bed-state': bedStateOfPlaces(nervecentre),
        'bed-housekeeping': bedHousekeepingOfPlaces(nervecentre),
        'discharge-readiness': dischargeReadinessOfPlaces(nervecentre),
        'early-warning': earlyWarningOfPlaces(nervecentre),
        escalations: escalationsOfPlaces(nervecentre),
        'theatre-lists': theatreListsOfPlaces(nervecentre),
      },
    },
    close: () => nervecentre.close(),
  };
};
