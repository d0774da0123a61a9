import { scalars } from '../scalars';
import { defineSubgraph } from '../subgraph';
import { actionMutations, actionQueries } from './actions';
import { becameFields, contentField } from './content';
import { feedFields, feeds, inboxAlerts, processesWithOtherSettings } from './feeds';
import { message, messageCounts, messageFields, messages } from './messages';

/** The inbox as a graph: what arrived, what its senders were told, what became of it, and what engineers did. */
export const messagesSubgraph = defineSubgraph('messages', {
  ...scalars,
  Query: { messages, message, messageCounts, feeds, inboxAlerts, processesWithOtherSettings, ...actionQueries },
  Mutation: actionMutations,
  Message: { ...messageFields, content: contentField },
  BecameRecord: becameFields,
  Feed: feedFields,
});
