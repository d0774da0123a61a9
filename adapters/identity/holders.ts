import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { NHS_NUMBER_SYSTEM } from '../../schema/identifiers';
import type { InstanceName } from '../../schema/identifiers';
import type { Identifier } from '../../schema/clinical/values';
import type { Tables } from '../store';
import { isPatientIndex } from './person-identity';
import { VERIFIED } from './rules';

/** Which persons answer to one number. */
export type Holder =
  | { readonly kind: 'one'; readonly person: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly count: number; readonly people: readonly string[] };

interface Held {
  readonly at: number;
  readonly instance: InstanceName;
  readonly person: string;
  readonly traceStatus: string | null;
  /** The record's hospital numbers, `system|value`. */
  readonly numbers: readonly string[];
}

const holderAmong = (held: readonly string[]): Holder => {
  const people = [...new Set(held)];
  const [first, ...others] = people;
  if (first === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', person: first } : { kind: 'several', count: people.length, people };
};

/** Without the copies: records that hold an NHS number untraced, under a hospital number of a record that traced it. */
const withoutCopies = (held: readonly Held[]): readonly Held[] => {
  const isTraced = ({ traceStatus }: Held): boolean => traceStatus === VERIFIED;
  const ofTraced = new Set(held.filter(isTraced).flatMap(({ numbers }) => numbers));
  return held.filter((one) => isTraced(one) || !one.numbers.some((number) => ofTraced.has(number)));
};

/**
 * A number names whom its issuer says it names: a copy of it elsewhere that could not be linked is a candidate, and must
 * not make the patient unfindable. Of a hospital number that is the organisation's own patient index. An NHS number has
 * none here, so two persons under it are ambiguous, unless all that the one has of it are copies of the other's.
 */
const holderOf = (identifier: Identifier, held: readonly Held[]): Holder => {
  const all = holderAmong(held.map((one) => one.person));
  if (all.kind !== 'several') return all;
  const issued =
    identifier.system === NHS_NUMBER_SYSTEM ? withoutCopies(held) : held.filter((one) => isPatientIndex(one.instance));
  const issuers = holderAmong(issued.map((one) => one.person));
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
    select asked.at, r.instance, r.person_id as person, r.trace_status as "traceStatus", array(
        select i.system || '|' || i.value from person_identifier as i where i.record = r.id
      ) as numbers
    from asked join person_record as r on r.nhs_number = asked.value where asked.system = ${NHS_NUMBER_SYSTEM}
    union
    select asked.at, r.instance, r.person_id as person, null, '{}' from asked
      join person_identifier as i on i.system = asked.system and i.value = asked.value
      join person_record as r on r.id = i.record`.execute(db);
  return identifiers.map((identifier, at) =>
    holderOf(
      identifier,
      rows.filter((row) => row.at === at && !without.has(row.person)),
    ),
  );
};
