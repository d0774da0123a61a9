import type { Patch, WaitingFacts } from '../../schema/events';
import type { FeedProfile } from '../contract';
import type { Segment } from '../wire/hl7v2/message';
import { coded } from './codes/code-table';
import { PRIORITY } from './codes/priority';
import { REMOVAL_REASON } from './codes/removal-reason';
import { holds, patchOf, said } from './patch';
import { personLocation } from './pl';
import { consultantOf, specialtyOf } from './stay';
import { dateOfTs } from './ts';

export interface WaitingSegments {
  readonly pv1: Segment;
  readonly pv2?: Segment | undefined;
  readonly zu4?: Segment | undefined;
}

const LISTS: Readonly<Record<string, WaitingFacts['list']>> = { '1': 'elective', '2': 'outpatient' };

/**
 * Some senders put every Z segment into every message, or `""` into all of its fields: one that holds nothing that is read
 * lists nobody whose class (PV1-2) is that of a stay.
 */
export const speaksOfWaiting = (zu4: Segment | undefined, patientClass: string): boolean =>
  zu4 !== undefined &&
  [1, 2, 3, 4, 5, 6, 9, 13].some((field) => (patientClass === '' ? zu4.raw(field) !== '' : holds(zu4, field)));

/** What PV1, PV2 and ZU4 say of a place on a waiting list (ITK section 4.3), as a patch. */
export const waitingFacts = ({ pv1, pv2, zu4 }: WaitingSegments, profile: FeedProfile): Patch<WaitingFacts> => {
  const day = (field: number) => said(zu4, field, (segment) => dateOfTs(segment.text(field)));
  return patchOf<WaitingFacts>({
    list: said(zu4, 13, (segment) => LISTS[segment.text(13)] ?? 'unknown'),
    added: day(1),
    originalDate: day(2),
    guaranteedDate: day(3),
    toComeIn: day(6),
    suspendedFrom: day(4),
    suspendedTo: day(5),
    removalReason: said(zu4, 9, (segment) => coded(REMOVAL_REASON, segment.text(9), profile.instance)),
    specialty: specialtyOf(pv1, profile),
    consultant: consultantOf(pv1, profile),
    priority: said(pv2, 25, (segment) => coded(PRIORITY, segment.text(25), profile.instance)),
    site: said(pv1, 3, (segment) => personLocation(segment, 3, profile).facility),
  });
};
