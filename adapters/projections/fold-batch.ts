import { setImmediate as turn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { DomainEvent } from '../../schema/events';
import type { Tables } from '../store';
import { eventsOf, lockStreams } from './event-rows';
import type { Forgotten, KeptEvent } from './event-rows';
import { projectPerson, unknownPerson } from './fold/person';
import type { PersonState } from './fold/person';
import type { Row } from './fold/row';
import { foldPerson, foldStream, isPersonStream, personStream, recordIdOf, streamsOf } from './fold/streams';
import type { Told } from './fold/told';
import type { Heard } from './heard';
import { onceEach, recordKey, streamKey } from './keys';
import type { RecordKey, StreamKey } from './keys';
import { personStates } from './projection-rows';

/** Streams folded before whoever else waits for this thread has a turn. */
const A_TURN = 16;

/** What a batch tells: which streams anew from their first event, and which only further. */
export interface Telling {
  readonly heard: readonly Heard[];
  readonly standing: readonly Heard[];
  readonly streams: readonly StreamKey[];
  /** Streams of which something said before is said no more: keys. */
  readonly retold: ReadonlySet<string>;
  readonly forgotten: readonly Forgotten[];
}

export interface Folded {
  readonly rows: readonly FoldedStream[];
  /** Every record that is named, with how far it has been told; in the order in which they were first named. */
  readonly states: readonly (RecordKey & { readonly state: PersonState })[];
}

export interface FoldedStream extends StreamKey {
  readonly rows: readonly Row[];
}

const streamsIn = (heard: readonly Heard[]): readonly StreamKey[] =>
  heard.flatMap(({ instance, events }) => events.flatMap(streamsOf).map((stream) => ({ instance, stream })));

/** `superseded`: translations of messages that stand otherwise, later in the same batch. */
export const tellingOf = (
  heard: readonly Heard[],
  standing: readonly Heard[],
  superseded: readonly Heard[],
  forgotten: readonly Forgotten[],
): Telling => {
  const retold = [...forgotten, ...streamsIn(superseded)];
  return {
    heard,
    standing,
    streams: onceEach([...streamsIn(standing), ...retold], streamKey),
    retold: new Set(retold.map(streamKey)),
    forgotten,
  };
};

const recordIdsOf = (event: DomainEvent): readonly string[] => {
  switch (event.kind) {
    case 'bed-stock-changed':
      return [];
    case 'people-merged':
      return [event.recordId, ...event.retired];
    case 'people-parted':
      return [event.recordId, ...event.others];
    default:
      return [event.recordId];
  }
};

const push = <T>(lists: Map<string, T[]>, key: string, one: T): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
};

/** What the standing messages say of each stream, in order of arrival. */
const toldBy = (standing: readonly Heard[]): ReadonlyMap<string, readonly Told[]> => {
  const told = new Map<string, Told[]>();
  for (const { instance, seq, messageId, events } of standing)
    for (const [idx, event] of events.entries())
      for (const stream of streamsOf(event))
        push(told, streamKey({ instance, stream }), { seq, idx, messageId, event });
  return told;
};

/** Whom the batch names now, whom it named before, and whom everything told of the same streams names. */
const recordsNamed = (
  { heard, forgotten, streams }: Telling,
  kept: readonly (StreamKey & { readonly event: DomainEvent })[],
): readonly RecordKey[] => {
  const named = [
    ...heard.flatMap(({ instance, events }) =>
      [...events.flatMap(recordIdsOf)].sort().map((recordId) => ({ instance, recordId })),
    ),
    ...forgotten.flatMap(({ instance, recordId }) => (recordId === null ? [] : [{ instance, recordId }])),
    ...kept.flatMap(({ instance, event }) => recordIdsOf(event).map((recordId) => ({ instance, recordId }))),
    ...streams.flatMap(({ instance, stream }) =>
      isPersonStream(stream) ? [{ instance, recordId: recordIdOf(stream) }] : [],
    ),
  ];
  return onceEach(named, recordKey);
};

interface Before {
  /** What was kept of all streams that are folded from the start. */
  readonly kept: readonly KeptEvent[];
  /** Everybody whom that or the batch names, in the order in which they are first named. */
  readonly records: readonly RecordKey[];
}

/**
 * Locks what the batch folds and whomever it names, and reads what was told of it before. Whoever only earlier messages
 * of a stream name is read and linked too, and must not change meanwhile; so streams of people come after all others, or
 * two people whose reports are moved to each other at once would wait for each other.
 */
const lockedBefore = async (
  trx: Transaction<Tables>,
  telling: Telling,
  goesOn: (one: StreamKey) => boolean,
): Promise<Before> => {
  const people = telling.streams.filter(({ stream }) => isPersonStream(stream));
  const others = telling.streams.filter(({ stream }) => !isPersonStream(stream));
  await lockStreams(trx, others);
  const ofOthers = await eventsOf(trx, others);
  const named = recordsNamed(telling, ofOthers).map(({ instance, recordId }) => ({
    instance,
    stream: personStream(recordId),
  }));
  const locked = onceEach([...people, ...named], streamKey);
  await lockStreams(trx, locked);
  const ofPeople = await eventsOf(
    trx,
    people.filter((one) => !goesOn(one)),
  );
  const kept = [...ofOthers, ...ofPeople];
  const records = recordsNamed(telling, kept);
  const known = new Set(locked.map(streamKey));
  // Whom only earlier messages of a merge name, which is told anew.
  const left = records.map(({ instance, recordId }) => ({ instance, stream: personStream(recordId) }));
  await lockStreams(
    trx,
    left.filter((one) => !known.has(streamKey(one))),
  );
  return { kept, records };
};

/**
 * A person's state goes on from where it stood; everything else, and a person told anew, is folded from the start: from
 * what was kept before, and what the batch says, which has yet to be kept.
 */
export const foldBatch = async (trx: Transaction<Tables>, telling: Telling): Promise<Folded> => {
  const goesOn = (one: StreamKey): boolean => isPersonStream(one.stream) && !telling.retold.has(streamKey(one));
  const { kept, records } = await lockedBefore(trx, telling, goesOn);
  const before = new Map<string, Told[]>();
  for (const one of kept) push(before, streamKey(one), one);
  const told = toldBy(telling.standing);
  const states = await personStates(trx, records);
  const foldOne = (one: StreamKey): FoldedStream => {
    const { instance, stream } = one;
    const key = streamKey(one);
    const now = told.get(key) ?? [];
    const whole = [...(before.get(key) ?? []), ...now];
    if (!isPersonStream(stream)) return { ...one, rows: foldStream(instance, stream, whole) };
    const recordId = recordIdOf(stream);
    const record = recordKey({ instance, recordId });
    const state = goesOn(one)
      ? foldPerson(instance, recordId, now, states.get(record))
      : foldPerson(instance, recordId, whole);
    states.set(record, state);
    return { ...one, rows: projectPerson(instance, recordId, state) };
  };
  const rows: FoldedStream[] = [];
  for (const [at, one] of telling.streams.entries()) {
    if (at % A_TURN === A_TURN - 1) await turn();
    rows.push(foldOne(one));
  }
  return { rows, states: records.map((one) => ({ ...one, state: states.get(recordKey(one)) ?? unknownPerson })) };
};
