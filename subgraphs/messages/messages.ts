import type { CountBy, MessageSummary } from '../../schema/messages';
import { instanceParts } from '../../schema/identifiers';
import type { PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { ReferenceResolver, Resolver } from '../subgraph';
import { filterOf, type FilterArgs } from './filter';
import { historyById, relatedById, summaryById } from './loading';

interface ListArgs extends PageArgs {
  readonly filter?: FilterArgs | null;
  readonly order?: 'NEWEST_FIRST' | 'OLDEST_FIRST' | null;
}

/** A message as the graph shows it; what must be looked up for it stays with its fields. */
const messageNode = (summary: MessageSummary) => ({
  ...summary,
  ...instanceParts(summary.instance),
  state: enumValue(summary.state),
  problems: summary.problems.map(enumValue),
});
export type MessageNode = ReturnType<typeof messageNode>;

export const messages: Resolver<unknown, ListArgs> = async (_, { filter, first, after, order }, { door, ask }) => {
  const page = await door.inbox.search(
    filterOf(filter),
    { first: first ?? 20, after: after ?? null, order: order === 'OLDEST_FIRST' ? 'oldest-first' : 'newest-first' },
    ask,
  );
  const nodes = page.messages.map(messageNode);
  return {
    nodes,
    edges: nodes.map((node, at) => ({ node, cursor: page.cursors[at] })),
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.endCursor },
  };
};

const nodeById = async (id: string, context: Parameters<typeof summaryById>[0]): Promise<MessageNode | null> => {
  const summary = await summaryById(context, id);
  return summary && messageNode(summary);
};

export const message: Resolver<unknown, { id: string }> = (_, { id }, context) => nodeById(id, context);

export const messageCounts: Resolver<unknown, { filter?: FilterArgs | null; by: Uppercase<CountBy> }> = (
  _,
  { filter, by },
  { door, ask },
) => door.inbox.counts(filterOf(filter), by.toLowerCase() as CountBy, ask);

const resolveReference: ReferenceResolver = ({ id }, context) => nodeById(id, context);

export const messageFields = {
  __resolveReference: resolveReference,
  behind: (({ behind }, _, context) => (behind === null ? null : nodeById(behind, context))) as Resolver<MessageNode>,
  history: (async ({ id }, _, context) =>
    (await historyById(context, id)).map((happening) => ({
      ...happening,
      by: happening.by?.name ?? null,
    }))) as Resolver<MessageNode>,
  related: (async ({ id }, _, context) =>
    (await relatedById(context, id)).map((related) => ({
      relation: enumValue(related.relation),
      message: messageNode(related.message),
    }))) as Resolver<MessageNode>,
};
