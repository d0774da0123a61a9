import type { Connection, Means } from '../../contract';
import type { SystmOneConfig } from './config';
import { openSystmOne } from './server';
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
import { immunisationsOfPeople } from './sources/immunisations';
import { medicationsOfPeople } from './sources/medications';
import { observationsOfPeople } from '../../uk-core/sources/observations';
import { preferencesOfPeople } from '../../uk-core/sources/preferences';
import { problemsOfPeople } from './sources/problems';
import { visitsOf } from './sources/visits';
import { wardsOfPlaces } from '../../uk-core/sources/wards';

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
        appointments: appointmentsOfPeople(systmone, 'community'),
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
    visits: visitsOf(systmone),
    close: () => systmone.close(),
  };
};
