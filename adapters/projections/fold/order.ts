import type { Order } from '../../../schema/clinical/pathology';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { byOccurrence } from './told';
import type { EventOf, Told } from './told';

/**
 * A request heard as a copy: the latest copy stands, keeping what only an earlier one said (a filler number). ORC-9 is the
 * time of each message's own event (HL7 2.5.1 section 4.5.1.9): it was ordered at the first, and not when it was cancelled.
 */
export const foldOrder = (instance: InstanceName, told: readonly Told<EventOf<'ordered'>>[]): readonly Row[] => {
  const ordered = [...told].sort(byOccurrence);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { orderedAt } = first.event.order;
  const { recordId, discipline } = last.event;
  const { organisation } = instanceParts(instance);
  const order = ordered.reduce((before, one) => ({ ...before, ...one.event.order }), last.event.order);
  const body: Kept<Order> = {
    ...order,
    orderedAt,
    key: `${organisation}|${order.placerNumber}`,
    source: sourceOf(instance, last),
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
      open: order.status === 'active',
      sensitive: false,
      body,
    },
  ];
};
