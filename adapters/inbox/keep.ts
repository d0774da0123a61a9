import { byteaArray, jsonbArray, textArray } from '../store';
import type { Store } from '../store';
import type { HeldReason, MessageState } from '../store/tables/inbox';
import type { NamedIdentifier } from './identifiers';
import { KEEP_ONE } from './keep-one-statement';
import { KEEP, REPEAT } from './keep-statement';
import type { PartitionKey } from './partition-keys';

/** MSH-3, 4, 9, 10, 11 and 12, each cut to a length that fits an index. */
export interface KeptHeader {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly messageType: string;
  readonly triggerEvent: string;
  readonly controlId: string;
  readonly processingId: string;
  readonly version: string;
}

/** A message with its verdict and its answer, as it is kept. */
export interface Kept {
  readonly feed: string;
  readonly instance: string;
  readonly receivedAt: string;
  readonly peer: string;
  readonly bytes: Buffer;
  /** Of the bytes. */
  readonly size: number;
  /** The envelope it came in, kept as a message of its own; null where it came alone. */
  readonly batch: number | null;
  readonly charset: string;
  readonly contentHash: Buffer;
  readonly header: KeptHeader;
  readonly accepted: boolean;
  readonly partitions: readonly PartitionKey[];
  /** What it can be found by. */
  readonly identifiers: readonly NamedIdentifier[];
  /** An envelope is superseded by the messages that it brought. */
  readonly state: Extract<MessageState, 'received' | 'refused' | 'superseded'>;
  readonly reason: HeldReason | null;
  /** What its sender is told as soon as it is on disk, if it is new; null for nothing, or not yet. */
  readonly toldCode: string | null;
  readonly toldText: string | null;
  /** What reading it tolerated. Kept at once, so that a message refused or held says it too. */
  readonly notes: readonly string[];
}

/** What a message's sender was told, and when; all null where nothing was said. */
export interface Told {
  readonly told_code: string | null;
  readonly told_text: string | null;
  readonly told_at: Date | null;
}

/** Where a message is kept. `isRepeat`: the same bytes were kept before, and nothing was added. */
export interface Place {
  readonly seq: number;
  readonly isRepeat: boolean;
  /** How often the same bytes had come again by then. */
  readonly repeats: number;
  /** What its sender had been told before. */
  readonly before: Told;
}

/** Read as no charset: what never came whole, half a message or noise. */
export const NEVER_READ = 'unknown';

export const NOTHING_TOLD: Told = { told_code: null, told_text: null, told_at: null };

/** What belongs to each of several messages, with its message's place among them (1-based). */
const each = <T>(messages: readonly Kept[], of: (one: Kept) => readonly T[]): readonly (readonly [number, T])[] =>
  messages.flatMap((one, at) => of(one).map((part): readonly [number, T] => [at + 1, part]));

/** In the order of the statement's parameters from the third on. */
const valuesOf = (messages: readonly Kept[]): readonly unknown[] => {
  const texts = (of: (one: Kept) => string | null): Buffer => textArray(messages.map(of));
  const partitions = each(messages, (one) => one.partitions);
  const notes = each(messages, (one) => one.notes);
  const identifiers = each(messages, (one) => one.identifiers);
  return [
    messages.map(({ receivedAt }) => receivedAt),
    texts(({ peer }) => peer),
    byteaArray(messages.map(({ bytes }) => bytes)),
    texts(({ charset }) => charset),
    byteaArray(messages.map(({ contentHash }) => contentHash)),
    texts(({ header }) => header.sendingApplication),
    texts(({ header }) => header.sendingFacility),
    texts(({ header }) => header.messageType),
    texts(({ header }) => header.triggerEvent),
    texts(({ header }) => header.controlId),
    texts(({ header }) => header.processingId),
    texts(({ header }) => header.version),
    messages.map(({ accepted }) => accepted),
    texts(({ state }) => state),
    jsonbArray(messages.map(({ reason }) => (reason === null ? null : JSON.stringify(reason)))),
    texts(({ toldCode }) => toldCode),
    texts(({ toldText }) => toldText),
    messages.map(({ size }) => size),
    messages.map(({ batch }) => batch),
    partitions.map(([at]) => at),
    textArray(partitions.map(([, { key }]) => key)),
    textArray(partitions.map(([, { recordId }]) => recordId)),
    notes.map(([at]) => at),
    textArray(notes.map(([, note]) => note)),
    identifiers.map(([at]) => at),
    textArray(identifiers.map(([, { kind }]) => kind)),
    textArray(identifiers.map(([, { value }]) => value)),
    textArray(identifiers.map(([, { authority }]) => authority)),
  ];
};

