import type { Ask } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { Inbox, MessageContent } from '../../schema/messages';
import { becameOf } from './became';
import { readMessage, shownOf } from './content';
import { seqOf } from './cursor';
import type { InboxMeans } from './inbox';
import { noteOpened } from './opened';
import { reasonGiven } from '../../schema/reason';
import type { Recorded } from './recorded';
import { namingOf, subjectsOf, withOwners } from './subjects';

type OpeningMeans = Pick<InboxMeans, 'store' | 'identity' | 'ids' | 'charsetOf'>;

interface Opened {
  readonly content: MessageContent | null;
  readonly instances: readonly InstanceName[];
  readonly persons: readonly PersonIdentity[];
  readonly unresolved: number;
}

const NOTHING: Opened = { content: null, instances: [], persons: [], unresolved: 0 };

/**
 * A message's content: masked, or opened for a reason. Of somebody whose record is restricted it stays masked: where
 * they are is shown to those who treat them, and mending a feed is no such reason (design, section 6).
 */
export const createOpening = (means: OpeningMeans, recorded: Recorded): Inbox['content'] => {
  const { identity, ids, charsetOf } = means;
  const { db } = means.store;

  const open = async (id: string, reason: string | null, ask: Ask): Promise<Opened> => {
    const seq = seqOf(id);
    const row =
      seq === null
        ? undefined
        : await db
            .selectFrom('message')
            .select(['feed', 'instance', 'bytes'])
            .where('seq', '=', seq)
            .executeTakeFirst();
    if (seq === null || row?.bytes === undefined || row.bytes === null) return NOTHING;
    const instance = row.instance as InstanceName;
    const read = readMessage(row.bytes, charsetOf(row.feed));
    const named = await subjectsOf(db, identity, [namingOf(seq, instance, read)]);
    const became = await becameOf({ db, index: identity, ids }, { instance, feed: row.feed, seq });
    // A record that it spoke of may be of somebody whom it does not name: their values are shown too.
    const { persons, unresolved, restricted } = withOwners(named, became.owners);
    const opened = reason !== null && !restricted;
    if (reason !== null) await noteOpened(db, [seq], { reason, shown: opened, ask });
    const content = { masked: !opened, restricted, ...shownOf(read, opened), became: became.records(opened) };
    return { content, instances: [instance], persons, unresolved };
  };

  return async (id, reason, ask) => {
    const words = reason === null ? null : reasonGiven(reason);
    const { content } = await recorded.read(
      'message-content',
      ask,
      () => open(id, words, ask),
      ({ content: shown, instances, persons, unresolved }) => ({
        note: `${seqOf(id) === null ? 'no message' : id} ${shown === null ? 'has no content' : shown.masked ? 'masked' : 'opened'}`,
        instances,
        persons: persons.map((person) => person.id),
        unresolved,
      }),
    );
    return content;
  };
};
