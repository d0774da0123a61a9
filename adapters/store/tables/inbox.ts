import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../../schema/time';

type Moment = ColumnType<Date, Instant, Instant>;
type MaybeMoment = ColumnType<Date | null, Instant | null | undefined, Instant | null>;

/** What became of a message. Kept apart from what its sender was told. */
export type MessageState = 'received' | 'translated' | 'held' | 'refused' | 'superseded';

/** Why a message was refused or is held. Places and reasons, never a value of the message. */
export interface HeldReason {
  /** HL7 table 0357. */
  readonly hl7: string;
  /** `PID-3`; '' when nowhere in particular. */
  readonly at: string;
  readonly reason: string;
  /** The held message that it waits behind (of another person that it also names): it goes on by itself after that one. */
  readonly behind?: number;
}

/** One message as it arrived, and what became of it. */
export interface MessageTable {
  /** Order of arrival over all feeds. */
  readonly seq: Generated<number>;
  feed: string;
  instance: string;
  received_at: Moment;
  /** Address and port it came from. */
  peer: string;
  /** Verbatim; null once pruned. */
  bytes: ColumnType<Buffer | null, Buffer, null>;
  /** Of the bytes as received; stays when they are pruned. */
  size: Generated<number>;
  /** What the bytes were read as. */
  charset: string;
  /** SHA-256 of the bytes. */
  content_hash: ColumnType<Buffer, Buffer, never>;
  /** MSH-3.1, 4.1, 9.1, 9.2, 10, 11.1, 12.1; '' where not said, cut at 200 characters. */
  sending_application: string;
  sending_facility: string;
  message_type: string;
  trigger_event: string;
  control_id: string;
  processing_id: string;
  version: string;
  /** Positive acknowledgement was given: it counts as heard, and a repeat of it has no second effect. */
  accepted: boolean;
  /** The partitions it waits in, sorted: one for most, two for a merge. None once pruned: they name hospital numbers. */
  partition_keys: string[];
  state: MessageState;
  reason: ColumnType<HeldReason | null, string | null, string | null>;
  /** MSA-1 and MSA-3 of the acknowledgement that was decided on when it was kept; null where none was, or it came too late. */
  told_code: string | null;
  told_text: string | null;
  told_at: MaybeMoment;
  /** Tries that failed, since it arrived or was last released. */
  attempts: Generated<number>;
  /** Since when it has been tried again and again; null once it was translated or released. */
  failing_since: MaybeMoment;
  translated_at: MaybeMoment;
  /** What translation tolerated. */
  notes: ColumnType<string[], string[] | undefined, string[]>;
  /** How often the same bytes came again. */
  repeats: Generated<number>;
  last_repeat_at: MaybeMoment;
  /** An earlier message with the same control id and other content. */
  conflicts_with: number | null;
  /** The content was removed at the end of its feed's retention. */
  pruned_at: MaybeMoment;
  /** It tells of something earlier than what its partition had already told. */
  out_of_order: Generated<boolean>;
  /** The envelope it came in: a message of its own, superseded at once. */
  batch: ColumnType<number | null, number | null | undefined, never>;
  /** MSA-1 and MSA-3 of the application acknowledgement (enhanced mode); null where none was owed. */
  application_code: ColumnType<string | null, string | null | undefined, string | null>;
  application_text: ColumnType<string | null, string | null | undefined, string | null>;
  application_told_at: MaybeMoment;
  /** MSA-1 of the answer with which its receiver refused it, as it was told last; null where it did not. */
  application_refused: ColumnType<string | null, string | null | undefined, string | null>;
}

/** What a message can be found by: everyone it names, and its visit (PV1-19). */
export interface MessageIdentifierTable {
  kind: 'nhs-number' | 'identifier' | 'visit';
  value: string;
  /** CX-4 of an identifier, as sent; '' for the other kinds. */
  authority: string;
  seq: number;
}

/** An application acknowledgement that is still to be sent: kept until its receiver took it. */
export interface ApplicationAcknowledgementTable {
  seq: number;
  feed: string;
  /** `connection:<peer>` for the connection it came on, else the return address of the settings. */
  owed_to: string;
  /** The whole acknowledgement, encoded. */
  text: Buffer;
  attempts: Generated<number>;
  next_at: Moment;
  owed_at: ColumnType<Date, Instant | undefined, Instant>;
}

