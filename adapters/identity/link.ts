import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';
import { lockNumbers, replaceLinks, replaceMerges, survivorsOf } from './link-rows';
import { mintPersonId } from './person-id';
import { columnsOf, identifiersOf } from './record-columns';
import { comparable, neighboursOf, recordOf, writeRecord } from './record-rows';
import type { StoredRecord } from './record-rows';
import { regroup } from './regroup';
import { compare } from './rules';

/** What one system says of one of its records, for linking. */
export interface RecordOfPerson {
  readonly instance: InstanceName;
  /** The sender's primary identifier, as `authority|value`. */
  readonly recordId: string;
  readonly facts: PersonFacts;
  readonly restricted: boolean;
  /** The same system's records that absorbed this one (A40): joined whatever the rules say, for as long as it is said. */
  readonly absorbedBy?: readonly string[];
}

/**
 * Applies the linking rules to what a record now says; gives the person it belongs to. A record in doubt is a person of
 * its own with candidate links: it is never dropped and never guessed. A record whose facts changed is linked anew, so
 * a number corrected at its source undoes the link that the wrong one made.
 */
export const linkRecord = async (
  trx: Transaction<Tables>,
  clock: Clock,
  { instance, recordId, facts, restricted, absorbedBy = [] }: RecordOfPerson,
): Promise<PersonId> => {
  const columns = columnsOf(facts, restricted);
  const identifiers = identifiersOf(facts);
  const before = await recordOf(trx, instance, recordId);
  const absorbers = [...absorbedBy].sort();
  if (before !== null && isSame(before, { columns, identifiers })) {
    const known = await survivorsOf(trx, before.record);
    if (known.join('\n') === absorbers.join('\n')) return before.person as PersonId;
  }
  await lockNumbers(trx, [
    ...[recordId, ...absorbers].map((one) => `${instance}|${one}`),
    ...(columns.nhs_number === null ? [] : [columns.nhs_number]),
    ...identifiers.map((one) => `${one.system}|${one.value}`),
  ]);
  const ownPerson = mintPersonId();
  const record = await writeRecord(trx, { instance, recordId, ownPerson }, columns, identifiers);
  const own = comparable(columns, identifiers);
  const neighbours = await neighboursOf(trx, record, columns.nhs_number, identifiers);
  const verdicts = neighbours.map((other) => ({
    other,
    verdict: compare(own, comparable(other.columns, other.identifiers)),
  }));
  const same = verdicts.flatMap(({ other, verdict }) =>
    verdict.kind === 'same' ? [{ other: other.record, rule: verdict.rule }] : [],
  );
  const candidates = verdicts.flatMap(({ other, verdict }) =>
    verdict.kind === 'candidate' ? [{ other: other.record, reason: verdict.reason }] : [],
  );
  await replaceLinks(trx, record, { same, candidates });
  const survivors = await survivorsIn(trx, clock, instance, absorbers);
  await replaceMerges(
    trx,
    record,
    survivors.map((one) => one.record),
  );
  const linked = verdicts.flatMap(({ other, verdict }) => (verdict.kind === 'same' ? [other.person] : []));
  const merged = survivors.map((one) => one.person);
  const personOf = await regroup(trx, [before?.person ?? ownPerson, ...linked, ...merged], now(clock));
  return personOf.get(record) ?? ownPerson;
};

/** A merge may be heard before the record that survives it: it is kept, so that what comes later finds them joined. */
const survivorsIn = async (
  trx: Transaction<Tables>,
  clock: Clock,
  instance: InstanceName,
  recordIds: readonly string[],
): Promise<readonly StoredRecord[]> => {
  const records: (StoredRecord | null)[] = [];
  for (const recordId of recordIds) {
    const known = await recordOf(trx, instance, recordId);
    if (known === null)
      await linkRecord(trx, clock, { instance, recordId, facts: { identifiers: [] }, restricted: false });
    records.push(known ?? (await recordOf(trx, instance, recordId)));
  }
  return records.flatMap((one) => one ?? []);
};

type Said = Pick<NonNullable<Awaited<ReturnType<typeof recordOf>>>, 'columns' | 'identifiers'>;

const isSame = (before: Said, after: Said): boolean =>
  (Object.keys(after.columns) as (keyof Said['columns'])[]).every(
    (key) => before.columns[key] === after.columns[key],
  ) &&
  before.identifiers.length === after.identifiers.length &&
  before.identifiers.every((one, at) => {
    const other = after.identifiers[at];
    return one.system === other?.system && one.value === other.value;
  });
