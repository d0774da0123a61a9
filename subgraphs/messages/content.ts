import type { BecameRecord } from '../../schema/messages';
import type { Resolver } from '../subgraph';
import type { MessageNode } from './messages';

export const contentField: Resolver<MessageNode, { reason?: string | null }> = ({ id }, { reason }, { door, ask }) =>
  door.inbox.content(id, reason ?? null, ask);

export const becameFields = {
  recordId: (({ id }) => id) as Resolver<BecameRecord>,
  patient: (({ person }) => (person === null ? null : { id: person })) as Resolver<BecameRecord>,
};
