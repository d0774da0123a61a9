import type { DomainEvent } from '../../../schema/events';
import type { FeedProfile, Refusal, Translate, Translation } from '../../contract';
import { orderedEvents } from '../../segments/ordered';
import { isRefusal, personFacts } from '../../segments/person';
import { instantOfTs } from '../../segments/ts';
import type { Hl7Message } from '../../wire/hl7v2/message';
import { reportEvents } from './report';

const refused = (refusal: Refusal): Translation => ({ kind: 'refused', refusal });

const clinicalEvents = (
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): readonly DomainEvent[] | Refusal => {
  switch (`${message.messageType}^${message.triggerEvent}`) {
    case 'ORU^R01':
      return reportEvents(message, recordId, profile);
    case 'OMG^O19':
    case 'ORM^O01':
      return orderedEvents(message, recordId, 'imaging', profile);
    default:
      return { hl7: '201', at: 'MSH-9', reason: 'MSH-9 names an event that a radiology feed does not carry' };
  }
};

/** What a RIS pushes: reports, and copies of orders. One person a message: a second PID is refused rather than guessed apart. */
export const translate: Translate = (message, profile) => {
  const [pid, ...more] = message.all('PID');
  if (!pid) return refused({ hl7: '100', at: 'PID', reason: 'The message holds no PID' });
  if (more.length > 0)
    return refused({
      hl7: '100',
      at: 'PID',
      reason: 'The message holds reports of more than one person; send one message a person',
    });
  const occurredAt = instantOfTs(message.msh.text(7));
  if (!occurredAt) return refused({ hl7: '102', at: 'MSH-7', reason: 'MSH-7 holds no time' });
  const person = personFacts(pid, profile, { pd1: message.first('PD1') });
  if (isRefusal(person)) return refused(person);
  const events = clinicalEvents(message, person.recordId, profile);
  if ('hl7' in events) return refused(events);
  // The department's word on who the person is; the index decides whether it is someone the PAS knows.
  const who: DomainEvent = {
    kind: 'person-updated',
    occurredAt,
    recordId: person.recordId,
    patch: person.patch,
    create: true,
  };
  return { kind: 'events', events: [who, ...events], notes: person.notes };
};
