import type { Connection, Means } from '../../contract';
import type { SystmOneConfig } from './config';
import { openSystmOne } from './search';
import { allergiesOfPeople } from './sources/allergies';
import { appointmentsOfPeople } from './sources/appointments';
import { bedHousekeepingOfPlaces } from './sources/bed-housekeeping';
import { bedStateOfPlaces } from './sources/bed-state';
import { careTeamOfPeople } from './sources/care-team';
import { demographicsOfPeople } from './sources/demographics';
import { dischargeReadinessOfPlaces } from './sources/discharge-readiness';
import { documentsOfPeople } from './sources/documents';
import { earlyWarningOfPeople, earlyWarningOfPlaces } from './sources/early-warning';
import { encountersOfPeople, encountersOfPlaces } from './sources/encounters';
import { immunisationsOfPeople } from './sources/immunisations';
import { medicationsOfPeople } from './sources/medications';
import { observationsOfPeople } from './sources/observations';
import { preferencesOfPeople } from './sources/preferences';
import { problemsOfPeople } from './sources/problems';
import { wardsOfPlaces } from './sources/wards';

/** Every source over one instance. Nothing is asked until a source is. */
export const connect = (config: SystmOneConfig, means: Means): Connection => {
  const systmone = openSystmOne(config, means);
  return {
    sources: {
      people: {
        demographics: demographicsOfPeople(systmone),
        encounters: encountersOfPeople(systmone),
        observations: observationsOfPeople(systmone),
        'early-warning': earlyWarningOfPeople(systmone),
        problems: problemsOfPeople(systmone),
        preferences: preferencesOfPeople(systmone),
        'care-team': careTeamOfPeople(systmone),
        allergies: allergiesOfPeople(systmone),
        medications: medicationsOfPeople(systmone),
        immunisations: immunisationsOfPeople(systmone),
        documents: documentsOfPeople(systmone),
        appointments: appointmentsOfPeople(systmone),
      },
      places: {
        encounters: encountersOfPlaces(systmone),
        wards: wardsOfPlaces(systmone),
        'bed-state': bedStateOfPlaces(systmone),
        'bed-housekeeping': bedHousekeepingOfPlaces(systmone),
        'discharge-readiness': dischargeReadinessOfPlaces(systmone),
        'early-warning': earlyWarningOfPlaces(systmone),
      },
    },
    close: () => systmone.close(),
  };
};
