import { instanceParts, NHS_NUMBER_SYSTEM, numberingOf, parseNhsNumber } from '../../schema/identifiers';
import type { Identifier } from '../../schema/clinical/values';
import type { NhsNumber } from '../../schema/identifiers';
import type { FeedProfile } from '../contract';
import type { Segment } from '../wire/hl7v2/message';

/** What a field of identifiers (PID-3, MRG-1) names. */
export interface Identifiers {
  /** The sender's own hospital numbers, those of its first authority first. */
  readonly hospital: readonly Identifier[];
  readonly nhsNumber?: NhsNumber;
  /** `""^^^NHS`: the sender deletes its NHS number. */
  readonly nhsNumberDeleted: boolean;
  /** How many NHS numbers failed the check digit, or disagreed with the first. */
  readonly unusableNhsNumbers: number;
  /** How many carry an authority that the profile does not know. */
  readonly foreign: number;
}

const authorityOf = (segment: Segment, field: number, repetition: number, profile: FeedProfile): string => {
  const named = segment.text(field, 4, repetition);
  if (named !== '') return named;
  return profile.hospitalAuthorities.includes('') ? (profile.hospitalAuthorities[0] ?? '') : '';
};

/** Reads a repeating CX (HL7 2.4 section 2.8.6) by its assigning authorities; CX-5 is often left out (ITK) and not relied on. */
export const identifiersOf = (segment: Segment, field: number, profile: FeedProfile): Identifiers => {
  const { organisation } = instanceParts(profile.instance);
  const hospital: { readonly rank: number; readonly identifier: Identifier }[] = [];
  const numbers: NhsNumber[] = [];
  let nhsNumberDeleted = false;
  let unusable = 0;
  let foreign = 0;
  for (let at = 1; at <= segment.repetitions(field); at += 1) {
    const value = segment.text(field, 1, at).trim();
    const authority = authorityOf(segment, field, at, profile);
    const rank = profile.hospitalAuthorities.indexOf(authority);
    if (profile.nhsAuthorities.includes(authority)) {
      const number = parseNhsNumber(value);
      if (number !== null) numbers.push(number);
      else if (segment.value(field, 1, at).state === 'null') nhsNumberDeleted = true;
      else if (value !== '') unusable += 1;
    } else if (value !== '' && rank >= 0) {
      hospital.push({ rank, identifier: { system: numberingOf(authority, organisation), value } });
    } else if (value !== '') foreign += 1;
  }
  const [first] = numbers;
  const agreed = numbers.every((number) => number === first);
  return {
    hospital: hospital.sort((a, b) => a.rank - b.rank).map(({ identifier }) => identifier),
    ...(first !== undefined && agreed ? { nhsNumber: first } : {}),
    nhsNumberDeleted,
    unusableNhsNumbers: unusable + (agreed ? 0 : numbers.length),
    foreign,
  };
};

/** `system|value` of the sender's own primary identifier; its NHS number where it gives no number of its own. */
export const recordIdOf = (identifiers: Identifiers): string | undefined => {
  const [own] = identifiers.hospital;
  if (own !== undefined) return `${own.system}|${own.value}`;
  return identifiers.nhsNumber === undefined ? undefined : `${NHS_NUMBER_SYSTEM}|${identifiers.nhsNumber}`;
};

/** Why a field names no record of the sender's, for whoever can change the feed's profile: what that takes, and nothing that was sent. */
export const noOwnNumber = (field: string, { hospitalAuthorities }: FeedProfile): string => {
  const taken = hospitalAuthorities.map((authority) => authority || "''").join(', ') || 'none';
  return `${field} holds no identifier of the sender's own authority (hospitalAuthorities of the feed: ${taken})`;
};
