import { GraphRefusal } from '../../schema/errors';
import type { Inbox, MessageSelection } from '../../schema/messages';
import { maskedDifference } from '../comparison';
import { PREVIEWED } from '../inbox/operations';
import type { InboxMeans } from './inbox';
import { onRecord } from './looked-up';
import { noteOpened } from './opened';
import { reasonGiven } from '../../schema/reason';
import type { Recorded } from './recorded';
import { previewSubjects } from './preview-subjects';
import { selectedSeqs } from './selection';
import type { SubjectsNamed } from './subjects';

const filterOf = (selection: MessageSelection) => ('filter' in selection ? selection.filter : {});

const onRecordOf = ({ persons, unresolved }: SubjectsNamed) => ({ persons: persons.map(({ id }) => id), unresolved });

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
          return { seqs, record: await onRecord(db, identity, action, filterOf(selection), seqs) };
        },
        ({ seqs, record }) => ({ ...record, note: `${record.note}: ${seqs.length} messages` }),
      );
      const { userId, name, role } = ask.viewer;
      return recorded.done(
        operations.run({
          ...{ action, seqs, selection },
          by: { userId, name, role, requestId: ask.requestId },
          reason: reasonGiven(reason),
          // An asker whom the graph gives up on would not learn that it is being done, and would have it done again.
          waitMs: Math.max(0, ask.deadline - ask.clock.millis()),
          ...(destination !== undefined && { destination }),
        }),
      );
    },
    preview: async ({ action, selection, reason, destination }, ask) => {
      const opened = reason === null ? null : reasonGiven(reason);
      if (opened !== null) await recorded.allow('message-content', ask);
      const tried = await recorded.read(
        'message-actions',
        ask,
        async () => {
          if (destination !== undefined) checkDestination(action, destination);
          const seqs = await selectedSeqs(db, selection, PREVIEWED);
          const { applied, records, ...preview } = await operations.preview(action, seqs);
          return { preview, applied, about: await previewSubjects(means, { seqs, applied, records }) };
        },
        ({ preview: { selected }, about }) => ({
          note: `preview of ${action}: ${selected} messages`,
          ...onRecordOf(about),
        }),
      );
      const { preview, applied, about } = tried;
      const shown = opened !== null && !about.restricted;
      if (opened !== null)
        await recorded.read(
          'message-content',
          ask,
          () => noteOpened(db, applied, { reason: opened, shown, ask }),
          () => ({
            note: `preview of ${action}: values of ${applied.length} messages ${shown ? 'opened' : 'masked'}`,
            ...onRecordOf(about),
          }),
        );
      const differences = shown ? preview.differences : preview.differences.map(maskedDifference);
      return { ...preview, differences, restricted: about.restricted };
    },
  };
};
