import { hospitalNumberSystem, parseNhsNumber } from '../../schema/identifiers';
import type { InstanceName, NhsNumber, PersonId } from '../../schema/identifiers';
import { instanceParts, parseOdsCode } from '../../schema/identifiers';
import type { Place } from '../../schema/capabilities';
import type { PersonIdentity, PersonRecordKey } from '../../schema/clinical/person';
import type { PartialDate } from '../../schema/time';
import type { Hospital, SimPerson } from '../../adapters/simulation/hospital';

/** The hand-written people come first in the hospital; some of those generated follow. */
const FIRST = 30;

const identifiersOf = ({ rweNumber, rt5Number }: SimPerson): PersonIdentity['identifiers'] => [
  ...(rweNumber === undefined ? [] : [{ system: hospitalNumberSystem('RWE'), value: rweNumber }]),
  ...(rt5Number === undefined ? [] : [{ system: hospitalNumberSystem('RT5'), value: rt5Number }]),
];

/** A person as the index would know them when every system had spoken: all records of theirs that a merge joined. */
const identityOf = (
  person: SimPerson,
  absorbed: readonly SimPerson[],
  recordsOf: (identifiers: PersonIdentity['identifiers']) => readonly PersonRecordKey[],
): PersonIdentity => {
  const all = [person, ...absorbed];
  const identifiers = all.flatMap(identifiersOf);
  return {
    id: `id-${person.key}` as PersonId,
    mergedIds: absorbed.map(({ key }) => `id-${key}` as PersonId),
    ...(person.nhsNumber === undefined ? {} : { nhsNumber: person.nhsNumber }),
    nhsNumberVerified: person.nhsNumber !== undefined && person.traceStatus === '01',
    identifiers,
    birthDate: person.birthDate as string as PartialDate,
    ...(person.birthDateEstimated && { birthDateEstimated: true }),
    generalPractice: person.practice,
    records: recordsOf(identifiers),
    restricted: person.restricted,
    epoch: 0,
  };
};

const nobody = (id: string): PersonIdentity => ({
  id: id as PersonId,
  mergedIds: [],
  nhsNumberVerified: false,
  identifiers: [],
  records: [],
  restricted: false,
  epoch: 0,
});

const unusedNhsNumber = ({ people }: Hospital): NhsNumber => {
  const used = new Set(people.map(({ nhsNumber }) => nhsNumber));
  for (let serial = 999_000_000; ; serial += 1) {
    for (let check = 0; check < 10; check += 1) {
      const number = parseNhsNumber(`${serial}${check}`);
      if (number !== null && !used.has(number)) return number;
    }
  }
};

export interface Cast {
  /** Everyone asked about in one go; the last is known to no system, the one before has no number at all. */
  readonly people: readonly PersonIdentity[];
  /** The same people with nothing to go by but an NHS number that nobody traced. */
  readonly unverified: readonly PersonIdentity[];
}

/** Whom the suite asks about: chosen by what makes them awkward, never by what a system can do. */
export const castOf = (
  hospital: Hospital,
  recordsOf: (identifiers: PersonIdentity['identifiers']) => readonly PersonRecordKey[],
): Cast => {
  const { people } = hospital;
  const standing = people.filter(({ mergedInto }) => mergedInto === undefined);
  const withPaper = new Set(
    hospital.bedside.flatMap(({ person, documents }) => (documents.length > 0 ? [person] : [])),
  );
  const charted = new Set(
    hospital.bedside.flatMap(({ person, medications }) => (medications.length > 0 ? [person] : [])),
  );
  const atLpt = ({ rt5Number }: SimPerson): boolean => rt5Number !== undefined;
  const awkward: readonly ((person: SimPerson) => boolean)[] = [
    (person) => atLpt(person) && withPaper.has(person.key),
    (person) => atLpt(person) && charted.has(person.key),
    ({ nhsNumber }) => nhsNumber === undefined,
    ({ restricted }) => restricted,
    ({ deceasedAt }) => deceasedAt !== undefined,
    ({ birthDateEstimated }) => birthDateEstimated,
    ({ traceStatus }) => traceStatus !== '01',
    ({ rweNumber }) => rweNumber === undefined,
    atLpt,
    ({ key }) => people.some(({ mergedInto }) => mergedInto?.key === key),
  ];
  const chosen = new Set([...standing.slice(0, FIRST), ...awkward.flatMap((is) => standing.filter(is).slice(0, 3))]);
  const known = [...chosen].map((person) =>
    identityOf(
      person,
      people.filter(({ mergedInto }) => mergedInto?.key === person.key),
      recordsOf,
    ),
  );
  const stranger: PersonIdentity = {
    ...nobody('id-stranger'),
    nhsNumber: unusedNhsNumber(hospital),
    nhsNumberVerified: true,
    birthDate: '1970-01-01' as PartialDate,
    identifiers: [
      { system: hospitalNumberSystem('RWE'), value: 'S0000000' },
      { system: hospitalNumberSystem('RT5'), value: 'L000000' },
    ],
  };
  return {
    people: [...known, nobody('id-numberless'), stranger],
    unverified: known.map((person) => ({ ...person, nhsNumberVerified: false, identifiers: [], records: [] })),
  };
};

/** Every ward of the instance's organisation, one that does not exist, and last the organisation itself. */
export const placesOf = (hospital: Hospital, instance: InstanceName): readonly Place[] => {
  const organisation = parseOdsCode(instanceParts(instance).organisation);
  if (organisation === null) throw new Error(`${instance} names no organisation`);
  const wards = hospital.wards.filter((ward) => ward.organisation === organisation).map(({ code }) => code);
  return [...[...wards, 'NOWHERE'].map((ward) => ({ organisation, ward })), { organisation }];
};
