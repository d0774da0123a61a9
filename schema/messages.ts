import type { Ask, Capability } from './capabilities';
import type { Difference, MaskedDifference } from './difference';
import type { InstanceName, NhsNumber, PersonId } from './identifiers';
import type { DateRange, Instant } from './time';

/**
 * What became of a message, with the meaning that the console shows. Kept apart from what its sender was told.
 */
export const MESSAGE_STATES = {
  received: 'On disk, and waiting to be translated.',
  translated: 'Its events are in the read models.',
  held: 'Cannot be translated until somebody acts; what it touches says so.',
  refused: 'Kept, but its sender was told that it is not taken.',
  superseded: 'Set aside by an engineer, or the envelope of a batch: it has no effect of its own.',
} as const;
export type MessageState = keyof typeof MESSAGE_STATES;

/** What an engineer looks for in a day's messages (question 20 of the domain). */
export const MESSAGE_PROBLEMS = {
  refused: 'Its sender was told that it is not taken.',
  held: 'It waits for somebody to act.',
  'out-of-order': 'It tells of something earlier than what its partition had already told.',
  repeated: 'The same bytes came again; they had no second effect.',
  conflicting: 'Its control id was used before, for other content.',
  'waiting-for-merge': 'It waits behind a merge, or is a merge that waits for another record.',
  retried: 'It failed at least once, and was tried again.',
  'told-in-vain': 'Its sender refused what it was told of it afterwards (MSH-16).',
} as const;
export type MessageProblem = keyof typeof MESSAGE_PROBLEMS;

/** A message as lists show it: nothing here is a patient's value. */
export interface MessageSummary {
  /** `m_42`: also what `Source.messageId` names. */
  readonly id: string;
  readonly feed: string;
  readonly instance: InstanceName;
  readonly systemName: string;
  readonly receivedAt: Instant;
  /** Address and port it came from. */
  readonly peer: string;
  /** MSH-3.1, 4.1, 9.1, 9.2, 10, 11.1, 12.1; '' where not said. */
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly messageType: string;
  readonly triggerEvent: string;
  readonly controlId: string;
  readonly processingId: string;
  readonly version: string;
  readonly charset: string;
  /** Bytes as received. */
  readonly size: number;
  readonly state: MessageState;
  /** Why refused or held: HL7 table 0357 code, place, words. */
  readonly reason: { readonly hl7: string; readonly at: string; readonly text: string } | null;
  readonly problems: readonly MessageProblem[];
  /** Tries that failed for a passing reason, since it arrived or was last released. */
  readonly attempts: number;
  readonly translatedAt: Instant | null;
  /** What reading it tolerated. */
  readonly notes: readonly string[];
  /** MSA-1 and words of the acknowledgement on its connection; null when none was sent. */
  readonly told: { readonly code: string; readonly text: string | null; readonly at: Instant } | null;
  /** The application acknowledgement of the enhanced mode (MSH-16), where one was owed and not given up. */
  readonly applicationTold: {
    readonly code: string;
    readonly text: string | null;
    readonly at: Instant | null;
    /** MSA-1 of the answer with which its receiver refused it: `AE`, `AR`, `CE`, `CR`, else `other`. */
    readonly refusedWith: string | null;
  } | null;
  readonly repeats: number;
  readonly lastRepeatAt: Instant | null;
  /** Its content was removed at the end of its feed's retention; it cannot be opened or processed again. */
  readonly prunedAt: Instant | null;
  /** The held message that it waits behind. */
  readonly behind: string | null;
  /** While it is held: how many wait for it to be released or dismissed. 0 where others pass it. */
  readonly waitingBehind: number;
}

/** Everything narrows. Times are of arrival. */
export interface MessageFilter {
  readonly nhsNumber?: NhsNumber;
  /** A hospital number, a GP's number: `value` alone looks in every authority. */
  readonly identifier?: { readonly system?: string; readonly value: string };
  readonly visit?: string;
  readonly controlId?: string;
  readonly feeds?: readonly string[];
  /** `ADT`, or `ADT^A01`. */
  readonly types?: readonly string[];
  readonly states?: readonly MessageState[];
  readonly problems?: readonly MessageProblem[];
  readonly sendingApplication?: string;
  readonly sendingFacility?: string;
  readonly received?: Partial<DateRange>;
}

export type MessageOrder = 'newest-first' | 'oldest-first';

