import type { Connection, Means } from '../../contract';
import type { NervecentreConfig } from './config';
import { openNervecentre } from './search';
import { allergiesOfPeople } from './sources/allergies';
import { appointmentsOfPeople } from './sources/appointments';
import { bedHousekeepingOfPlaces } from './sources/bed-housekeeping';
import { bedStateOfPlaces } from './sources/bed-state';
import { careTeamOfPeople } from './sources/care-team';
import { dischargeReadinessOfPlaces } from './sources/discharge-readiness';
import { documentsOfPeople } from './sources/documents';
import { earlyWarningOfPeople, earlyWarningOfPlaces } from './sources/early-warning';
import { encountersOfPeople, encountersOfPlaces } from './sources/encounters';
import { escalationsOfPeople, escalationsOfPlaces } from './sources/escalations';
import { flagsOfPeople, preferencesOfPeople } from './sources/flags';
import { medicationsOfPeople } from './sources/medications';
import { observationsOfPeople } from './sources/observations';
import { resultAcknowledgementsOfPeople } from './sources/result-acknowledgements';
import { wardsOfPlaces } from './sources/wards';

/** Every source over one instance. Nothing is asked until a source is. */
export const connect = (config: NervecentreConfig, means: Means): Connection => {
  const nervecentre = openNervecentre(config, means);
  return {
    sources: {
      people: {
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
        appointments: appointmentsOfPeople(nervecentre),
      },
      places: {
        encounters: encountersOfPlaces(nervecentre),
        wards: wardsOfPlaces(nervecentre),
        'bed-state': bedStateOfPlaces(nervecentre),
        'bed-housekeeping': bedHousekeepingOfPlaces(nervecentre),
        'discharge-readiness': dischargeReadinessOfPlaces(nervecentre),
        'early-warning': earlyWarningOfPlaces(nervecentre),
        escalations: escalationsOfPlaces(nervecentre),
      },
    },
    close: () => nervecentre.close(),
  };
};
