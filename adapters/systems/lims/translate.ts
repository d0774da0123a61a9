import type { DomainEvent } from '../../../schema/events';
import type { FeedProfile, Refusal, Translate, Translation } from '../../contract';
import { orderedEvents } from '../../segments/ordered';
import { isRefusal, personFacts, type PersonReading } from '../../segments/person';
import { instantOfTs } from '../../segments/ts';
import type { Hl7Message } from '../../wire/hl7v2/message';
import { reportEvents } from './report';

const refused = (refusal: Refusal): Translation => ({ kind: 'refused', refusal });

/** The laboratory's word on who the person is; the index decides whether it is someone the PAS knows. */
const personEvent = ({ recordId, patch }: PersonReading, message: Hl7Message): DomainEvent | Refusal => {
  const occurredAt = instantOfTs(message.msh.text(7));
  if (!occurredAt) return { hl7: '102', at: 'MSH-7', reason: 'MSH-7 holds no time' };
  return { kind: 'person-updated', occurredAt, recordId, patch, create: true };
};

const isRefused = <T extends object>(reading: T | Refusal): reading is Refusal => 'hl7' in reading && 'at' in reading;

const clinicalEvents = (
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): readonly DomainEvent[] | Refusal => {
  switch (`${message.messageType}^${message.triggerEvent}`) {
    case 'ORU^R01':
      return reportEvents(message, recordId, profile);
    case 'OML^O21':
    case 'OML^O33':
    case 'OML^O35':
      return orderedEvents(message, recordId, 'pathology', profile);
    default:
      return { hl7: '201', at: 'MSH-9', reason: 'MSH-9 names an event that a laboratory feed does not carry' };
  }
};

/** What a laboratory pushes. One person a message: a second PID is refused rather than guessed apart. */
export const translate: Translate = (message, profile) => {
  const pids = message.all('PID');
  const [pid] = pids;
  if (!pid) return refused({ hl7: '100', at: 'PID', reason: 'The message holds no PID' });
  if (pids.length > 1)
    return refused({
      hl7: '100',
      at: 'PID',
      reason: 'The message holds results of more than one person; send one message a person',
    });
  const person = personFacts(pid, profile, { pd1: message.first('PD1') });
  if (isRefusal(person)) return refused(person);
  const who = personEvent(person, message);
  if (isRefused(who)) return refused(who);
  const events = clinicalEvents(message, person.recordId, profile);
  if (isRefused(events)) return refused(events);
  return { kind: 'events', events: [who, ...events], notes: person.notes };
};
