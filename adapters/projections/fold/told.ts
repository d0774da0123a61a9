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

/** The same text for the same content, whatever order its keys came in. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** A sender may say the same thing twice under two control ids: the first stands, or an undo would undo twice. */
export const withoutRepeats = <E extends DomainEvent>(told: readonly Told<E>[]): readonly Told<E>[] => {
  // What is the same was said to have happened at the same moment, and mostly nothing else was.
  const times = new Map<string, number>();
  for (const { event } of told) times.set(event.occurredAt, (times.get(event.occurredAt) ?? 0) + 1);
  if (times.size === told.length) return told;
  const seen = new Set<string>();
  return told.filter(({ event }) => {
    if (times.get(event.occurredAt) === 1) return true;
    const content = canonical(event);
    if (seen.has(content)) return false;
    seen.add(content);
    return true;
  });
};
