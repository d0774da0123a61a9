import type { Patch, PersonFacts } from '../../schema/events';
import type { FeedProfile, Refusal } from '../contract';
import type { Segment } from '../wire/hl7v2/message';
import { allergiesHeard } from './allergies';
import { coded } from './codes/code-table';
import { ETHNIC_CATEGORY } from './codes/ethnic-category';
import { codeableConcept } from './cwe';
import { identifiersOf, noOwnNumber, recordIdOf } from './cx';
import type { Identifiers } from './cx';
import { death } from './death';
import { generalPractice, generalPractitionerAlone } from './general-practice';
import { identityReliability } from './identity-reliability';
import { nextOfKin } from './next-of-kin';
import { holds, patchOf, said } from './patch';
import { genderOf } from './sex';
import { partialDateOfTs } from './ts';
import { unreadOfPerson } from './unread';
import { homeAddress } from './xad';
import { humanNames } from './xpn';
import { contactPoints } from './xtn';

/** Segments that say more about the person than PID does. Absent ones say nothing. */
export interface PersonSegments {
  readonly pd1?: Segment | undefined;
  readonly nk1s?: readonly Segment[] | undefined;
  readonly al1s?: readonly Segment[] | undefined;
  /** Only PV1-16 is read, and only to hide: pass it where no stay-changed event carries it. */
  readonly pv1?: Segment | undefined;
  readonly zu8?: Segment | undefined;
  readonly arvs?: readonly Segment[] | undefined;
}

export interface PersonReading {
  /** `system|value` of the sender's own primary identifier. */
  readonly recordId: string;
  readonly patch: Patch<PersonFacts>;
  /** What was left out, by place; never a value. */
  readonly notes: readonly string[];
}

export const isRefusal = <T extends object>(reading: T | Refusal): reading is Refusal => 'hl7' in reading;

/** ZU8-4 1 or 2 (local hiding, national S-flag) and PV1-16 S or Y hide; only ZU8-4 0 shows again. */
const locationHidden = ({ zu8, pv1 }: PersonSegments): boolean | null | undefined => {
  if (['S', 'Y'].includes(pv1?.text(16).toUpperCase() ?? '')) return true;
  return said(zu8, 4, (segment) => {
    const code = segment.text(4);
    return code === '1' || code === '2' ? true : code === '0' ? false : undefined;
  });
};

/** ZU8-2, detailed care record consent: 2 dissents, 1 consents; 3 (unknown) takes back nothing that was said. */
const dissents = ({ zu8 }: PersonSegments): boolean | null | undefined =>
  said(zu8, 2, (segment) => {
    const code = segment.text(2);
    return code === '2' ? true : code === '1' ? false : undefined;
  });

const isOfWholeRecord = (arv: Segment): boolean => ['ALL', 'NO'].includes(arv.text(3).toUpperCase());

/**
 * ARV-3 `ALL` (HL7 2.6 chapter 3.4, segment ARV; table 0717) restricts the whole record; taken back by ARV-2 `D` (table 0206), or
 * `NO`. Narrower values (`DEM`, `LOC`, `PSY`) are not read, and said to be so.
 */
const veryRestricted = ({ arvs = [] }: PersonSegments): boolean | undefined => {
  const told = arvs
    .filter(isOfWholeRecord)
    .map((arv) => arv.text(3).toUpperCase() === 'ALL' && arv.text(2).toUpperCase() !== 'D');
  return told.length === 0 ? undefined : told.includes(true);
};

const nhsNumberOf = (identifiers: Identifiers) =>
  identifiers.nhsNumber ?? (identifiers.nhsNumberDeleted ? null : undefined);

/** Trace statuses 01 and 02 say that the number is present, verified or not (NHS Data Dictionary): beside none that can be used, they say it of none. */
const reliabilityOf = (pid: Segment, { nhsNumber }: Identifiers): ReturnType<typeof identityReliability> => {
  const { traceStatus, ...rest } = identityReliability(pid);
  const ofNone = nhsNumber === undefined && (traceStatus === '01' || traceStatus === '02');
  return traceStatus === undefined || ofNone ? rest : { ...rest, traceStatus };
};

const notesOf = (pid: Segment, identifiers: Identifiers, { arvs = [] }: PersonSegments): readonly string[] => [
  ...(identifiers.unusableNhsNumbers > 0
    ? ['PID-3 holds an NHS number that fails its check digit or contradicts another: left out']
    : []),
  ...(identifiers.foreign > 0 ? ['PID-3 holds an identifier of an authority the profile does not name: left out'] : []),
  ...(pid.text(7) !== '' && partialDateOfTs(pid.text(7)) === undefined
    ? ['PID-7 is not a date: the birth date is left as it was']
    : []),
  ...(arvs.some((arv) => holds(arv, 3) && !isOfWholeRecord(arv))
    ? ['ARV-3 restricts something other than the whole record: nothing is restricted by it']
    : []),
];

/**
 * What a message says about who a person is, from PID and the segments around it, under the feed's profile. A patch:
 * empty fields are left out, `""` is null. Refused where PID-3 names no record (HL7 table 0357: 101).
 */
export const personFacts = (
  pid: Segment,
  profile: FeedProfile,
  others: PersonSegments = {},
): PersonReading | Refusal => {
  const { instance } = profile;
  const identifiers = identifiersOf(pid, 3, profile);
  const recordId = recordIdOf(identifiers);
  if (recordId === undefined) return { hl7: '101', at: 'PID-3', reason: noOwnNumber('PID-3', profile) };
  const names = said(pid, 5, (segment) => humanNames(segment, 5));
  const patch = patchOf<PersonFacts>({
    nhsNumber: nhsNumberOf(identifiers),
    ...reliabilityOf(pid, identifiers),
    identifiers: identifiers.hospital,
    name: names === null ? null : names?.name,
    otherNames: names === null ? null : names?.others,
    gender: said(pid, 8, (segment) => genderOf(segment.text(8), profile.sexCodes)),
    birthDate: said(pid, 7, (segment) => partialDateOfTs(segment.text(7))),
    ...death(pid),
    address: said(pid, 11, (segment) => homeAddress(segment, 11)),
    telecom: said(pid, 13, (segment) => contactPoints(segment, 13, 'home')),
    workTelecom: said(pid, 14, (segment) => contactPoints(segment, 14, 'work')),
    ethnicCategory: said(pid, 22, (segment) => coded(ETHNIC_CATEGORY, segment.text(22), instance)),
    preferredLanguage: said(pid, 15, (segment) => codeableConcept(segment, 15, instance, 'language')),
    generalPractice: generalPractice(others.pd1, instance),
    generalPractitioner: generalPractitionerAlone(others.pd1, instance),
    nextOfKin: nextOfKin(others.nk1s ?? [], instance),
    allergies: allergiesHeard(others.al1s ?? [], recordId, instance),
    locationHidden: locationHidden(others),
    veryRestricted: veryRestricted(others),
    dissents: dissents(others),
  });
  return { recordId, patch, notes: [...notesOf(pid, identifiers, others), ...unreadOfPerson(pid, others.zu8, patch)] };
};
