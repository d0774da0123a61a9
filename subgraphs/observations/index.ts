import { personList, type ListArgs } from '../person-list';
import { scalars } from '../scalars';
import { defineSubgraph } from '../subgraph';
import { codingOf, hasCode, type CodingArgs } from '../codes';
import { lastDays, windowOf, within, type WindowArgs } from '../windows';
import { earlyWarnings } from './early-warnings';
import { latestObservations } from './latest-observations';
import { observationNode } from './observation';
import { earlyWarningFields } from './score';
import { scoresOfPatient } from './scores-of-patient';
import { virtualWardPatients } from './virtual-ward-patients';

/** The bedside: observations, early-warning scores and their escalations. */
export const observationsSubgraph = defineSubgraph('observations', {
  ...scalars,
  Query: { earlyWarnings, virtualWardPatients },
  Patient: {
    observations: personList<
      'observations',
      ListArgs & { window?: WindowArgs | null; codes?: readonly CodingArgs[] | null },
      object
    >({
      capability: 'observations',
      kind: 'observation',
      order: { key: ({ effective }) => effective, direction: 'descending' },
      window: ({ window }, context) => windowOf(window, lastDays(context, 7)),
      select: ({ codes }) => (codes ? { codes: codes.map(codingOf) } : {}),
      keep: ({ effective, code }, { codes }, window) => hasCode(code, codes) && (!window || within(window, effective)),
      node: observationNode,
    }),
    latestObservations,
    earlyWarningScores: scoresOfPatient,
  },
  EarlyWarning: earlyWarningFields,
});
