import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { NHS_NUMBER_SYSTEM } from '../../schema/identifiers';
import type { InstanceName } from '../../schema/identifiers';
import type { Identifier } from '../../schema/clinical/values';
import type { Tables } from '../store';
import { isPatientIndex } from './person-identity';

/** Which persons answer to one number. */
export type Holder =
  | { readonly kind: 'one'; readonly person: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly count: number; readonly people: readonly string[] };

interface Held {
  readonly at: number;
  readonly instance: InstanceName;
  readonly person: string;
}

const holderAmong = (held: readonly string[]): Holder => {
  const people = [...new Set(held)];
  const [first, ...others] = people;
  if (first === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', person: first } : { kind: 'several', count: people.length, people };
};

/**
 * A hospital number names whom the organisation's own patient index says it names: a copy of it elsewhere that could not
 * be linked is a candidate, and must not make the patient unfindable. An NHS number has no such owner here: two persons
 * under it are ambiguous, always.
 */
const holderOf = (identifier: Identifier, held: readonly Held[]): Holder => {
  const all = holderAmong(held.map((one) => one.person));
  if (all.kind !== 'several' || identifier.system === NHS_NUMBER_SYSTEM) return all;
  const issuers = holderAmong(held.filter((one) => isPatientIndex(one.instance)).map((one) => one.person));
  return issuers.kind === 'one' ? issuers : all;
};

/** Same length, same order, one statement for any number of identifiers. `without`: as though these did not exist. */
export const holdersOf = async (
  db: Kysely<Tables>,
  identifiers: readonly Identifier[],
  without: ReadonlySet<string> = new Set(),
): Promise<readonly Holder[]> => {
  if (identifiers.length === 0) return [];
  const { rows } = await sql<Held>`with asked as (
      select * from unnest(${identifiers.map((_, at) => at)}::int[], ${identifiers.map((one) => one.system)}::text[],
        ${identifiers.map((one) => one.value)}::text[]) as a (at, system, value)
    )
    select asked.at, r.instance, r.person_id as person from asked
      join person_record as r on r.nhs_number = asked.value where asked.system = ${NHS_NUMBER_SYSTEM}
    union
    select asked.at, r.instance, r.person_id as person from asked
      join person_identifier as i on i.system = asked.system and i.value = asked.value
      join person_record as r on r.id = i.record`.execute(db);
  return identifiers.map((identifier, at) =>
    holderOf(
      identifier,
      rows.filter((row) => row.at === at && !without.has(row.person)),
    ),
  );
};
