import type { StayChange } from '../../../schema/events';
import { inRecordedOrder } from './recorded-order';
import type { Placed, Retained as RetainedOf } from './recorded-order';
import type { EventOf, Told } from './told';

export type StayTold = Told<EventOf<'stay-changed'>>;
export type Retained = RetainedOf<StayTold>;

/** What each cancel takes back (HL7 v2.4 chapter 3; ITK groups "cancels", "pending", "leave"). */
const UNDOES: { readonly [C in StayChange]?: readonly StayChange[] } = {
  'cancel-admit': ['admit', 'register'],
  'cancel-transfer': ['transfer'],
  'cancel-discharge': ['discharge'],
  'cancel-pre-admit': ['pre-admit'],
  'cancel-pending-admit': ['pending-admit'],
  'cancel-pending-transfer': ['pending-transfer'],
  'cancel-pending-discharge': ['pending-discharge'],
  'cancel-leave': ['leave'],
  'cancel-return': ['return'],
};

export const isCancel = ({ event }: StayTold): boolean => UNDOES[event.change] !== undefined;

const undoes = (one: StayTold, other: StayTold): boolean =>
  UNDOES[one.event.change]?.includes(other.event.change) === true;

/** What is only planned is one plan, however often it is told. */
const PLANNED: ReadonlySet<StayChange> = new Set<StayChange>([
  'cancel-pre-admit',
  'cancel-pending-admit',
  'cancel-pending-transfer',
  'cancel-pending-discharge',
]);
const isOfMany = ({ event }: StayTold): boolean => !PLANNED.has(event.change);

/** A stay's events in order, each once: all of them, and those that count. */
export const inOrder = (
  told: readonly StayTold[],
): { readonly all: readonly Placed<StayTold>[]; readonly retained: readonly Retained[] } =>
  inRecordedOrder(told, { isCancel, undoes, isOfMany });