/**
 * Its sender was given up long before. A database that vanished without a word would else hold the feed's statements until
 * the network gives up. pg takes it of each query; its types do not say so.
 */
export const IN_TIME: object = { query_timeout: 20_000 };

/** In the order of the statement's parameters. */
const valuesOfOne = (one: Kept): readonly unknown[] => {
  const { header, partitions, identifiers } = one;
  return [
    ...[one.feed, one.instance, one.receivedAt, one.peer, one.bytes, one.charset, one.contentHash],
    ...[header.sendingApplication, header.sendingFacility, header.messageType, header.triggerEvent, header.controlId],
    ...[header.processingId, header.version, one.accepted, one.state],
    one.reason === null ? null : JSON.stringify(one.reason),
    ...[one.toldCode, one.toldText, one.size, one.batch],
    textArray(partitions.map(({ key }) => key)),
    textArray(partitions.map(({ recordId }) => recordId)),
    textArray(one.notes),
    textArray(identifiers.map(({ kind }) => kind)),
    textArray(identifiers.map(({ value }) => value)),
    textArray(identifiers.map(({ authority }) => authority)),
  ];
};

const placeOf = (added: { readonly seq: number } | undefined): Place | null =>
  added === undefined ? null : { seq: added.seq, isRepeat: false, repeats: 0, before: NOTHING_TOLD };

const keepOne = async ({ pool }: Store, one: Kept): Promise<Place | null> => {
  const added = await pool.query<{ seq: number }>({
    name: 'inbox-keep-one',
    text: KEEP_ONE,
    ...IN_TIME,
    values: [...valuesOfOne(one)],
  });
  return placeOf(added.rows[0]);
};

/**
 * Messages of one feed, no two with the same bytes or control id: all that are new are on disk when it resolves, none
 * when it rejects. Null in place of one whose bytes were kept before: see {@link keepRepeat}.
 */
export const keepAll = async (store: Store, messages: readonly Kept[]): Promise<readonly (Place | null)[]> => {
  const [first, second] = messages;
  if (first === undefined) return [];
  if (second === undefined) return [await keepOne(store, first)];
  const added = await store.pool.query<{ at: number; seq: number }>({
    name: 'inbox-keep',
    text: KEEP,
    ...IN_TIME,
    values: [first.feed, first.instance, ...valuesOf(messages)],
  });
  const places = new Map(added.rows.map((row) => [row.at, row]));
  return messages.map((_, at) => placeOf(places.get(at + 1)));
};

/** That the same bytes came again. What is said to that is told apart: see told.ts. */
export const keepRepeat = async ({ pool }: Store, one: Kept): Promise<Place> => {
  const again = await pool.query<{ seq: number; repeats: number } & Told>({
    name: 'inbox-repeat',
    text: REPEAT,
    ...IN_TIME,
    values: [one.feed, one.contentHash, one.accepted, one.receivedAt],
  });
  const [known] = again.rows;
  if (known === undefined) throw new Error(`a message on ${one.feed} was neither added nor known; it is not stored`);
  const { seq, repeats, ...before } = known;
  return { seq, isRepeat: true, repeats, before };
};
