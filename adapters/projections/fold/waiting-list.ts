import type { WaitingListEntry } from '../../../schema/clinical/scheduling';
import type { WaitingFacts } from '../../../schema/events';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { startOfLondonDay } from '../../../schema/time';
import type { LocalDate } from '../../../schema/time';
import { patched, present } from './patch';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { byOccurrence } from './told';
import type { EventOf, Told } from './told';

/** Whether it is suspended depends on the day it is read. */
export type KeptWaitingListEntry = Omit<Kept<WaitingListEntry>, 'status'> & {
  readonly status: 'waiting' | 'removed';
};

export const foldWaitingList = (
  instance: InstanceName,
  visit: string,
  told: readonly Told<EventOf<'waiting-changed'>>[],
): readonly Row[] => {
  const ordered = [...told].sort(byOccurrence);
  const last = ordered.at(-1);
  if (last === undefined) return [];
  const facts = ordered.reduce<Partial<WaitingFacts>>((before, one) => patched(before, one.event.patch), {});
  const { organisation } = instanceParts(instance);
  const removed = facts.removalReason !== undefined;
  const from = facts.suspendedFrom;
  const body: KeptWaitingListEntry = {
    key: `${organisation}|${visit}`,
    source: sourceOf(instance, last),
    status: removed ? 'removed' : 'waiting',
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
      to: removed ? last.event.occurredAt : null,
      open: !removed,
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
