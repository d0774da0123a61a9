import type { DomainEvent } from '../../schema/events';
import type { Order } from '../../schema/clinical/pathology';
import type { CodeableConcept } from '../../schema/clinical/values';
import type { FeedProfile, Refusal } from '../contract';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';
import { byThen } from './by-then';
import { codeableConcept } from './cwe';
import { instantsInOrder } from './in-order';
import { instantOfTs } from './ts';
import { party } from './xcn';

/** ORC-1 (HL7 table 0119) that ends an order without a result: cancelled, discontinued, replaced by another, or not accepted. */
const REVOKES = new Set(['CA', 'OC', 'CR', 'DC', 'OD', 'DR', 'RU', 'RQ', 'UA']);

/** ORC-1 that opens one: new, or not cancelled and not discontinued after all, for the filler could not. */
const OPENS = new Set(['NW', 'UC', 'UD']);

/**
 * ORC-1 by which a placer takes its own order back, and what the filler says to just that. What a filler ends of its own
 * accord it may name by codes of its own.
 */
const OF_THE_ORDER = new Set(['CA', 'CR', 'UC', 'DC', 'DR', 'UD']);

/**
 * ORC-5 (HL7 table 0038) says more where it is sent. Its words of progress (`IP`, `SC`, `A`, `HD`) are no news of an order
 * that is open, and of one that is over they have come late: they say nothing, as an ORC-5 that is left out does.
 */
const statusOf = (orc: Segment | undefined): Order['status'] | undefined => {
  const control = orc?.text(1).toUpperCase() ?? '';
  if (REVOKES.has(control)) return 'revoked';
  switch (orc?.text(5).toUpperCase()) {
    case 'CM':
      return 'completed';
    case 'CA':
    case 'DC':
    case 'RP':
      return 'revoked';
    default:
      return OPENS.has(control) ? 'active' : undefined;
  }
};

const PRIORITY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v2-0485';
const PRIORITIES: Readonly<Record<string, string>> = { S: 'Stat', A: 'As soon as possible', R: 'Routine' };

/** TQ1-9 since 2.5, else OBR-27.6, else OBR-5; HL7 table 0485. */
const priorityOf = (obr: Segment, tq1: Segment | undefined): CodeableConcept | undefined => {
  const code = tq1?.text(9) || obr.text(27, 6) || obr.text(5);
  return code ? { text: PRIORITIES[code] ?? code, codings: [{ system: PRIORITY_SYSTEM, code }] } : undefined;
};

const orderOf = (
  obr: Segment,
  orc: Segment | undefined,
  tq1: Segment | undefined,
  profile: FeedProfile,
  message: Hl7Message,
): DomainEvent | Refusal => {
  // ORC-2 may be the number of several tests, of which each has its own in OBR-2; a result (ORU) is read alike.
  const placerNumber = obr.text(2) || orc?.text(2);
  if (!placerNumber)
    return { hl7: '101', at: 'ORC-2', reason: 'Neither ORC-2 nor OBR-2 holds the placer order number' };
  const code = codeableConcept(obr, 4, profile.instance, 'order');
  if (!code) return { hl7: '101', at: 'OBR-4', reason: 'OBR-4 says not what was ordered' };
  const [orderedOn, requestedOn, sentAt] = [orc?.text(9) ?? '', obr.text(6), message.msh.text(7)];
  const [ordered, sent] = instantsInOrder([orderedOn, sentAt]);
  const requested = byThen(requestedOn, instantOfTs(requestedOn), sentAt);
  const orderedAt = byThen(orderedOn, ordered, sentAt) ?? requested ?? byThen(sentAt, sent, sentAt);
  if (!orderedAt) return { hl7: '102', at: 'ORC-9', reason: 'None of ORC-9, OBR-6 and MSH-7 holds a time' };
  const placer = obr.text(2) ? obr.text(2, 2) || (orc?.text(2) === placerNumber && orc.text(2, 2)) : orc?.text(2, 2);
  const status = statusOf(orc);
  const fillerNumber = obr.text(3) || orc?.text(3);
  const requester = party(obr, 16, profile.instance) ?? (orc && party(orc, 12, profile.instance));
  const priority = priorityOf(obr, tq1);
  const asWhole = !fillerNumber && OF_THE_ORDER.has(orc?.text(1).toUpperCase() ?? '');
  const reason = obr.text(31, 2) || obr.text(31) || obr.text(13);
  return {
    kind: 'ordered',
    occurredAt: orderedAt,
    recordId: '',
    discipline: 'pathology',
    ...(placer && { placer }),
    ...(asWhole && { asWhole }),
    order: {
      placerNumber,
      ...(status && { status }),
      code,
      orderedAt,
      ...(fillerNumber && { fillerNumber }),
      ...(priority && { priority }),
      ...(requester && { requester }),
      ...(reason && { reason }),
    },
  };
};

/**
 * The TQ1 of an OBR: between its ORC and itself (OML_O21 and OMG_O19, 2.5.1 sections 4.4.6 and 4.4.4), or, as some
 * senders have it, right after. Never that of the next order.
 */
const timingOf = (segments: readonly Segment[], at: number): Segment | undefined => {
  for (let before = at - 1; segments[before] !== undefined; before -= 1) {
    if (segments[before]?.name === 'TQ1') return segments[before];
    if (segments[before]?.name === 'ORC' || segments[before]?.name === 'OBR') break;
  }
  const next = segments.slice(at + 1).find(({ name }) => ['TQ1', 'ORC', 'OBR'].includes(name));
  return next?.name === 'TQ1' ? next : undefined;
};

const isRefused = (reading: DomainEvent | Refusal): reading is Refusal => 'hl7' in reading;

/**
 * Copies of orders (OML^O21, OML^O33, OMG^O19, ORM^O01): one event for each OBR, with the ORC before it. The whole
 * message is refused where one order cannot be read: half an order set is worse than a held message.
 */
export const orderedEvents = (
  message: Hl7Message,
  recordId: string,
  discipline: 'pathology' | 'imaging',
  profile: FeedProfile,
): readonly DomainEvent[] | Refusal => {
  const events: DomainEvent[] = [];
  let orc: Segment | undefined;
  for (const [at, segment] of message.segments.entries()) {
    if (segment.name === 'ORC') orc = segment;
    if (segment.name !== 'OBR') continue;
    const event = orderOf(segment, orc, timingOf(message.segments, at), profile, message);
    if (isRefused(event)) return event;
    if (event.kind === 'ordered') events.push({ ...event, recordId, discipline });
  }
  return events.length > 0 ? events : { hl7: '101', at: 'OBR', reason: 'The order holds no OBR' };
};
