import type { Order } from '../../../schema/clinical/pathology';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import type { EventOf, Told } from './told';
import { ordersOf } from './whose-order';
import type { OwnOrder } from './whose-order';
import { reportKey } from './whose-report';
import type { PersonOf } from './whose-report';

/**
 * The latest copy stands, keeping what only an earlier one said (a filler number, a status). ORC-9 is the time of each
 * message's own event (HL7 2.5.1 section 4.5.1.9): it was ordered at the first, and not when it was cancelled.
 */
const rowOf = (instance: InstanceName, { nth, test, told, takenBy }: OwnOrder): readonly Row[] => {
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { orderedAt } = first.event.order;
  const { recordId, discipline } = last.event;
  const { organisation } = instanceParts(instance);
  const order = told.reduce((before, one) => ({ ...before, ...one.event.order }), first.event.order);
  const taker = order.status === 'revoked' ? undefined : takenBy;
  const status = taker === undefined ? (order.status ?? 'active') : 'revoked';
  const body: Kept<Order> = {
    ...order,
    status,
    orderedAt,
    key: `${reportKey(organisation, order.placerNumber, nth)}${test === undefined ? '' : `>${test}`}`,
    source: sourceOf(instance, taker ?? last),
    ...(taker !== undefined && { elsewhere: 'moved' }),
  };
  return [
    {
      kind: discipline === 'pathology' ? 'lab-orders' : 'imaging-orders',
      key: `${recordId}|${body.key}`,
      recordId,
      organisation,
      ward: null,
      from: orderedAt,
      to: orderedAt,
      open: status === 'active',
      sensitive: false,
      body,
    },
  ];
};

/** Copies of requests under one placer number, of each person of whom it was told and each test: a row each. */
export const foldOrder = (
  instance: InstanceName,
  told: readonly Told<EventOf<'ordered'>>[],
  personOf?: PersonOf,
): readonly Row[] => ordersOf(told, personOf).flatMap((order) => rowOf(instance, order));
