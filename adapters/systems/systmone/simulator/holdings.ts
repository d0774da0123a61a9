import { hospitalNumberSystem, NHS_NUMBER_SYSTEM, type OdsCode } from '../../../../schema/identifiers';
import type { SearchQuery } from './search-query';
import type { Instant } from '../../../../schema/time';
import type { Hospital, SimPerson, SimPlacement, SimStay } from '../../../simulation/hospital';

/** A person with a number here. */
export interface Known {
  readonly person: SimPerson;
  readonly number: string;
}

/** What one organisation's SystmOne holds at a moment. */
export interface Holdings {
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

const numberAt = (person: SimPerson, organisation: OdsCode): string | undefined =>
  organisation === 'RT5' ? person.rt5Number : undefined;

export const isHere = ({ dischargedAt }: SimStay, now: Instant): boolean =>
  dischargedAt === undefined || dischargedAt > now;

/** Where a stay is, or was when it ended. */
export const placementNow = ({ placements }: SimStay, now: Instant): SimPlacement | undefined =>
  placements.filter(({ from }) => from <= now).at(-1);

export const holdingsOf = (hospital: Hospital, organisation: OdsCode, now: Instant): Holdings => {
  const people = hospital.people.flatMap((person): Known[] => {
    const number = numberAt(person, organisation);
    return number === undefined ? [] : [{ person, number }];
  });
  const byKey = new Map(people.map((known) => [known.person.key, known]));
  const byNumber = new Map(people.map((known) => [known.number, known]));
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

/** The keys of the people that the parameter `patient` names; undefined when it is not asked. */
export const peopleAsked = (holdings: Holdings, query: SearchQuery): ReadonlySet<string> | undefined => {
  const asked = query.anyOf('patient');
  return asked && new Set(asked.flatMap((each) => holdings.patient(each)?.person.key ?? []));
};
