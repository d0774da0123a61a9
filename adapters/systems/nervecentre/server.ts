import { openUkCoreServer } from '../../uk-core/open-server';
import { LOCAL } from './fhir/vocabulary';
import { byIdentifier } from '../../uk-core/sources/by-identifier';
import type { Means } from '../../contract';
import type { UkCoreServer } from '../../uk-core/server';
import type { NervecentreConfig } from './config';

/** Opens the connection pools of one instance; nothing is asked yet. */
export const openNervecentre = (config: NervecentreConfig, means: Means): UkCoreServer =>
  openUkCoreServer(
    { config, dialect: { name: 'Nervecentre', local: LOCAL, lastN: true, people: byIdentifier } },
    means,
  );
