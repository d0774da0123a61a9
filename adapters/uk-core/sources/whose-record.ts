import type { PersonIdentity } from '../../../schema/clinical/person';
import type { KnownPatient } from './patients';
import { isSamePerson, registeredAs, type WhoTheyAre } from './same-person';
import { identifierKey, type Subjects } from './subjects';
import type { UkCoreServer } from '../server';
import { localReference } from '../../wire/fhir/references';
import type { FhirReference } from '../../wire/fhir/values';

/** Somebody who is asked for: at which place, by which names, and as whom the index knows them. */
export interface Asked {
  readonly at: number;
  readonly person: PersonIdentity;
  readonly keys: readonly string[];
  readonly known: WhoTheyAre;
}

/** The Patients found for those of whom a search alone does not tell which Patient is theirs. */
export type Holders = ReadonlyMap<Asked, KnownPatient>;

/** Whom of those asked a subject may be. */
interface Whose {
  /** Those of whom it carries a number. */
  readonly named: readonly Asked[];
  /** The one whom it is, where the identity rules leave no doubt. */
  readonly certain: Asked | undefined;
}

export interface WhoseRecord {
  /** Told once for each subject: one person has many records in an answer. */
  of(subject: FhirReference | undefined): Whose;
  /** Those whose Patients have to be found first: a second one under their number need not be in this answer. */
  readonly untold: ReadonlySet<Asked>;
}

/**
 * Whose the records of one answer are. Whoever is not among `holders` has what their own number tells to be theirs; whoever
 * is, what stands under the Patients found for them.
 */
export const whoseRecord = (
  server: UkCoreServer,
  asked: readonly Asked[],
  subjects: Subjects,
  holders: Holders,
): WhoseRecord => {
  const untold = new Set<Asked>();
  const ownPatients = new Map<Asked, ReadonlyMap<string, string>>();
  const patientOf = (subject: FhirReference | undefined): string | undefined =>
    subject?.reference === undefined ? undefined : localReference(subject.reference);

  const isFoundFor = (
    { patients }: KnownPatient,
    subject: FhirReference | undefined,
    { hospitalNumbers }: WhoTheyAre,
  ): boolean => {
    const patient = patientOf(subject);
    return patients.some((each) =>
      patient === undefined
        ? registeredAs(each, server).hospitalNumbers.some((number) => hospitalNumbers.includes(number))
        : `Patient/${each.id}` === patient,
    );
  };
  /** Whether one Patient alone stands under each of the own numbers that join them, as far as this answer tells. */
  const isTold = (one: Asked, subject: FhirReference | undefined, who: WhoTheyAre): boolean => {
    const holder = holders.get(one);
    if (holder !== undefined) return isFoundFor(holder, subject, who);
    const { hospitalNumbers } = who;
    const patient = patientOf(subject);
    const byOwnNumber = one.known.hospitalNumbers.length > 0 && hospitalNumbers.length > 0;
    const seen = ownPatients.get(one) ?? new Map<string, string>();
    const another = hospitalNumbers.some((number) => (seen.get(number) ?? patient) !== patient);
    if (patient !== undefined)
      ownPatients.set(one, new Map([...seen, ...hospitalNumbers.map((number) => [number, patient] as const)]));
    if (byOwnNumber && !another) return true;
    untold.add(one);
    return false;
  };

  const told = new Map<string, Whose>();
  const tell = (subject: FhirReference | undefined): Whose => {
    // By a number that is old they may still be meant: not joined by it, and in doubt.
    const all = [...subjects.identifiersOf(subject), ...subjects.formerOf(subject)];
    const keys = new Set(all.map(identifierKey));
    const named = asked.filter((one) => one.keys.some((key) => keys.has(key)));
    const who = subjects.whoIs(subject);
    const [owner, ...others] = named.filter((one) => isSamePerson(one.known, who) && isTold(one, subject, who));
    return { named, certain: others.length === 0 ? owner : undefined };
  };
  return {
    of: (subject) => {
      const key = JSON.stringify([subject?.reference, subject?.identifier]);
      const whose = told.get(key) ?? tell(subject);
      told.set(key, whose);
      return whose;
    },
    untold,
  };
};
