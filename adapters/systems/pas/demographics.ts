import type { Demographics } from '../../../schema/clinical/person';
import type { RecordSource } from '../../../schema/clinical/values';
import type { Patch, PersonFacts } from '../../../schema/events';

type Known = { -readonly [K in keyof PersonFacts]: NonNullable<PersonFacts[K]> };

/** Facts of a whole record (a query's answer), so what it does not say is not there. */
const known = (patch: Patch<PersonFacts>): Partial<Known> =>
  Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Known>;

const OPTIONAL = [
  'nhsNumber',
  'traceStatus',
  'birthDate',
  'deceasedAt',
  'address',
  'ethnicCategory',
  'preferredLanguage',
  'generalPractice',
] as const;

/** A queried PID as the graph's record of a person. `key` is the PAS's own primary identifier. */
export const demographicsOf = (recordId: string, patch: Patch<PersonFacts>, source: RecordSource): Demographics => {
  const facts = known(patch);
  const said = OPTIONAL.filter((key) => facts[key] !== undefined);
  return {
    key: recordId,
    source,
    identifiers: facts.identifiers ?? [],
    name: facts.name ?? { text: 'Name not recorded', given: [] },
    otherNames: facts.otherNames ?? [],
    gender: facts.gender ?? 'unknown',
    birthDateEstimated: facts.birthDateEstimated ?? false,
    deceased: facts.deceased === true || facts.deceasedAt !== undefined,
    telecom: [...(facts.telecom ?? []), ...(facts.workTelecom ?? [])],
    nextOfKin: facts.nextOfKin ?? [],
    restricted: facts.locationHidden ?? false,
    ...Object.fromEntries(said.map((key) => [key, facts[key]])),
  };
};
