import type { DomainEvent } from '../../schema/events';
import type { FeedProfile, Refusal, Translate, Translation } from '../contract';
import type { Hl7Message } from '../wire/hl7v2/message';
import { isRefusal, personFacts } from './person';
import { instantOfTs } from './ts';

/** What the department's own messages (ORU, OML, OMG …) say of one person's record. */
type ReadEvents = (message: Hl7Message, recordId: string, profile: FeedProfile) => readonly DomainEvent[] | Refusal;

const refused = (refusal: Refusal): Translation => ({ kind: 'refused', refusal });

const severalPeople = (holding: string): Refusal => ({
  hl7: '100',
  at: 'PID',
  reason: `The message holds ${holding} of more than one person; send one message a person`,
});

/**
 * What a department (laboratory, radiology) pushes: its events, and its word on who the person is; the index decides whether
 * it is someone the PAS knows. One person a message: a second PID is refused rather than guessed apart. `holding` says what
 * such a message holds, for whoever reads the refusal.
 */
export const departmentalTranslate =
  (holding: string, eventsOf: ReadEvents): Translate =>
  (message, profile) => {
    const [pid, ...more] = message.all('PID');
    if (!pid) return refused({ hl7: '100', at: 'PID', reason: 'The message holds no PID' });
    if (more.length > 0) return refused(severalPeople(holding));
    const person = personFacts(pid, profile, { pd1: message.first('PD1') });
    if (isRefusal(person)) return refused(person);
    const occurredAt = instantOfTs(message.msh.text(7));
    if (!occurredAt) return refused({ hl7: '102', at: 'MSH-7', reason: 'MSH-7 holds no time' });
    const { recordId, patch, notes } = person;
    const events = eventsOf(message, recordId, profile);
    if (isRefusal(events)) return refused(events);
    const who: DomainEvent = { kind: 'person-updated', occurredAt, recordId, patch, create: true };
    return { kind: 'events', events: [who, ...events], notes };
  };
