import { compareBirthDates } from '../../../schema/clinical/birth-date';
import { now } from '../../../schema/clock';
import { hospitalNumberSystem, NHS_NUMBER_SYSTEM } from '../../../schema/identifiers';
import { extensionOf, identifierOf, isPresent } from '../fhir/elements';
import { registeredPatient, type RegisteredPatient } from '../fhir/registered-patient';
import { askedBy, chunked, NAMES_PER_ASK, notAskable, subjectNotAsked } from './asked-by';
import { readEach, unreadableRecord } from './reading';
import { localReference } from '../../wire/fhir/references';
import { isSamePerson, knownAs, registeredAs } from './same-person';
import { identifierKey } from './subjects';
import { traceStatusIn } from '../trace-status';
import { NHS_NUMBER_STATUS_EXTENSION } from '../vocabulary';
import type { Ask } from '../../../schema/capabilities';
import type { PersonIdentity, TraceStatus } from '../../../schema/clinical/person';
import type { SourceStamp, Warning } from '../../../schema/answer';
import type { Searched, UkCoreServer } from '../server';

/** One person asked about, and their record here. */
export interface KnownPatient {
  /** Usually one; none when this system does not know the person; two when two numbers of theirs are linked. */
  readonly patients: readonly RegisteredPatient[];
  readonly warnings: readonly Warning[];
  readonly complete: boolean;
  /** Whether the search for them was whole, whoever was found. */
  readonly searchedWhole: boolean;
  /** Whether a record under one of their numbers was left out that has another birth date. */
  readonly bornOtherwise: boolean;
  readonly source: SourceStamp;
}

const inDoubt = ({ dialect }: UkCoreServer): Warning => ({
  code: 'IDENTITY_IN_DOUBT',
  text: `${dialect.name} holds a record under this identifier that the identity rules do not join; it is left out`,
});

export const HELD_TWICE = 'NUMBER_HELD_TWICE';

/** Beside that a record is in doubt: somebody has to put right which of them has the number. */
const heldTwice = ({ dialect }: UkCoreServer): Warning => ({
  code: HELD_TWICE,
  text: `${dialect.name} holds more than one record under one number of this person`,
});

const replaced = ({ dialect }: UkCoreServer): Warning => ({
  code: 'RECORD_REPLACED',
  text: `${dialect.name} says that another record, which is not among those found, has taken the place of this one`,
});

/** The Patients that took the place of this one in a merge (R4 link-type). */
const replacedBy = ({ link }: RegisteredPatient): readonly string[] =>
  link.flatMap(({ type, other }) =>
    type === 'replaced-by' ? [other.reference === undefined ? '' : localReference(other.reference)] : [],
  );

/** Merged into another: what lies there is still theirs, who they are is for the other to say. */
export const isReplaced = (one: RegisteredPatient): boolean => replacedBy(one).length > 0;

const carries = (identifier: RegisteredPatient['identifier'], key: string): boolean =>
  identifier.some((each) => {
    const named = identifierOf(each);
    return named !== undefined && identifierKey(named) === key;
  });

/** The identifiers that name them still. */
export const presentOf = (
  { identifier }: RegisteredPatient,
  { clock }: Pick<UkCoreServer, 'clock'>,
): RegisteredPatient['identifier'] => identifier.filter((each) => isPresent(each, now(clock)));

export const traceStatusOf = (one: RegisteredPatient, server: UkCoreServer): TraceStatus | undefined => {
  const number = presentOf(one, server).find(({ system }) => system === NHS_NUMBER_SYSTEM);
  return traceStatusIn(extensionOf(number?.extension ?? [], NHS_NUMBER_STATUS_EXTENSION)?.valueCodeableConcept);
};

/** Of the Patients under one number, those that no other of them took the place of: whom it names by the system's own word. */
const standing = (under: readonly RegisteredPatient[]): readonly RegisteredPatient[] => {
  const here = new Set(under.map(({ id }) => `Patient/${id}`));
  return under.filter((each) => !replacedBy(each).some((other) => here.has(other)));
};

/** The Patients that carry one of the numbers that a person is asked by. */
interface UnderNumber {
  readonly isOwn: boolean;
  readonly patients: readonly RegisteredPatient[];
  /** More than one stands under it: the number says of none whether it is the person's. */
  readonly isHeldTwice: boolean;
}