export interface MessagePage {
  readonly messages: readonly MessageSummary[];
  /** Where to go on from after each of them; same length, same order. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  /**
   * Where to go on from. Oldest first, with nothing new: the cursor that was given. A tail asks again with it; because
   * two messages may become visible in another order than they arrived in, it stays a few seconds behind the newest and
   * the same message may be told twice, never not at all.
   */
  readonly endCursor: string | null;
}

/** One place of a message's tree, named by the standard (HL7 v2.1 to 2.7.1 by MSH-12; the nearest version else). */
export interface TreeNode {
  /** `PID`, `PID-3`, `PID-3.4`, `PID-3.4.1`. */
  readonly position: string;
  /** `Patient Identifier List`; '' for what the standard does not name (Z segments without a table of ours). */
  readonly name: string;
  /** From 1; which of several segments of the name, or repetitions of the field. */
  readonly repetition: number;
  /** Of a leaf, unescaped; null above leaves, and where masked. */
  readonly value: string | null;
  readonly masked: boolean;
  readonly children: readonly TreeNode[];
}

/** What a message became in the graph: one record, in the graph's words. */
export interface BecameRecord {
  readonly capability: Capability;
  /** `Encounter`, `LabReport`. */
  readonly type: string;
  /** Opaque id of the record in the graph, where it can be asked for by id. */
  readonly id: string | null;
  readonly person: PersonId | null;
  /** Is this message still the latest word on the record? */
  readonly current: boolean;
  /** FHIR R4 words of the graph, path by path; a value is null where masked. */
  readonly fields: readonly { readonly path: string; readonly value: string | null }[];
}

export interface MessageContent {
  readonly masked: boolean;
  /** The message is, or may be, about somebody whose record is restricted: its values stay masked whatever the reason. */
  readonly restricted: boolean;
  /** As received, read in its charset; null where masked. */
  readonly text: string | null;
  readonly segments: readonly TreeNode[];
  readonly became: readonly BecameRecord[];
}

/** One thing that happened to a message, oldest first. `by` is null for what Causeway did itself. */
export interface Happening {
  readonly at: Instant;
  readonly what:
    | 'received'
    | 'told'
    | 'repeated'
    | 'retried'
    | 'translated'
    | 'held'
    | 'refused'
    | 'released'
    | 'dismissed'
    | 'replayed'
    | 'resent'
    | 'application-told'
    | 'application-refused'
    | 'opened'
    | 'pruned';
  readonly words: string;
  readonly by: { readonly userId: string; readonly name: string } | null;
  /** Why, in the engineer's words. */
  readonly reason: string | null;
}

/** How another message belongs to this one. */
export type MessageRelation =
  | 'corrects' // this one says anew what that one said
  | 'corrected-by'
  | 'conflicts-with' // same control id, other content
  | 'conflicted-by'
  | 'waits-behind'
  | 'same-batch';

export interface RelatedMessage {
  readonly relation: MessageRelation;
  readonly message: MessageSummary;
}

/** A condition of a feed that a person should know of, told once when it begins and once when it is over. */
export const ALERT_CONDITIONS = {
  silent: 'Nothing was heard for longer than the agreed silence.',
  backlog: 'More messages wait than agreed.',
  'queue-age': 'A message has waited longer than agreed.',
  held: 'At least one message is held.',
  'not-storing': 'A message could not be stored, and was not acknowledged.',
} as const;
export type AlertCondition = keyof typeof ALERT_CONDITIONS;

export interface InboxAlert {
  readonly id: string;
  readonly feed: string;
  readonly condition: AlertCondition;
  readonly since: Instant;
  /** Counts and ages at its beginning; no values of anybody. */
  readonly words: string;
  readonly overAt: Instant | null;
}

export interface FeedState {
  readonly name: string;
  readonly instance: InstanceName;
  readonly systemName: string;
  readonly lastHeardAt: Instant | null;
  readonly silenceMs: number;
  readonly silent: boolean;
  /** Messages received and not yet dealt with, those behind a held one included. */
  readonly waiting: number;
  readonly oldestWaitingAt: Instant | null;
  readonly held: number;
  /** Processes that listen for it, whether or not anything is sent to them. */
  readonly listeners: number;
  readonly whenHeld: 'wait' | 'pass';
  /** How long content is kept; null for ever. */
  readonly retentionMs: number | null;
}

/** Messages of a feed that arrived in one slice of time, by what became of them until now. */
export interface RateSlice {
  readonly from: Instant;
  readonly to: Instant;
  readonly received: number;
  readonly translated: number;
  readonly held: number;
  readonly refused: number;
}

