import type { Connection, Means } from '../../contract';
import type { GpConnectConfig } from './config';
import { openPractice } from './practice';
import { allergiesOfPeople } from './sources/allergies';
import { appointmentsOfPeople } from './sources/appointments';
import { immunisationsOfPeople } from './sources/immunisations';
import { medicationsOfPeople } from './sources/medications';
import { problemsOfPeople } from './sources/problems';

/** Every source over one practice. Nothing is asked until a source is. */
export const connect = (config: GpConnectConfig, means: Means): Connection => {
  const practice = openPractice(config, means);
  let closing: Promise<void> | undefined;
  return {
    sources: {
      people: {
        allergies: allergiesOfPeople(practice),
        medications: medicationsOfPeople(practice),
        problems: problemsOfPeople(practice),
        immunisations: immunisationsOfPeople(practice),
        appointments: appointmentsOfPeople(practice),
      },
      places: {},
    },
    close: () => (closing ??= practice.close()),
  };
};
