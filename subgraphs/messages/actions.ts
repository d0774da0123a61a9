import { GraphRefusal } from '../../schema/errors';
import { MESSAGE_ACTIONS, type ActionRecord, type MessageAction, type MessageSelection } from '../../schema/messages';
import { sizeOf, type PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { payload } from '../user-errors';
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

const FIELDS = ['ids', 'filter', 'reason', 'destination'];

const act =
  (action: MessageAction): Resolver<unknown, { input: ActionArgs }> =>
  (_, { input }, { door, ask }) =>
    payload('action', FIELDS, async () => {
      const { reason, destination } = input;
      const request = { action, selection: selectionOf(input), reason, ...(destination != null && { destination }) };
      return actionNode(await door.inbox.act(request, ask));
    });

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
