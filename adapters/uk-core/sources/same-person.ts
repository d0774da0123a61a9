import { hospitalNumberSystem } from '../../../schema/identifiers';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Identifier } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

/** What decides who somebody is, said by the index or by the system asked. */
export interface WhoTheyAre {
  /** Of the organisation asked. */
  readonly hospitalNumbers: readonly string[];
  /** Only numbers that were traced (status 01). */
  readonly tracedNhsNumbers: readonly string[];
  readonly birthDate?: string | undefined;
}

/** The values that stand under one system. */
export const valuesUnder = (system: string, identifiers: readonly Identifier[]): readonly string[] =>
  identifiers.filter((each) => each.system === system).map(({ value }) => value);

/** `1948-03-02`: a date known to the month agrees with thirty people. */
const WHOLE_DAY = 10;

const birthDates = ({ birthDate: a }: WhoTheyAre, { birthDate: b }: WhoTheyAre): 'agree' | 'differ' | 'unsure' => {
  if (a === undefined || b === undefined) return 'unsure';
  if (a === b) return a.length === WHOLE_DAY ? 'agree' : 'unsure';
  return a.startsWith(b) || b.startsWith(a) ? 'unsure' : 'differ';
};

/**
 * The identity rules (design, 5). The organisation's own numbers decide where both sides have one: an NHS number that
 * was put on somebody else's record must not make it theirs. Else NHS numbers traced on both sides, with the same birth
 * date. A birth date that differs is always someone else's.
 */
export const isSamePerson = (known: WhoTheyAre, found: WhoTheyAre): boolean => {
  const born = birthDates(known, found);
  if (born === 'differ') return false;
  if (known.hospitalNumbers.length > 0 && found.hospitalNumbers.length > 0)
    return found.hospitalNumbers.every((number) => known.hospitalNumbers.includes(number));
  return born === 'agree' && found.tracedNhsNumbers.some((number) => known.tracedNhsNumbers.includes(number));
};

/** A person as the index knows them, before a system of one organisation. */
export const knownAs = (
  { identifiers, nhsNumber, nhsNumberVerified, birthDate }: PersonIdentity,
  { organisation }: Pick<UkCoreServer, 'organisation'>,
): WhoTheyAre => ({
  hospitalNumbers: valuesUnder(hospitalNumberSystem(organisation), identifiers),
  tracedNhsNumbers: nhsNumber !== undefined && nhsNumberVerified ? [nhsNumber] : [],
  birthDate,
});
