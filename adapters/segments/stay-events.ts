import type { EncounterClass } from '../../schema/clinical/encounter';
import type { DomainEvent, Patch, StayChange, StayFacts } from '../../schema/events';
import type { Instant } from '../../schema/time';
import type { FeedProfile } from '../contract';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';
import { stayFacts } from './stay';
import { LIES_IN_NO_BED, MOVES_NOBODY, STAY_CHANGES } from './trigger';

type StayChanged = Extract<DomainEvent, { kind: 'stay-changed' }>;

/** A message that tells of a stay, with whose it is and when that was. */
export interface StayMessage {
  readonly message: Hl7Message;
  readonly profile: FeedProfile;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly recordId: string;
  readonly visit: string;
  readonly pv1: Segment;
}

/** A trigger that moves nobody must not carry a place. */
const stayPatch = (change: StayChange, facts: Patch<StayFacts>): Patch<StayFacts> => {
  if (change === 'cancel-discharge') {
    // Senders repeat the discharge they cancel in PV1-36, 37 and 45.
    return { ...facts, dischargedAt: null, dischargeMethod: null, dischargeDestination: null };
  }
  if (MOVES_NOBODY.has(change)) {
    const { ward: _ward, bed: _bed, ...rest } = facts;
    return rest;
  }
  if (LIES_IN_NO_BED.has(change)) {
    const { bed: _bed, ...rest } = facts;
    return rest;
  }
  return facts;
};

/** What A06 and A07 make of the patient, where PV1-2 says nothing. */
const CLASS_OF_CHANGE: Readonly<Record<string, EncounterClass>> = { A06: 'IMP', A07: 'AMB' };

const told = (
  { recordId, visit, occurredAt, recordedAt }: StayMessage,
  change: StayChange,
  patch: Patch<StayFacts>,
): StayChanged => ({
  ...{ kind: 'stay-changed', recordId, visit, change, patch, occurredAt },
  ...(recordedAt !== occurredAt && { recordedAt }),
});

/**
 * A06 and A07 (HL7 v2.4 sections 3.3.6 and 3.3.7). PV1-6 is the old place where it differs: then the patient was
 * transferred too, and an A12 takes that back alone. PV1-19 may change with the class: the number in MRG-5, that it
 * replaces, is no visit any more.
 */
const classChanges = (of: StayMessage, facts: Patch<StayFacts>): readonly StayChanged[] => {
  const { message, pv1, visit } = of;
  const { ward, bed, ...rest } = facts;
  const made = facts.class ?? CLASS_OF_CHANGE[message.triggerEvent];
  const change: Patch<StayFacts> = { ...rest, ...(made !== undefined && { class: made }) };
  const place: Patch<StayFacts> = ward === undefined ? {} : { ward, bed: bed ?? null };
  const moved = ward !== undefined && pv1.raw(6) !== '' && pv1.raw(6) !== pv1.raw(3);
  const replaced = message.first('MRG')?.text(5).trim() ?? '';
  return [
    told(of, 'class-change', moved ? change : { ...change, ...place }),
    ...(moved ? [told(of, 'transfer', place)] : []),
    ...(replaced === '' || replaced === visit ? [] : [told({ ...of, visit: replaced }, 'discharge', {})]),
  ];
};

/** What a message says of a stay: one change; of an A06 or A07 as many as it tells of. */
export const stayEvents = (of: StayMessage): readonly StayChanged[] => {
  const { message, profile, pv1 } = of;
  const change = STAY_CHANGES[message.triggerEvent] ?? 'update';
  const facts = stayFacts({ pv1, pv2: message.first('PV2'), zu1: message.first('ZU1') }, profile);
  return change === 'class-change' ? classChanges(of, facts) : [told(of, change, stayPatch(change, facts))];
};
