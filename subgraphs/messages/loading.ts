import DataLoader from 'dataloader';
import type { Happening, MessageSummary, RelatedMessage } from '../../schema/messages';
import type { SubgraphContext } from '../subgraph';

const SUMMARIES = Symbol('messages by id');
const HISTORIES = Symbol('histories of messages');
const RELATED = Symbol('related messages');

const loader =
  <V>(name: symbol, load: (context: SubgraphContext, ids: readonly string[]) => Promise<readonly V[]>) =>
  (context: SubgraphContext, id: string): Promise<V> =>
    context.once(name, () => new DataLoader((ids: readonly string[]) => load(context, ids))).load(id);

/** One ask of the inbox for all messages of a request, however many fields want one. */
export const summaryById = loader<MessageSummary | null>(SUMMARIES, ({ door, ask }, ids) => door.inbox.byIds(ids, ask));
export const historyById = loader<readonly Happening[]>(HISTORIES, ({ door, ask }, ids) =>
  door.inbox.history(ids, ask),
);
export const relatedById = loader<readonly RelatedMessage[]>(RELATED, ({ door, ask }, ids) =>
  door.inbox.related(ids, ask),
);
