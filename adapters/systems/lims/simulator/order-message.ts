import { londonStamp } from '../../../../schema/time';
import {
  clinicianParts,
  codedParts,
  mshSegment,
  pidSegment,
  pv1Segments,
} from '../../../simulation/departmental-segments';
import type { Hospital, HospitalEvent } from '../../../simulation/hospital';
import { buildMessage } from '../../../wire/hl7v2/build';

/** A copy of an order as the ordering system writes it for the laboratory: OML^O21 2.5.1, priority in TQ1-9. */
export const orderMessage = (
  hospital: Hospital,
  event: Extract<HospitalEvent, { kind: 'lab-ordered' }>,
  nextControlId: () => string,
): string | null => {
  const order = hospital.labOrders.find(({ placer }) => placer === event.placer);
  const person = hospital.people.find(({ key }) => key === order?.person);
  if (order === undefined || person === undefined) return null;
  const { organisation, at } = event;
  const requester = clinicianParts(order.requester);
  return buildMessage([
    mshSegment({
      from: 'NC',
      to: 'LIMS',
      organisation,
      type: ['OML', 'O21', 'OML_O21'],
      version: '2.5.1',
      controlId: nextControlId(),
      at,
    }),
    pidSegment(person, organisation),
    ...pv1Segments(hospital, { visit: order.visit, at: order.at, clinician: order.requester }, organisation),
    ['ORC', { 1: 'NW', 2: order.placer, 9: londonStamp(order.at), 12: requester }],
    ['TQ1', { 1: '1', 9: order.priority }],
    [
      'OBR',
      {
        1: '1',
        2: order.placer,
        4: codedParts(order.code),
        16: requester,
        31: order.reason === undefined ? '' : ['', order.reason],
      },
    ],
  ]);
};
