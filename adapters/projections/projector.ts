import type { Transaction } from 'kysely';
import type { DomainEvent } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { eventsOf, forgetMessage, keepEvents, lockStreams } from './event-rows';
import { absorbedBy, factsOf, projectPerson, unknownPerson } from './fold/person';
import type { PersonState } from './fold/person';
import type { Row } from './fold/row';
import { foldPerson, foldStream, isPersonStream, recordIdOf, streamsOf } from './fold/streams';
import type { Told } from './fold/told';
import type { PeopleIndex } from './people-index';
import { inSensitiveStay, personStates, replaceRows } from './projection-rows';

/** One translated message. */
export interface Heard {
  readonly instance: InstanceName;
  readonly feed: string;
  /** The message's place in the order of arrival: the same message, applied again, has the same. */
  readonly seq: number;
  readonly messageId: string;
  readonly heardAt: Instant;
  readonly events: readonly DomainEvent[];
}

export interface Applied {
  /** Whom the message touched, those it merged away included: their epochs are raised. */
  readonly people: readonly PersonId[];
}

/**
 * Folds messages into read models. `apply` does all of it in the caller's transaction: keep the events, fold what they
 * touch, write the rows, link the people, raise their epochs. Applied twice, a message has the effect of its last
 * translation, once: that is what replay rests on.
 */
export interface Projector {
  apply(trx: Transaction<Tables>, heard: Heard): Promise<Applied>;
}

const recordIdsOf = (event: DomainEvent): readonly string[] =>
  event.kind === 'bed-stock-changed'
    ? []
    : event.kind === 'people-merged' || event.kind === 'people-parted'
      ? [event.recordId, ...(event.kind === 'people-merged' ? event.retired : event.others)]
      : [event.recordId];

interface Folded {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  readonly states: ReadonlyMap<string, PersonState>;
}

/** A person's state goes on from where it stood; everything else, and a person told anew, is folded from the start. */
const fold = async (
  trx: Transaction<Tables>,
  heard: Heard,
  streams: { readonly told: readonly string[]; readonly retold: readonly string[] },
): Promise<Folded> => {
  const { instance, seq, messageId } = heard;
  const goesOn = (stream: string): boolean => isPersonStream(stream) && !streams.retold.includes(stream);
  const all = [...new Set([...streams.told, ...streams.retold])];
  const whole = await eventsOf(
    trx,
    instance,
    all.filter((stream) => !goesOn(stream)),
  );
  const told = heard.events.map((event, idx): Told => ({ seq, idx, messageId, event }));
  const recordIds = [...told, ...[...whole.values()].flat()].flatMap(({ event }) => recordIdsOf(event));
  const people = new Set([...recordIds, ...all.filter(isPersonStream).map(recordIdOf)]);
  const states = await personStates(trx, instance, [...people]);
  const rows = new Map<string, readonly Row[]>();
  for (const stream of all) {
    if (!isPersonStream(stream)) {
      rows.set(stream, foldStream(instance, stream, whole.get(stream) ?? []));
      continue;
    }
    const recordId = recordIdOf(stream);
    const state = goesOn(stream)
      ? foldPerson(
          instance,
          recordId,
          told.filter(({ event }) => streamsOf(event).includes(stream)),
          states.get(recordId),
        )
      : foldPerson(instance, recordId, whole.get(stream) ?? []);
    states.set(recordId, state);
    rows.set(stream, projectPerson(instance, recordId, state));
  }
  for (const recordId of people) if (!states.has(recordId)) states.set(recordId, unknownPerson);
  return { rows, states };
};

const linkPeople = async (
  trx: Transaction<Tables>,
  index: PeopleIndex,
  heard: Heard,
  states: ReadonlyMap<string, PersonState>,
): Promise<readonly PersonId[]> => {
  const { instance } = heard;
  if (states.size === 0) return [];
  const sensitive = await inSensitiveStay(trx, instance, [...states.keys()]);
  const recordIds = [...states.keys()];
  // Those whom a merge took away are touched by it, and so are those whom its undoing brings back.
  const before = await index.personsOf(trx, instance, recordIds);
  for (const [recordId, state] of [...states].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const facts = factsOf(state);
    const restricted = facts.locationHidden === true || sensitive.has(recordId);
    await index.link(trx, { instance, recordId, facts, restricted, absorbedBy: absorbedBy(state) });
  }
  const people = [...new Set([...before, ...(await index.personsOf(trx, instance, recordIds))])];
  await index.touch(trx, people);
  return people;
};

export const createProjector = ({ people }: { readonly people: PeopleIndex }): Projector => ({
  apply: async (trx, heard) => {
    const retold = await forgetMessage(trx, heard);
    const told = [...new Set(heard.events.flatMap(streamsOf))];
    if (told.length === 0 && retold.length === 0) return { people: [] };
    await lockStreams(trx, heard.instance, [...told, ...retold]);
    await keepEvents(trx, heard, heard.messageId, heard.events);
    const { rows, states } = await fold(trx, heard, { told, retold });
    await replaceRows(trx, heard.instance, rows);
    return { people: await linkPeople(trx, people, heard, states) };
  },
});
