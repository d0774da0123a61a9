import type { PersonId } from '../../schema/identifiers';
import type { PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { lastDays, windowOf, type WindowArgs } from '../windows';
import { DAYS } from './filter';

interface ReadsArgs extends PageArgs {
  readonly patient?: string | null;
  readonly window?: WindowArgs | null;
}

/** Who looked at one's own record, as a patient is told of it. */
export const recordReads: Resolver<unknown, ReadsArgs> = async (_, { patient, window, first, after }, context) => {
  const { door, ask } = context;
  const { reads, hasNextPage, endCursor } = await door.access.readsOfMine(
    { ...(patient && { patient: patient as PersonId }), window: windowOf(window, lastDays(context, DAYS)) },
    { first: first ?? 20, after: after ?? null },
    ask,
  );
  return {
    nodes: reads.map(({ outcome, ...read }) => ({ ...read, outcome: enumValue(outcome) })),
    pageInfo: { hasNextPage, endCursor },
  };
};
