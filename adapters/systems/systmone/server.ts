import { openUkCoreServer } from '../../uk-core/open-server';
import { LOCAL, USER_CLAIMS_HEADER } from './fhir/vocabulary';
import { byPatient } from '../../uk-core/sources/by-patient';
import { userClaims } from './user-claims';
import type { Means } from '../../contract';
import type { UkCoreServer } from '../../uk-core/server';
import type { SystmOneConfig } from './config';

/** Opens the connection pools of one instance; nothing is asked yet. */
export const openSystmOne = (config: SystmOneConfig, means: Means): UkCoreServer =>
  openUkCoreServer(
    {
      config,
      dialect: { name: 'SystmOne', local: LOCAL, lastN: false, people: byPatient },
      headersOf: (ask) => ({ [USER_CLAIMS_HEADER]: userClaims(ask) }),
    },
    means,
  );
