import type { WaitingListEntry } from '../../../schema/clinical/scheduling';
import type { CodeableConcept } from '../../../schema/clinical/values';
import type { WaitingFacts } from '../../../schema/events';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { startOfLondonDay } from '../../../schema/time';
import type { Instant, LocalDate } from '../../../schema/time';
import { patched, present } from './patch';
import { inRecordedOrder } from './recorded-order';
import type { Placed } from './recorded-order';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import type { EventOf, Told } from './told';

/** Whether it is suspended depends on the day it is read. */
export type KeptWaitingListEntry = Omit<Kept<WaitingListEntry>, 'status'> & {
  readonly status: 'waiting' | 'removed';
};

/** What is said of the list, and of the stay under the same number: that it began, or did not after all. */
type EntryTold = Told<EventOf<'waiting-changed' | 'stay-changed'>>;
type WaitingEvent = EventOf<'waiting-changed'>;

const isCancel = ({ event }: EntryTold): boolean =>
  event.kind === 'stay-changed' ? event.change === 'cancel-admit' : event.bookingCancelled === true;

/** An A38 takes back that somebody was listed, an A11 that they were admitted. */
const undoes = (cancel: EntryTold, other: EntryTold): boolean => {
  if (!isCancel(cancel) || isCancel(other) || cancel.event.kind !== other.event.kind) return false;
  return other.event.kind === 'stay-changed' || other.event.patch.removalReason === null;
};

const isOfMany = ({ event }: EntryTold): boolean => event.kind === 'stay-changed';

interface Entry {
  /** Whose it was last said to be. */
  readonly recordId?: string;
  readonly facts: Partial<WaitingFacts>;
  readonly removedAt?: Instant;
  /** What was last said of it. */
  readonly last?: EntryTold;
  /** Somebody was listed under the number, not only admitted; and not all that was said of it was taken back. */
  readonly isListed: boolean;
}

const unheard: Entry = { facts: {}, isListed: false };

const isOfOther = ({ recordId }: Entry, event: WaitingEvent): boolean =>
  recordId !== undefined && recordId !== event.recordId;

/** A number that is free, or free again, and is given to somebody else is another entry. */
const isAnothers = (entry: Entry, event: WaitingEvent): boolean =>
  isOfOther(entry, event) &&
  (!entry.isListed || (event.patch.removalReason === null && entry.facts.removalReason !== undefined));

const ADMITTED: CodeableConcept = { text: 'Admitted', codings: [] };

/** Whoever is admitted under the number of their entry waits no more, whether or not the A01 has a ZU4-9 to say so. */
const admitted = (entry: Entry, last: EntryTold, at: Instant): Entry => {
  const { recordId } = last.event;
  const isTheirs = entry.recordId === undefined || entry.recordId === recordId;
  if (!isTheirs || entry.facts.removalReason !== undefined) return entry;
  return { ...entry, recordId, last, facts: { ...entry.facts, removalReason: ADMITTED }, removedAt: at };
};

/** A listing that was taken back says of what it was all the same; of nobody else. */
const step = (before: Entry, { told, at }: Placed<EntryTold>, doesNotCount: boolean): Entry => {
  const { event } = told;
  if (event.kind === 'stay-changed')
    return doesNotCount || event.change !== 'admit' ? before : admitted(before, told, at);
  if (doesNotCount && isOfOther(before, event)) return before;
  const { recordId, patch } = event;
  const { removalReason, ...rest } = patch;
  const { removedAt, facts, isListed } = isAnothers(before, event) ? unheard : before;
  const next = patched<WaitingFacts>(facts, doesNotCount || removalReason === undefined ? rest : patch);
  return {
    ...{ recordId, facts: next, last: told, isListed: isListed || !doesNotCount },
    ...(next.removalReason !== undefined && { removedAt: removedAt ?? at }),
  };
};

/** A place on a waiting list. Of whoever is admitted without having been listed there is no row. */
export const foldWaitingList = (instance: InstanceName, visit: string, told: readonly EntryTold[]): readonly Row[] => {
  const { all, retained } = inRecordedOrder(told, { isCancel, undoes, isOfMany });
  const stands = new Set(retained.map((one) => one.told));
  const entry = all.reduce((before, one) => step(before, one, !stands.has(one.told)), unheard);
  const { recordId, facts, removedAt, last, isListed } = entry;
  if (recordId === undefined || last === undefined || !isListed) return [];
  const { organisation } = instanceParts(instance);
  const from = facts.suspendedFrom;
  const body: KeptWaitingListEntry = {
    key: `${organisation}|${visit}`,
    source: sourceOf(instance, last),
    status: removedAt === undefined ? 'waiting' : 'removed',
    list: facts.list ?? 'unknown',
    subject: { record: { instance, recordId }, identifiers: [] },
    ...(from === undefined
      ? {}
      : { suspension: { from, ...(facts.suspendedTo === undefined ? {} : { to: facts.suspendedTo }) } }),
    ...present({
      specialty: facts.specialty,
      consultant: facts.consultant,
      added: facts.added,
      originalDate: facts.originalDate,
      guaranteedDate: facts.guaranteedDate,
      toComeIn: facts.toComeIn,
      priority: facts.priority,
      removalReason: facts.removalReason,
      site: facts.site,
    }),
  };
  return [
    {
      kind: 'waiting-list',
      key: body.key,
      recordId,
      organisation,
      ward: null,
      from: facts.added === undefined ? last.event.occurredAt : startOfLondonDay(facts.added),
      to: removedAt ?? null,
      open: removedAt === undefined,
      sensitive: false,
      body,
    },
  ];
};

/** ZU4-4/5: suspended from the first day up to, not including, the day the suspension ends. */
export const waitingOn = (
  today: LocalDate,
  kept: KeptWaitingListEntry,
): Omit<WaitingListEntry, 'source'> & Pick<KeptWaitingListEntry, 'source'> => {
  const { suspension } = kept;
  const suspended =
    kept.status === 'waiting' &&
    suspension !== undefined &&
    suspension.from <= today &&
    (suspension.to === undefined || today < suspension.to);
  return suspended ? { ...kept, status: 'suspended' } : kept;
};