export type CountBy = 'feed' | 'sender' | 'type' | 'state' | 'problem';
export interface MessageCount {
  /** `pas-adt`; `APP|FACILITY`; `ADT^A01`; a state; a problem. */
  readonly key: string;
  readonly count: number;
}

/**
 * `release`: a held message is tried again, in its place. `hold`: one that waits is held back. `dismiss`: a held one is
 * set aside for good, and what waited behind it goes on. `replay`: translated again, into the live read models.
 * `resend`: its bytes are sent again to a destination of the settings.
 */
export const MESSAGE_ACTIONS = ['release', 'hold', 'dismiss', 'replay', 'resend'] as const;
export type MessageAction = (typeof MESSAGE_ACTIONS)[number];

/** Exactly one of the two. A filter's action takes those it finds when it is asked, oldest first. */
export type MessageSelection = { readonly ids: readonly string[] } | { readonly filter: MessageFilter };

export interface ActionRequest {
  readonly action: MessageAction;
  readonly selection: MessageSelection;
  /** Required: kept with who and when. */
  readonly reason: string;
  /** For `resend`: a name of the settings. */
  readonly destination?: string;
}

export interface ActionRecord {
  readonly id: string;
  readonly action: MessageAction;
  readonly at: Instant;
  readonly by: { readonly userId: string; readonly name: string; readonly role: string };
  readonly reason: string;
  readonly selected: number;
  readonly done: number;
  /** Those that it did not apply to, or that failed, with why; at most the first 100. */
  readonly notDone: readonly { readonly id: string; readonly why: string }[];
  /** Null while it goes on. */
  readonly finishedAt: Instant | null;
}

/** What an action would do, tried in a transaction that is undone. */
export interface ActionPreview {
  readonly action: MessageAction;
  readonly selected: number;
  readonly notApplicable: readonly { readonly id: string; readonly why: string }[];
  /** In the graph, by field; keys and values are null unless the content was opened. */
  readonly differences: readonly (Difference | MaskedDifference)[];
  /** A message that it would apply is, or may be, about somebody whose record is restricted: all stays masked. */
  readonly restricted: boolean;
  /** More were found than are shown. */
  readonly more: boolean;
  /** How many messages that wait behind would go on. */
  readonly unblocks: number;
}

/** The inbox as a subgraph sees it. Every method authorises, and is on record, before it answers. Throws GraphRefusal. */
export interface Inbox {
  search(
    filter: MessageFilter,
    page: { readonly first: number; readonly after: string | null; readonly order: MessageOrder },
    ask: Ask,
  ): Promise<MessagePage>;
  /** Same length, same order; null where there is none. */
  byIds(ids: readonly string[], ask: Ask): Promise<readonly (MessageSummary | null)[]>;
  /** Masked unless a reason is given; opened content is audited with the persons it names. Null where pruned or unknown. */
  content(id: string, reason: string | null, ask: Ask): Promise<MessageContent | null>;
  history(ids: readonly string[], ask: Ask): Promise<readonly (readonly Happening[])[]>;
  related(ids: readonly string[], ask: Ask): Promise<readonly (readonly RelatedMessage[])[]>;
  /** Of the last days alone where the filter could find all messages that ever came: `isCountedWhole`. */
  counts(filter: MessageFilter, by: CountBy, ask: Ask): Promise<readonly MessageCount[]>;
  feeds(ask: Ask): Promise<readonly FeedState[]>;
  /** By feed, oldest slice first; `slices` at most 200. */
  rates(
    feeds: readonly string[],
    window: DateRange,
    slices: number,
    ask: Ask,
  ): Promise<readonly (readonly RateSlice[])[]>;
  alerts(open: boolean, ask: Ask): Promise<readonly InboxAlert[]>;
  /** Processes of this installation that go by other settings than this one, as the database knows them. */
  processesWithOtherSettings(ask: Ask): Promise<readonly string[]>;
  actions(page: { readonly first: number; readonly after: string | null }, ask: Ask): Promise<readonly ActionRecord[]>;
  action(id: string, ask: Ask): Promise<ActionRecord | null>;
  destinations(ask: Ask): Promise<readonly string[]>;
  /** A reason opens the values of the differences. */
  preview(
    request: Omit<ActionRequest, 'reason'> & { readonly reason: string | null },
    ask: Ask,
  ): Promise<ActionPreview>;
  act(request: ActionRequest, ask: Ask): Promise<ActionRecord>;
}
