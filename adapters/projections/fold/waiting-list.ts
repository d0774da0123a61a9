import type { WaitingListEntry } from '../../../schema/clinical/scheduling';
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

type WaitingTold = Told<EventOf<'waiting-changed'>>;

const isCancel = ({ event }: WaitingTold): boolean => event.bookingCancelled === true;

/** An A38 takes back that somebody was listed. */
const undoes = (cancel: WaitingTold, other: WaitingTold): boolean =>
  isCancel(cancel) && !isCancel(other) && other.event.patch.removalReason === null;

interface Entry {
  /** Whose it was last said to be. */
  readonly recordId?: string;
  readonly facts: Partial<WaitingFacts>;
  readonly removedAt?: Instant;
}

/** A number that was free again and is given to somebody else is another entry. */
const isAnothers = ({ recordId, facts }: Entry, { event }: WaitingTold): boolean =>
  event.patch.removalReason === null &&
  recordId !== undefined &&
  recordId !== event.recordId &&
  facts.removalReason !== undefined;

/** A listing that was taken back says of what it was all the same. */
const step = (before: Entry, { told, at }: Placed<WaitingTold>, doesNotCount: boolean): Entry => {
  const { recordId, patch } = told.event;
  const { removalReason, ...rest } = patch;
  const { removedAt, facts } = isAnothers(before, told) ? { facts: {} } : before;
  const next = patched<WaitingFacts>(facts, doesNotCount || removalReason === undefined ? rest : patch);
  return { recordId, facts: next, ...(next.removalReason !== undefined && { removedAt: removedAt ?? at }) };
};

export const foldWaitingList = (
  instance: InstanceName,
  visit: string,
  told: readonly WaitingTold[],
): readonly Row[] => {
  const { all, retained } = inRecordedOrder(told, { isCancel, undoes, isOfMany: () => false });
  const last = all.at(-1)?.told;
  if (last === undefined) return [];
  const stands = new Set(retained.map((one) => one.told));
  const unheard: Entry = { facts: {} };
  const { facts, removedAt } = all.reduce((entry, one) => step(entry, one, !stands.has(one.told)), unheard);
  const { organisation } = instanceParts(instance);
  const from = facts.suspendedFrom;
  const body: KeptWaitingListEntry = {
    key: `${organisation}|${visit}`,
    source: sourceOf(instance, last),
    status: removedAt === undefined ? 'waiting' : 'removed',
    list: facts.list ?? 'unknown',
    subject: { record: { instance, recordId: last.event.recordId }, identifiers: [] },
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
      recordId: last.event.recordId,
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
