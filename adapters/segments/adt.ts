import type { CodeableConcept } from '../../schema/clinical/values';
import type { AppointmentFacts, DomainEvent, Patch, WaitingFacts } from '../../schema/events';
import type { Instant } from '../../schema/time';
import type { FeedProfile, Refusal, Translation } from '../contract';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';
import { identifiersOf, noOwnNumber } from './cx';
import { mergeOf, partingOf } from './merge';
import { occurrence } from './occurred';
import { attendanceSaid, outpatientFacts, speaksOfAttendance } from './outpatient';
import { isRefusal, personFacts } from './person';
import type { PersonReading } from './person';
import { isSchedulingTrigger, siuFacts } from './siu';
import { stayEvents } from './stay-events';
import { INTRODUCES_PERSON, PERSON_TRIGGERS, STAY_CHANGES } from './trigger';
import { unreadOfStay, unreadOfWaiting } from './unread';
import { speaksOfWaiting, waitingFacts } from './waiting';

interface Heard {
  readonly message: Hl7Message;
  readonly profile: FeedProfile;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly person: PersonReading;
  /** The segments that belong to the person's PID: all of the message, but for merges and unlinks. */
  readonly around: readonly Segment[];
}

type AppointmentChanged = Extract<DomainEvent, { kind: 'appointment-changed' }>;

const refused = (refusal: Refusal): Translation => ({ kind: 'refused', refusal });

const KNOWN_Z_SEGMENTS = new Set(['ZU1', 'ZU2', 'ZU3', 'ZU4', 'ZU5', 'ZU6', 'ZU7', 'ZU8']);

const zNotes = (message: Hl7Message): readonly string[] =>
  [...new Set(message.segments.map(({ name }) => name))]
    .filter((name) => name.startsWith('Z') && !KNOWN_Z_SEGMENTS.has(name))
    .map((name) => `${name} is not a segment of this specification: passed over`);

/** PV1-19 names the visit; without it the change has nothing to change. */
const visitOf = (pv1: Segment): string | Refusal =>
  pv1.text(19).trim() || { hl7: '101', at: 'PV1-19', reason: 'PV1-19 holds no visit number' };

const timesOf = ({
  occurredAt,
  recordedAt,
}: Heard): { readonly occurredAt: Instant; readonly recordedAt?: Instant } => ({
  occurredAt,
  ...(recordedAt !== occurredAt && { recordedAt }),
});

/** What a trigger says of a booking beyond its status. EVN-6 of a cancel is when that happened which it takes back. */
const markOf = (trigger: string, { status }: Patch<AppointmentFacts>) => {
  if (trigger === 'A04' && status === 'booked') return { bookedByRegistration: true } as const;
  if (trigger === 'A11' && status === undefined) return { arrivalCancelled: true } as const;
  return (trigger === 'A11' || trigger === 'A38') && status === 'cancelled'
    ? ({ bookingCancelled: true } as const)
    : {};
};

const appointmentEvent = (heard: Heard, booking: string, patch: Patch<AppointmentFacts>): AppointmentChanged => ({
  kind: 'appointment-changed',
  recordId: heard.person.recordId,
  booking,
  patch,
  ...markOf(heard.message.triggerEvent, patch),
  ...timesOf(heard),
});

const BOOKING_CANCELLED: CodeableConcept = { text: 'Booking cancelled', codings: [] };

/**
 * Why an entry left the list, as ZU4-9 says. Where that says nothing the trigger does: an A05 lists, whatever had removed
 * the entry before, and an A38 removes it. The `""` of an A38 deletes a reason, not the removal.
 */
const removalBy = (trigger: string, { removalReason }: Patch<WaitingFacts>): Patch<WaitingFacts> => {
  if (trigger === 'A38') return { removalReason: removalReason ?? BOOKING_CANCELLED };
  return trigger === 'A05' && removalReason === undefined ? { removalReason: null } : {};
};

const waitingEvent = (heard: Heard, pv1: Segment, visit: string): DomainEvent => {
  const { message, profile, person } = heard;
  const facts = waitingFacts({ pv1, pv2: message.first('PV2'), zu4: message.first('ZU4') }, profile);
  return {
    kind: 'waiting-changed',
    recordId: person.recordId,
    visit,
    patch: { ...facts, ...removalBy(message.triggerEvent, facts) },
    ...(message.triggerEvent === 'A38' && { bookingCancelled: true }),
    ...timesOf(heard),
  };
};