/** What happened to a message beyond what its own row tells. */
export interface MessageHappeningTable {
  readonly id: Generated<number>;
  seq: number;
  at: Moment;
  what: string;
  words: string;
  user_id: string | null;
  user_name: string | null;
  reason: string | null;
  action: number | null;
}

/** What an engineer did, to how many messages, and why. */
export interface MessageActionTable {
  readonly id: Generated<number>;
  action: 'release' | 'hold' | 'dismiss' | 'replay' | 'resend';
  at: Moment;
  user_id: string;
  user_name: string;
  role: string;
  request_id: string;
  reason: string;
  selection: ColumnType<unknown, string, never>;
  selected: number;
  done: Generated<number>;
  not_done: ColumnType<readonly { readonly id: string; readonly why: string }[], string | undefined, string>;
  finished_at: MaybeMoment;
  /** Of `resend`: a name of the settings. */
  destination: ColumnType<string | null, string | null | undefined, never>;
}

/** A message that an action has yet to come to. */
export interface MessageActionStepTable {
  action: number;
  seq: number;
}

/** A condition of a feed, from when it began until it was over. */
export interface InboxAlertTable {
  readonly id: Generated<number>;
  feed: string;
  condition: string;
  since: Moment;
  words: string;
  over_at: MaybeMoment;
}

/** What is handled in order: a feed's person, else its stock, else the feed. Locked by whoever works on it. */
export interface PartitionTable {
  feed: string;
  key: string;
  instance: string;
  /** The person, as events name them; null where there is none. */
  record_id: string | null;
  /** A message of it is held. */
  held: Generated<boolean>;
  /** The first held. */
  held_seq: ColumnType<number | null, never, number | null>;
  /** Nothing more is taken from it until the held message is dealt with. */
  blocked: Generated<boolean>;
  /** Not before: back-off after a fault that may pass. */
  next_at: MaybeMoment;
}

/** How much waits in a partition. Apart from `partition`, so that an acknowledgement never waits for a translation. */
export interface BacklogTable {
  feed: string;
  key: string;
  pending: number;
  /** The seq from which it waits; partitions are taken in this order. */
  since: number;
}

/** A message's place in each of its partitions while it waits. */
export interface QueuedTable {
  feed: string;
  key: string;
  seq: number;
}

export interface KnownFeedTable {
  name: string;
  instance: string;
  /** When it was first listened for: what was never heard has been silent since. */
  awaited_since: MaybeMoment;
  /** When a process that has it in its settings last watched it, to a minute or so. */
  watched_at: MaybeMoment;
  /** How long content is kept, as the settings that name it agreed last; null for ever. */
  retention_ms: ColumnType<number | null, number | null | undefined, number | null>;
  /** Whether the settings that a process was last started with name it. */
  in_settings: Generated<boolean>;
  /** The last message there was when it became the feed of another instance; 0 where it never did. */
  moved_at: Generated<number>;
}

/** A view: when each feed was last heard, from the messages that are no longer waiting, and heartbeats that came again. */
export interface FeedView {
  readonly name: string;
  readonly instance: string;
  readonly last_heard_at: Date | null;
  /** When the oldest message arrived that is still to be worked on; those behind a held one are the held one's matter. */
  readonly behind_since: Date | null;
  /** Whether its silence makes its instance silent: not once it left the settings, unless all the instance's feeds did. */
  readonly is_awaited: boolean;
}

export interface InboxTables {
  message: MessageTable;
  partition: PartitionTable;
  backlog: BacklogTable;
  queued: QueuedTable;
  known_feed: KnownFeedTable;
  message_identifier: MessageIdentifierTable;
  application_acknowledgement: ApplicationAcknowledgementTable;
  message_happening: MessageHappeningTable;
  message_action: MessageActionTable;
  message_action_step: MessageActionStepTable;
  inbox_alert: InboxAlertTable;
  feed: FeedView;
}
