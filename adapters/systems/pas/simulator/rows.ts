import type { Instant } from '../../../../schema/time';
import { londonStamp } from '../../../../schema/time';
import type { Hospital, SimPerson, SimStay } from '../../../simulation/hospital';
import { buildMessage } from '../../../wire/hl7v2/build';
import type { OutboundSegment } from '../../../wire/hl7v2/build';
import type { Hl7Message } from '../../../wire/hl7v2/message';
import { parseMessage } from '../../../wire/hl7v2/parse';
import { aroundPid, hospitalNumber, personOf, pidSegment } from './person-segments';
import { placementAt, stayPv1, stayPv2 } from './visit-segments';

/** One answer of a query: what is written, in order. */
export type AnswerRow = readonly OutboundSegment[];

/** Whom the PAS holds at a moment: everyone it gave a number, but those whose record another has absorbed. */
export const peopleHeld = (hospital: Hospital, at: Instant): readonly SimPerson[] =>
  hospital.people.filter(
    (person) =>
      hospitalNumber(person) !== undefined && !(person.mergedInto !== undefined && person.mergedInto.at <= at),
  );

export const personRow = (person: SimPerson, at: Instant): AnswerRow => {
  const { pd1, nk1, zu8 } = aroundPid(person);
  return [pidSegment(person, at), pd1, ...nk1, zu8, ['QRI', { 1: '97', 3: 'LOCAL 1.0' }]];
};

const isCurrent = (stay: SimStay, at: Instant): boolean =>
  stay.admittedAt <= at && (stay.dischargedAt === undefined || stay.dischargedAt > at);

const stayRow = (stay: SimStay, person: SimPerson, at: Instant): AnswerRow => {
  const { pd1, zu8 } = aroundPid(person);
  const there = placementAt(stay, at);
  const pv1 = stayPv1(stay, person, { ward: there?.ward ?? '', bed: there?.bed });
  return [['EVN', { 2: londonStamp(at) }], pidSegment(person, at), pd1, pv1, stayPv2(stay), zu8, ['QRI', { 1: '97' }]];
};

/** Everyone who is in the hospital now, with where they are. */
export const stayRows = (hospital: Hospital, at: Instant): readonly AnswerRow[] =>
  hospital.stays
    .filter((stay) => isCurrent(stay, at))
    .flatMap((stay) => {
      const person = personOf(hospital, stay.person);
      return person === undefined || hospitalNumber(person) === undefined ? [] : [stayRow(stay, person, at)];
    });

/** A row as the codec reads it, to test criteria by place. */
export const readable = (row: AnswerRow): Hl7Message | null => {
  const parsed = parseMessage(buildMessage([['MSH', { 9: ['RSP', 'K22'] }], ...row]));
  return parsed.kind === 'message' ? parsed.message : null;
};