/**
 * ITK's traps: A04, A05, A08 and A38 are outpatient bookings with ZU3 (or class O), and waiting lists with ZU4 and class W.
 * A Z segment that holds nothing counts for nothing; of class O it still parts a booking from a stay.
 */
const subjectsOf = (message: Hl7Message, pv1: Segment): readonly ('appointment' | 'waiting' | 'stay')[] => {
  const trigger = message.triggerEvent;
  const patientClass = pv1.text(2).toUpperCase();
  const booking = ['A04', 'A05', 'A08', 'A38'].includes(trigger);
  const zu3 = message.first('ZU3');
  if (patientClass === 'W') return ['waiting'];
  if (booking && zu3 !== undefined && (patientClass === 'O' || speaksOfAttendance(zu3, patientClass)))
    return ['appointment'];
  if ((trigger === 'A05' || trigger === 'A38') && patientClass === 'O') return ['appointment'];
  const cancelsVisit = trigger === 'A11' && patientClass === 'O';
  if (cancelsVisit && zu3 !== undefined) return ['appointment'];
  // An A04 without ZU3 began a stay, and a cancel need not repeat ZU3: it takes back whichever was heard.
  if (!speaksOfWaiting(message.first('ZU4'), patientClass)) return cancelsVisit ? ['appointment', 'stay'] : ['stay'];
  return booking && trigger !== 'A04' && patientClass !== 'I' ? ['waiting'] : ['waiting', 'stay'];
};

const visitEvents = (heard: Heard, pv1: Segment, visit: string): readonly DomainEvent[] =>
  subjectsOf(heard.message, pv1).flatMap((subject): readonly DomainEvent[] => {
    if (subject === 'waiting') return [waitingEvent(heard, pv1, visit)];
    if (subject === 'stay') return stayEvents({ ...heard, recordId: heard.person.recordId, visit, pv1 });
    const { message, occurredAt, profile } = heard;
    const segments = { pv1, pv2: message.first('PV2'), zu3: message.first('ZU3') };
    const patch = outpatientFacts(segments, message.triggerEvent, occurredAt, profile);
    const attendance = attendanceSaid(segments.zu3);
    return [{ ...appointmentEvent(heard, visit, patch), ...(attendance !== undefined && { attendance }) }];
  });

/** Of each MRG beside the survivor's PID: all of them, or a refusal. */
const mergesOf = ({ profile, occurredAt, person, around }: Heard): readonly DomainEvent[] | Refusal => {
  const mrgs = around.filter(({ name }) => name === 'MRG');
  const merges: DomainEvent[] = [];
  for (const mrg of mrgs.length === 0 ? [undefined] : mrgs) {
    const merge = mergeOf(mrg, person.recordId, occurredAt, profile);
    if (isRefusal(merge)) return merge;
    merges.push(merge);
  }
  return merges;
};

/** What the trigger says beyond who the person is. */
const consequences = (heard: Heard): readonly DomainEvent[] | Refusal => {
  const { message, profile, occurredAt, person } = heard;
  if ((PERSON_TRIGGERS as readonly string[]).includes(message.triggerEvent)) return [];
  if (message.messageType === 'ADT' && message.triggerEvent === 'A40') return mergesOf(heard);
  if (message.messageType === 'ADT' && message.triggerEvent === 'A37') {
    const parting = partingOf(message.all('PID'), person.recordId, occurredAt, profile);
    return isRefusal(parting) ? parting : [parting];
  }
  if (message.messageType === 'SIU') {
    const sch = message.first('SCH');
    const booking = sch?.text(1).trim() || (sch?.text(2).trim() ?? '');
    if (sch === undefined || booking === '')
      return { hl7: '101', at: 'SCH-1', reason: 'SCH-1 holds no appointment identifier' };
    return [appointmentEvent(heard, booking, siuFacts(message, sch, profile))];
  }
  const pv1 = message.first('PV1');
  if (pv1 === undefined) return { hl7: '100', at: 'PV1', reason: 'The message has no PV1 segment' };
  const visit = visitOf(pv1);
  return typeof visit === 'string' ? visitEvents(heard, pv1, visit) : visit;
};

const isKnown = ({ messageType, triggerEvent }: Hl7Message): boolean =>
  messageType === 'SIU'
    ? isSchedulingTrigger(triggerEvent)
    : triggerEvent in STAY_CHANGES || ['A28', 'A31', 'A37', 'A40'].includes(triggerEvent);

/** A hospital number of somebody else's authority beside an NHS number: another hospital's feed, not a person without a number. */
const isForeign = (pid: Segment, profile: FeedProfile): boolean => {
  const { hospital, foreign } = identifiersOf(pid, 3, profile);
  return profile.hospitalAuthorities.length > 0 && hospital.length === 0 && foreign > 0;
};

