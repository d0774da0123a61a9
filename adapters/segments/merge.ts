import type { DomainEvent } from '../../schema/events';
import type { Instant } from '../../schema/time';
import type { FeedProfile, Refusal } from '../contract';
import type { Segment } from '../wire/hl7v2/message';
import { identifiersOf, noOwnNumber } from './cx';

/**
 * A40: PID names the survivor, MRG-1 the retired records, by the sender's own numbers. An NHS number names a person,
 * not a record, so it is never retired by a merge.
 */
export const mergeOf = (
  mrg: Segment | undefined,
  recordId: string,
  occurredAt: Instant,
  profile: FeedProfile,
): Extract<DomainEvent, { kind: 'people-merged' }> | Refusal => {
  const retired = mrg === undefined ? [] : identifiersOf(mrg, 1, profile).hospital;
  if (retired.length === 0) return { hl7: '101', at: 'MRG-1', reason: noOwnNumber('MRG-1', profile) };
  const records = [...new Set(retired.map(({ system, value }) => `${system}|${value}`))];
  if (records.includes(recordId)) return { hl7: '205', at: 'MRG-1', reason: 'PID-3 and MRG-1 name the same record' };
  return { kind: 'people-merged', recordId, retired: records, occurredAt };
};

/**
 * A37 (HL7 v2.4 section 3.3.37, unlink patient information): two PIDs that are two people's records, whichever had
 * absorbed the other. HL7 has no message that takes an A40 back and ITK leaves A37 out; systems that undo a merge say
 * it with this one.
 */
export const partingOf = (
  pids: readonly Segment[],
  recordId: string,
  occurredAt: Instant,
  profile: FeedProfile,
): Extract<DomainEvent, { kind: 'people-parted' }> | Refusal => {
  const named = pids.slice(1).map((pid) => identifiersOf(pid, 3, profile).hospital);
  if (named.length === 0 || named.some((identifiers) => identifiers.length === 0))
    return { hl7: '101', at: 'PID-3', reason: noOwnNumber('A second PID-3', profile) };
  const others = [...new Set(named.flat().map(({ system, value }) => `${system}|${value}`))];
  if (others.includes(recordId)) return { hl7: '205', at: 'PID-3', reason: 'Both PID-3 name the same record' };
  return { kind: 'people-parted', recordId, others, occurredAt };
};
