import type { Order } from '../../../schema/clinical/pathology';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { byOccurrence } from './told';
import type { EventOf, Told } from './told';

/** A request heard as a copy: the latest copy stands, keeping what only an earlier one said (a filler number). */
export const foldOrder = (instance: InstanceName, told: readonly Told<EventOf<'ordered'>>[]): readonly Row[] => {
  const ordered = [...told].sort(byOccurrence);
  const last = ordered.at(-1);
  if (last === undefined) return [];
  const { recordId, discipline } = last.event;
  const { organisation } = instanceParts(instance);
  const order = ordered.reduce((before, one) => ({ ...before, ...one.event.order }), last.event.order);
  const body: Kept<Order> = {
    ...order,
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
      from: order.orderedAt,
      to: order.orderedAt,
      open: order.status === 'active',
      sensitive: false,
      body,
    },
  ];
};
