import type { Difference } from '../../schema/difference';
import { GraphRefusal } from '../../schema/errors';
import type { Inbox, MessageSelection } from '../../schema/messages';
import type { InboxMeans } from './inbox';
import { onRecord } from './looked-up';
import { namesRestricted, personsNamedBy } from './persons';
import { reasonGiven } from './reason';
import type { Recorded } from './recorded';
import { selectedSeqs } from './selection';

const PREVIEWED = 100;

const filterOf = (selection: MessageSelection) => ('filter' in selection ? selection.filter : {});

/** A person's own facts are keyed by their record id, which is a hospital number. */
const masked = (difference: Difference): Difference => ({ ...difference, before: null, after: null, recordId: null });

/** What engineers do: authorised and on record here, done by the inbox's own operations. */
export const createActing = (means: InboxMeans, recorded: Recorded): Pick<Inbox, 'preview' | 'act'> => {
  const { identity, operations } = means;
  const { db } = means.store;

  const checkDestination = (action: string, destination: string | undefined): void => {
    if (action !== 'resend' && destination !== undefined)
      throw new GraphRefusal('BAD_USER_INPUT', 'destination is for resending only');
    if (action === 'resend' && (destination === undefined || !operations.destinations().includes(destination)))
      throw new GraphRefusal('BAD_USER_INPUT', 'destination must be one of resendDestinations');
  };

  return {
    act: async ({ action, selection, reason, destination }, ask) => {
      const { seqs } = await recorded.read(
        'message-actions',
        ask,
        async () => {
          reasonGiven(reason);
          checkDestination(action, destination);
          const seqs = await selectedSeqs(db, selection, Number.POSITIVE_INFINITY);
          return { seqs, record: await onRecord(db, identity, action, filterOf(selection), []) };
        },
        ({ seqs, record }) => ({ ...record, note: `${record.note}: ${seqs.length} messages` }),
      );
      const { userId, name, role } = ask.viewer;
      return recorded.done(
        operations.run({
          ...{ action, seqs, selection },
          by: { userId, name, role, requestId: ask.requestId },
          reason: reasonGiven(reason),
          ...(destination !== undefined && { destination }),
        }),
      );
    },
    preview: async ({ action, selection, reason, destination }, ask) => {
      const opened = reason === null ? null : reasonGiven(reason);
      if (opened !== null) await recorded.allow('message-content', ask);
      const { preview, openable } = await recorded.read(
        'message-actions',
        ask,
        async () => {
          if (destination !== undefined) checkDestination(action, destination);
          const seqs = await selectedSeqs(db, selection, PREVIEWED);
          const preview = await operations.preview(action, seqs);
          const named = await personsNamedBy(db, identity, seqs);
          return { preview, named, openable: opened !== null && !namesRestricted(named), seqs };
        },
        ({ named, openable, seqs }) => ({
          note: `preview of ${action}: ${seqs.length} messages${openable ? ', values shown' : ''}`,
          persons: named.persons.map(({ id }) => id),
          unresolved: named.unresolved,
        }),
      );
      return openable ? preview : { ...preview, differences: preview.differences.map(masked) };
    },
  };
};
