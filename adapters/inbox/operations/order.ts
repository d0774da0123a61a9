import type { Difference } from '../../../schema/difference';
import type { PersonRecordKey } from '../../../schema/clinical/person';
import type { ActionPreview, ActionRecord, MessageAction } from '../../../schema/messages';

/** Whoever acts: already authorised by the door. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly requestId: string;
}

export interface InboxOrder {
  readonly action: MessageAction;
  /** In order of arrival. */
  readonly seqs: readonly number[];
  /** As it was chosen, for the record. */
  readonly selection: unknown;
  readonly by: Actor;
  readonly reason: string;
  /** For `resend`: a name of the settings. */
  readonly destination?: string;
  /** How long the asker can wait for it, in milliseconds; to its end where not given. */
  readonly waitMs?: number;
}

/** What an action would do, unmasked, and whom that is about. */
export interface TriedAction extends Omit<ActionPreview, 'differences' | 'restricted'> {
  readonly differences: readonly Difference[];
  /** Every message that was applied, or that would not be taken: those that wait behind the chosen ones too. */
  readonly applied: readonly number[];
  /** Whose records were compared: a message may take a record from somebody whom it does not name. */
  readonly records: readonly PersonRecordKey[];
}

/** What engineers do with messages. Everything done is on record before it takes effect, with who and why. */
export interface InboxOperations {
  /**
   * Resolves when it is done, or when it is on record and goes on by itself (`finishedAt` null): more than 1,000, or it takes
   * longer than the asker can wait.
   */
  run(order: InboxOrder): Promise<ActionRecord>;
  /** Tried in a transaction that is undone. At most 100 messages. Values of the differences are filled in: the caller masks. */
  preview(action: MessageAction, seqs: readonly number[]): Promise<TriedAction>;
  /** Where `resend` can send, by name. */
  destinations(): readonly string[];
}