type PersonGroup = ReturnType<Hl7Message['groups']>[number];

/** Whom a message tells of: one person, but for an A40 (structure ADT_A39: PID [PD1] MRG [PV1], repeating). */
const personGroups = (message: Hl7Message): readonly PersonGroup[] | Refusal => {
  const [pid, ...more] = message.all('PID');
  if (pid === undefined) return { hl7: '100', at: 'PID', reason: 'The message has no PID segment' };
  if (message.triggerEvent === 'A40') {
    const stray = message.all('MRG').some(({ position }) => position < pid.position);
    if (stray) return { hl7: '100', at: 'MRG', reason: 'An MRG stands before the PID of its survivor' };
    return message.groups('PID');
  }
  // What stands around the second PID is not the first one's.
  if (message.triggerEvent === 'A37') return message.groups('PID').slice(0, 1);
  if (more.length > 0)
    return { hl7: '100', at: 'PID', reason: 'The message holds more than one person; send one message a person' };
  return [{ leader: pid, members: message.segments }];
};

/** Whether the message tells of a stay, which then has the sensitivity of PV1-16 itself: an A28, A31 or A40 tells of none. */
const carriesStay = (message: Hl7Message, pv1: Segment): boolean =>
  message.messageType === 'ADT' && message.triggerEvent in STAY_CHANGES && subjectsOf(message, pv1).includes('stay');

/** What PID and the segments around it say of one person. */
const personIn = (
  message: Hl7Message,
  { leader, members }: PersonGroup,
  profile: FeedProfile,
): PersonReading | Refusal => {
  const all = (name: string): readonly Segment[] => members.filter((segment) => segment.name === name);
  const [[pd1], [zu8], [pv1]] = [all('PD1'), all('ZU8'), all('PV1')];
  const others = { pd1, nk1s: all('NK1'), al1s: all('AL1'), zu8, arvs: all('ARV') };
  const isOfStay = pv1 !== undefined && carriesStay(message, pv1);
  const person = personFacts(leader, profile, isOfStay ? others : { ...others, pv1 });
  if (isRefusal(person) || !isForeign(leader, profile)) return person;
  return { hl7: '204', at: 'PID-3', reason: noOwnNumber('PID-3', profile) };
};

/** The first change of a stay is of all that the message says of it; what else it tells is of its place alone. */
const notesOfVisit = (message: Hl7Message, events: readonly DomainEvent[]): readonly string[] => {
  const pv1 = message.first('PV1');
  const stay = events.find((event) => event.kind === 'stay-changed');
  const waiting = events.find((event) => event.kind === 'waiting-changed');
  return [
    ...(pv1 === undefined || stay === undefined ? [] : unreadOfStay(message, pv1, stay.patch)),
    ...(waiting === undefined ? [] : unreadOfWaiting(message.first('ZU4'), waiting.patch)),
  ];
};

/**
 * What an ADT or SIU message says, under its sender's profile: who the person is, then what happened to them. Pure.
 * Refused with HL7 table 0357 codes: 200 type, 201 event, 100 missing or misplaced segment, 101 missing field, 102 no time.
 * All of it, or a refusal.
 */
export const adtEvents = (message: Hl7Message, profile: FeedProfile): Translation => {
  if (message.messageType !== 'ADT' && message.messageType !== 'SIU')
    return refused({ hl7: '200', at: 'MSH-9', reason: 'MSH-9 is neither ADT nor SIU' });
  if (!isKnown(message))
    return refused({ hl7: '201', at: 'MSH-9', reason: 'MSH-9 names a trigger event that is not translated' });
  const when = occurrence(message);
  if (isRefusal(when)) return refused(when);
  const groups = personGroups(message);
  if (isRefusal(groups)) return refused(groups);
  const { occurredAt, recordedAt } = when;
  const create = INTRODUCES_PERSON.has(message.triggerEvent);
  const events: DomainEvent[] = [];
  const notes = [...when.notes];
  for (const group of groups) {
    const person = personIn(message, group, profile);
    if (isRefusal(person)) return refused(person);
    const after = consequences({ message, profile, occurredAt, recordedAt, person, around: group.members });
    if (isRefusal(after)) return refused(after);
    const { recordId, patch } = person;
    events.push({ kind: 'person-updated', recordId, patch, create, occurredAt }, ...after);
    notes.push(...person.notes, ...notesOfVisit(message, after));
  }
  return { kind: 'events', events, notes: [...notes, ...zNotes(message)] };
};
