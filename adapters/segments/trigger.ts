import type { StayChange } from '../../schema/events';

/**
 * What each ADT trigger event says of a stay (ITK v2.4 section 4.2). A06 and A07 (a patient's class changes, often with
 * the bed) are not in ITK but installed senders admit and move people by them.
 */
export const STAY_CHANGES: Readonly<Record<string, StayChange>> = {
  A01: 'admit',
  A02: 'transfer',
  A03: 'discharge',
  A04: 'register',
  A05: 'pre-admit',
  A06: 'class-change',
  A07: 'class-change',
  A08: 'update',
  A11: 'cancel-admit',
  A12: 'cancel-transfer',
  A13: 'cancel-discharge',
  A14: 'pending-admit',
  A15: 'pending-transfer',
  A16: 'pending-discharge',
  A21: 'leave',
  A22: 'return',
  A25: 'cancel-pending-discharge',
  A26: 'cancel-pending-transfer',
  A27: 'cancel-pending-admit',
  A38: 'cancel-pre-admit',
  A52: 'cancel-leave',
  A53: 'cancel-return',
};

/** Triggers that speak of a person alone. */
export const PERSON_TRIGGERS = ['A28', 'A31'] as const;

/** Triggers after which the sender holds the person, whatever it held before. */
export const INTRODUCES_PERSON: ReadonlySet<string> = new Set(['A01', 'A04', 'A05', 'A14', 'A28']);

/** Nobody moves until the pending thing is done, and a planned stay lies in no bed yet. */
export const MOVES_NOBODY: ReadonlySet<StayChange> = new Set<StayChange>([
  'pending-transfer',
  'pending-discharge',
  'cancel-pending-admit',
  'cancel-pending-transfer',
  'cancel-pending-discharge',
]);
export const LIES_IN_NO_BED: ReadonlySet<StayChange> = new Set<StayChange>(['pre-admit', 'pending-admit']);
