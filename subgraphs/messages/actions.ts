import { GraphRefusal } from '../../schema/errors';
import { MESSAGE_ACTIONS, type ActionRecord, type MessageAction, type MessageSelection } from '../../schema/messages';
import { sizeOf, type PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { filterOf, type FilterArgs } from './filter';

interface SelectionArgs {
  readonly ids?: readonly string[] | null;
  readonly filter?: FilterArgs | null;
}

interface ActionArgs extends SelectionArgs {
  readonly reason: string;
  readonly destination?: string | null;
}

interface PreviewArgs extends SelectionArgs {
  readonly action: string;
  readonly reason?: string | null;
}

const actionNode = (record: ActionRecord) => ({
  ...record,
  action: enumValue(record.action),
  by: record.by.name,
  role: record.by.role,
});

const selectionOf = ({ ids, filter }: SelectionArgs): MessageSelection => {
  if (Boolean(ids) === Boolean(filter)) throw new GraphRefusal('BAD_USER_INPUT', 'Give ids or filter, exactly one');
  return ids ? { ids } : { filter: filterOf(filter) };
};

/** The field of the input that a refusal speaks of: its first word, where that is one. */
const fieldOf = (words: string): string | null =>
  ['ids', 'filter', 'reason', 'destination'].find((field) => words.startsWith(`${field} `)) ?? null;

/** What is wrong with the input stands in the payload; everything else is an error of the field. */
const act =
  (action: MessageAction): Resolver<unknown, { input: ActionArgs }> =>
  async (_, { input }, { door, ask }) => {
    try {
      const record = await door.inbox.act(
        {
          action,
          selection: selectionOf(input),
          reason: input.reason,
          ...(typeof input.destination === 'string' && { destination: input.destination }),
        },
        ask,
      );
      return { action: actionNode(record), userErrors: [] };
    } catch (error) {
      if (!(error instanceof GraphRefusal) || error.code !== 'BAD_USER_INPUT') throw error;
      const { code, message } = error;
      return { action: null, userErrors: [{ code, message, field: fieldOf(message) }] };
    }
  };

export const actionMutations = {
  releaseMessages: act('release'),
  holdMessages: act('hold'),
  dismissMessages: act('dismiss'),
  replayMessages: act('replay'),
  resendMessages: act('resend'),
};

const messageActions: Resolver<unknown, PageArgs> = async (_, { first, after }, { door, ask }) => {
  const size = sizeOf(first);
  const records = await door.inbox.actions({ first: size + 1, after: after ?? null }, ask);
  const nodes = records.slice(0, size);
  return {
    nodes: nodes.map(actionNode),
    pageInfo: { hasNextPage: records.length > size, endCursor: nodes.at(-1)?.id ?? after ?? null },
  };
};

const messageAction: Resolver<unknown, { id: string }> = async (_, { id }, { door, ask }) => {
  const record = await door.inbox.action(id, ask);
  return record && actionNode(record);
};

const messageActionPreview: Resolver<unknown, { input: PreviewArgs }> = async (_, { input }, { door, ask }) => {
  const action = MESSAGE_ACTIONS.find((known) => enumValue(known) === input.action);
  if (action === undefined) throw new GraphRefusal('BAD_USER_INPUT', 'action must be one that can be done');
  const preview = await door.inbox.preview(
    { action, selection: selectionOf(input), reason: input.reason ?? null },
    ask,
  );
  return {
    ...preview,
    action: enumValue(preview.action),
    differences: preview.differences.map((difference) => ({
      ...difference,
      severity: enumValue(difference.severity),
    })),
  };
};

const resendDestinations: Resolver = (_, __, { door, ask }) => door.inbox.destinations(ask);

export const actionQueries = { messageActions, messageAction, messageActionPreview, resendDestinations };
