import { accessSubgraph } from './access';
import { careRecordSubgraph } from './care-record';
import { encountersSubgraph } from './encounters';
import { flowSubgraph } from './flow';
import { imagingSubgraph } from './imaging';
import { messagesSubgraph } from './messages';
import { migrationSubgraph } from './migration';
import { observationsSubgraph } from './observations';
import { pathologySubgraph } from './pathology';
import { patientsSubgraph } from './patients';
import { schedulingSubgraph } from './scheduling';
import type { Subgraph } from './subgraph';

/** Every capability subgraph: one folder, one line. */
export const SUBGRAPHS: readonly Subgraph[] = [
  patientsSubgraph,
  encountersSubgraph,
  flowSubgraph,
  observationsSubgraph,
  pathologySubgraph,
  imagingSubgraph,
  careRecordSubgraph,
  schedulingSubgraph,
  messagesSubgraph,
  accessSubgraph,
  migrationSubgraph,
];
