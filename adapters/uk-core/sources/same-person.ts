import { compareBirthDates, type BirthDate } from '../../../schema/clinical/birth-date';
import { now } from '../../../schema/clock';
import { hospitalNumberSystem, NHS_NUMBER_SYSTEM } from '../../../schema/identifiers';
import { extensionOf, identifierOf, isPresent, type Extensions } from '../fhir/elements';
import { traceStatusIn } from '../trace-status';
import { NHS_NUMBER_STATUS_EXTENSION } from '../vocabulary';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Identifier } from '../../../schema/clinical/values';
import type { FhirIdentifier } from '../../wire/fhir/values';
import type { UkCoreServer } from '../server';

/** What decides who somebody is, said by the index or by the system asked. */
export interface WhoTheyAre extends BirthDate {
  /** Of the organisation asked. */
  readonly hospitalNumbers: readonly string[];
  /** Only numbers that were traced (status 01). */
  readonly tracedNhsNumbers: readonly string[];
}

/** The values that stand under one system. */
export const valuesUnder = (system: string, identifiers: readonly Identifier[]): readonly string[] =>
  identifiers.filter((each) => each.system === system).map(({ value }) => value);

/** Undefined where one of the two has no number. */
const shareTraced = (known: WhoTheyAre, found: WhoTheyAre): boolean | undefined =>
  known.tracedNhsNumbers.length === 0 || found.tracedNhsNumbers.length === 0
    ? undefined
    : found.tracedNhsNumbers.some((number) => known.tracedNhsNumbers.includes(number));

/**
 * The identity rules (design, 5), for a record that was asked for. The organisation's own numbers decide where both
 * sides have one: an NHS number that was put on somebody else's record must not make it theirs. Else NHS numbers traced
 * on both sides, with the same birth date. A birth date that differs is always someone else's; one that says nothing
 * (missing, partial, estimated) leaves it to the own number alone, and then no traced NHS number may speak against it.
 */
export const isSamePerson = (known: WhoTheyAre, found: WhoTheyAre): boolean => {
  const born = compareBirthDates(known, found);
  if (born === 'differ') return false;
  const traced = shareTraced(known, found);
  if (known.hospitalNumbers.length > 0 && found.hospitalNumbers.length > 0)
    return (
      found.hospitalNumbers.every((number) => known.hospitalNumbers.includes(number)) &&
      (born === 'agree' || traced !== false)
    );
  return born === 'agree' && traced === true;
};

/** A person as the index knows them, before a system of one organisation. */
export const knownAs = (
  { identifiers, nhsNumber, nhsNumberVerified, birthDate, birthDateEstimated }: PersonIdentity,
  { organisation }: Pick<UkCoreServer, 'organisation'>,
): WhoTheyAre => ({
  hospitalNumbers: valuesUnder(hospitalNumberSystem(organisation), identifiers),
  tracedNhsNumbers: nhsNumber !== undefined && nhsNumberVerified ? [nhsNumber] : [],
  birthDate,
  birthDateEstimated,
});

interface Registered {
  readonly identifier: readonly (FhirIdentifier & { readonly extension: Extensions })[];
  readonly birthDate?: string | undefined;
}

/** A person as a Patient of that system has them, by the numbers that name them still. */
export const registeredAs = (
  { identifier, birthDate }: Registered,
  { organisation, clock }: Pick<UkCoreServer, 'organisation' | 'clock'>,
): WhoTheyAre => {
  const present = identifier.filter((each) => isPresent(each, now(clock)));
  const traced = present.filter(
    ({ extension }) =>
      traceStatusIn(extensionOf(extension, NHS_NUMBER_STATUS_EXTENSION)?.valueCodeableConcept) === '01',
  );
  const named = (some: Registered['identifier']): readonly Identifier[] =>
    some.flatMap((each) => identifierOf(each) ?? []);
  return {
    hospitalNumbers: valuesUnder(hospitalNumberSystem(organisation), named(present)),
    tracedNhsNumbers: valuesUnder(NHS_NUMBER_SYSTEM, named(traced)),
    birthDate,
  };
};
