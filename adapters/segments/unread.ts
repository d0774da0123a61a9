import type { Patch, PersonFacts, StayFacts, WaitingFacts } from '../../schema/events';
import type { Hl7Message, Segment } from '../wire/hl7v2/message';
import { holds } from './patch';

/** A field, and what was made of it: undefined for nothing. */
type Reading = readonly [segment: Segment | undefined, field: number, made: unknown];

/**
 * Fields that say something of which nothing was made, by place and never by value: a code that is in no table known here,
 * a date that is none. What was known before stands; an engineer sees that it may not be so any more.
 */
const unread = (readings: readonly Reading[]): readonly string[] =>
  readings.flatMap(([segment, field, made]) =>
    segment !== undefined && made === undefined && holds(segment, field)
      ? [`${segment.name}-${field} says nothing that can be read: what was known before stands`]
      : [],
  );

/** Of the codes that have no other place to be shown as they were sent. A birth date has a note of its own. */
export const unreadOfPerson = (
  pid: Segment,
  zu8: Segment | undefined,
  { gender, deceased, deceasedAt, dissents, locationHidden }: Patch<PersonFacts>,
): readonly string[] =>
  unread([
    [pid, 8, gender],
    [pid, 29, deceasedAt],
    [pid, 30, deceased],
    // 3 says that it is not known (ITK ZU8-2): there is nothing to be made of it.
    [zu8, 2, zu8?.text(2) === '3' ? null : dissents],
    [zu8, 4, locationHidden],
  ]);

export const unreadOfStay = (message: Hl7Message, pv1: Segment, patch: Patch<StayFacts>): readonly string[] => {
  const [pv2, zu1] = [message.first('PV2'), message.first('ZU1')];
  return unread([
    [pv1, 2, patch.class],
    [pv1, 16, patch.sensitive],
    [pv1, 44, patch.admittedAt],
    [pv1, 45, patch.dischargedAt],
    [pv2, 8, patch.expectedAdmission],
    [pv2, 9, patch.expectedDischarge],
    [zu1, 22, patch.medicallyFit],
    [zu1, 24, patch.readyForDischarge],
  ]);
};

/** Of its dates: who waits is ranked by them. */
export const unreadOfWaiting = (zu4: Segment | undefined, patch: Patch<WaitingFacts>): readonly string[] =>
  unread([
    [zu4, 1, patch.added],
    [zu4, 2, patch.originalDate],
    [zu4, 3, patch.guaranteedDate],
    [zu4, 4, patch.suspendedFrom],
    [zu4, 5, patch.suspendedTo],
    [zu4, 6, patch.toComeIn],
  ]);
