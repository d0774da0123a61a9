import type { GraphQLResolveInfo } from 'graphql';
import type { Observation } from '../../schema/clinical/observation';
import { askPerson, personById } from '../asking';
import { codingOf, hasCode, type CodingArgs } from '../codes';
import type { PatientReference } from '../person-list';
import { listOf, recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { lastDays, within } from '../windows';
import { newestOfEachCode } from './newest-of-each-code';
import { observationNode } from './observation';

/** Keys of the newest reading of each code; a withdrawn one is shown as such, since nobody was asked for the one before. */
const newestKeys = (observations: readonly Observation[]): ReadonlySet<string> =>
  new Set(newestOfEachCode(observations).map(({ key }) => key));

/**
 * The newest observation of each code. A list of its own, because a week of rounds for a ward would be read in pages:
 * its cost would grow with the rounds that were taken, where this one's does not.
 */
export const latestObservations = async (
  { id }: PatientReference,
  { codes }: { codes?: readonly CodingArgs[] | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const person = await personById(context, id);
  if (!person) return null;
  const window = lastDays(context, 7);
  const answers = await askPerson(context, 'observations', person, {
    ...{ window, latest: 1 },
    ...(codes && { codes: codes.map(codingOf) }),
  });
  const newest = newestKeys(recordsOf(answers));
  return listOf(
    context,
    info,
    {
      answers,
      kind: 'observation',
      args: { first: 100 },
      window,
      order: { key: ({ effective }) => effective, direction: 'descending' },
      keep: (observation) =>
        newest.has(observation.key) && hasCode(observation.code, codes) && within(window, observation.effective),
    },
    observationNode,
  );
};
