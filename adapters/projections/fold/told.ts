import type { DomainEvent, EventKind } from '../../../schema/events';

export type EventOf<K extends EventKind> = Extract<DomainEvent, { kind: K }>;

/** An event with where it stands in the order of arrival, and the message that said it. */
export interface Told<E extends DomainEvent = DomainEvent> {
  /** The message's place in the order of arrival. */
  readonly seq: number;
  /** The event's place within its message. */
  readonly idx: number;
  readonly messageId: string;
  readonly event: E;
}

export const byArrival = (a: Told, b: Told): number => a.seq - b.seq || a.idx - b.idx;

/** ADT is ordered by when it happened; in the same moment, by arrival. Instants sort as text. */
export const byOccurrence = (a: Told, b: Told): number =>
  a.event.occurredAt < b.event.occurredAt ? -1 : a.event.occurredAt > b.event.occurredAt ? 1 : byArrival(a, b);
