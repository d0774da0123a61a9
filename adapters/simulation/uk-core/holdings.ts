import { hospitalNumberSystem, NHS_NUMBER_SYSTEM, type OdsCode } from '../../../schema/identifiers';
import type { LocalVocabulary } from '../../uk-core/vocabulary';
import type { SearchQuery } from './search-query';
import type { Instant } from '../../../schema/time';
import type { Hospital, SimPerson, SimPlacement, SimStay } from '../hospital';

/** A person with a number here. Two records that a merge joined in the PAS stay two: these systems do not hear merges. */
export interface Known {
  readonly person: SimPerson;
  readonly number: string;
}

/** What one organisation's system holds at a moment. */
export interface Holdings {
  /** The identifier systems, codes and extensions of the system that holds it. */
  readonly local: LocalVocabulary;
  readonly organisation: OdsCode;
  readonly hospital: Hospital;
  readonly now: Instant;
  readonly people: readonly Known[];
  known(key: string): Known | undefined;
  /** The person of a logical id: `L200001`, or `Patient/L200001`. */
  patient(reference: string): Known | undefined;
  /** The people that `system|value` names. */
  named(identifier: string): readonly Known[];
  /** Stays of this organisation that have begun. */
  readonly stays: readonly SimStay[];
  stay(visit: string): SimStay | undefined;
}

export const numberAt = (person: SimPerson, organisation: OdsCode): string | undefined => {
  if (organisation === 'RWE') return person.rweNumber;
  return organisation === 'RT5' ? person.rt5Number : undefined;
};

export const isHere = ({ dischargedAt }: SimStay, now: Instant): boolean =>
  dischargedAt === undefined || dischargedAt > now;

/** Where a stay is, or was when it ended. */
export const placementNow = ({ placements }: SimStay, now: Instant): SimPlacement | undefined =>
  placements.filter(({ from }) => from <= now).at(-1);

export const holdingsOf = (
  hospital: Hospital,
  organisation: OdsCode,
  now: Instant,
  local: LocalVocabulary,
): Holdings => {
  const people = hospital.people.flatMap((person): Known[] => {
    const number = numberAt(person, organisation);
    return number === undefined ? [] : [{ person, number }];
  });
  const byNumber = new Map(people.map((known) => [known.number, known]));
  const byKey = new Map(people.map((known) => [known.person.key, known]));
  const byIdentifier = new Map<string, Known[]>();
  const name = (identifier: string, known: Known): void => {
    byIdentifier.set(identifier, [...(byIdentifier.get(identifier) ?? []), known]);
  };
  for (const known of people) {
    name(`${hospitalNumberSystem(organisation)}|${known.number}`, known);
    if (known.person.nhsNumber !== undefined) name(`${NHS_NUMBER_SYSTEM}|${known.person.nhsNumber}`, known);
  }
  const stays = hospital.stays.filter(
    (stay) => stay.organisation === organisation && stay.admittedAt <= now && byKey.has(stay.person),
  );
  const byVisit = new Map(stays.map((stay) => [stay.visit, stay]));
  return {
    local,
    organisation,
    hospital,
    now,
    people,
    known: (key) => byKey.get(key),
    patient: (reference) => byNumber.get(reference.replace(/^Patient\//, '')),
    named: (identifier) => byIdentifier.get(identifier) ?? [],
    stays,
    stay: (visit) => byVisit.get(visit),
  };
};

/** The keys of the people that `patient` or `patient.identifier` names; undefined when neither is asked. */
export const peopleAsked = (holdings: Holdings, query: SearchQuery): ReadonlySet<string> | undefined => {
  const references = query.anyOf('patient')?.flatMap((each) => holdings.patient(each) ?? []);
  const named = query.anyOf('patient.identifier')?.flatMap((each) => holdings.named(each));
  const asked = references ?? named;
  return asked && new Set(asked.map(({ person }) => person.key));
};