/** Whether a number says whose this record is: one of the organisation's own before the NHS number, and none that is held twice. */
const isTold = (one: RegisteredPatient, under: readonly UnderNumber[]): boolean => {
  const all = under.filter(({ patients }) => patients.includes(one));
  const own = all.filter(({ isOwn }) => isOwn);
  return (own.length > 0 ? own : all).every(({ isHeldTwice }) => !isHeldTwice);
};

/**
 * Finds each person's Patient here: same length, same order. Of several under one number those are theirs that the
 * organisation's own number tells apart; the others are in doubt, all of them where it does not: whichever was read, half
 * of the record would be missing or another's shown. Throws when the search itself failed.
 */
export const findPatients = async (
  server: UkCoreServer,
  people: readonly PersonIdentity[],
  ask: Ask,
): Promise<readonly KnownPatient[]> => {
  const keys = people.map((person) => askedBy(person, server));
  const asked = [...new Set(keys.flat())];
  const parts: readonly Searched[] = await Promise.all(
    chunked(asked, NAMES_PER_ASK).map((identifiers) =>
      server.search('Patient', { identifier: identifiers.join(',') }, ask),
    ),
  );
  const { records, unreadable } = readEach(
    parts.flatMap(({ matches }) => matches),
    registeredPatient,
    (resource) => resource,
  );
  // A Patient that two asks found is one.
  const found = [...new Map(records.map((each) => [each.id, each])).values()];
  // Without a number that was asked by, nobody can say whose it is: it may be that of any of them.
  const hasStrays = found.some(({ identifier }) => !asked.some((key) => carries(identifier, key)));
  const searched = {
    warnings: [
      ...parts.flatMap(({ warnings }) => warnings),
      ...(unreadable > 0 ? [unreadableRecord(server)] : []),
      ...(hasStrays ? [subjectNotAsked(server)] : []),
    ],
    complete: unreadable === 0 && !hasStrays && parts.every(({ complete }) => complete),
    source: parts[0]?.source ?? server.stamp(),
  };
  const own = `${hospitalNumberSystem(server.organisation)}|`;
  const claims = people.map((person, at) => {
    const under = (keys[at] ?? []).map((key): UnderNumber => {
      const present = found.filter((each) => carries(presentOf(each, server), key));
      // Whom nobody has the number of any more may be whoever had it.
      const patients = present.length > 0 ? present : found.filter(({ identifier }) => carries(identifier, key));
      return { isOwn: key.startsWith(own), patients, isHeldTwice: standing(patients).length > 1 };
    });
    const candidates = [...new Set(under.flatMap(({ patients }) => patients))];
    return {
      isHeldTwice: under.some(({ isHeldTwice }) => isHeldTwice),
      candidates,
      joined: candidates.filter(
        (each) => isTold(each, under) && isSamePerson(knownAs(person, server), registeredAs(each, server)),
      ),
      bornOtherwise: candidates.some((each) => compareBirthDates(person, registeredAs(each, server)) === 'differ'),
    };
  });
  const claimants = (one: RegisteredPatient): number => claims.filter(({ joined }) => joined.includes(one)).length;
  return claims.map(({ isHeldTwice, candidates, joined, bornOtherwise }, at): KnownPatient => {
    if ((keys[at] ?? []).length === 0)
      return {
        patients: [],
        warnings: [notAskable(server)],
        complete: false,
        searchedWhole: true,
        bornOtherwise: false,
        source: server.stamp(),
      };
    const patients = joined.filter((each) => claimants(each) === 1);
    const doubt = patients.length < candidates.length;
    const here = new Set(patients.map(({ id }) => `Patient/${id}`));
    const moved = patients.some((each) => replacedBy(each).some((other) => !here.has(other)));
    const doubts = doubt ? [inDoubt(server), ...(isHeldTwice ? [heldTwice(server)] : [])] : [];
    return {
      patients,
      warnings: [...searched.warnings, ...doubts, ...(moved ? [replaced(server)] : [])],
      complete: searched.complete && !doubt && !moved,
      searchedWhole: searched.complete,
      bornOtherwise,
      source: searched.source,
    };
  });
};
