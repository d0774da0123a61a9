import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';
import { lockNumbers, replaceLinks } from './link-rows';
import { mintPersonId } from './person-id';
import { columnsOf, identifiersOf } from './record-columns';
import { comparable, neighboursOf, recordOf, writeRecord } from './record-rows';
import { regroup } from './regroup';
import { compare } from './rules';

/** What one system says of one of its records, for linking. */
export interface RecordOfPerson {
  readonly instance: InstanceName;
  /** The sender's primary identifier, as `authority|value`. */
  readonly recordId: string;
  readonly facts: PersonFacts;
  readonly restricted: boolean;
}

/**
 * Applies the linking rules to what a record now says; gives the person it belongs to. A record in doubt is a person of
 * its own with candidate links: it is never dropped and never guessed. A record whose facts changed is linked anew, so
 * a number corrected at its source undoes the link that the wrong one made.
 */
export const linkRecord = async (
  trx: Transaction<Tables>,
  clock: Clock,
  { instance, recordId, facts, restricted }: RecordOfPerson,
): Promise<PersonId> => {
  const columns = columnsOf(facts, restricted);
  const identifiers = identifiersOf(facts);
  const before = await recordOf(trx, instance, recordId);
  if (before !== null && isSame(before, { columns, identifiers })) return before.person as PersonId;
  await lockNumbers(trx, [
    `${instance}|${recordId}`,
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
  const linked = verdicts.flatMap(({ other, verdict }) => (verdict.kind === 'same' ? [other.person] : []));
  const personOf = await regroup(trx, [before?.person ?? ownPerson, ...linked], now(clock));
  return personOf.get(record) ?? ownPerson;
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

/** A sender's own merge (A40) joins whatever the rules say. Gives every person affected, as they stand after it. */
export const mergeRecords = async (
  trx: Transaction<Tables>,
  clock: Clock,
  { instance, survivor, retired }: { instance: InstanceName; survivor: string; retired: readonly string[] },
): Promise<readonly PersonId[]> => {
  const records = [];
  for (const recordId of [survivor, ...retired]) {
    const known = await recordOf(trx, instance, recordId);
    if (known === null) {
      // A merge may be heard before either record: they are kept, so that what comes later finds them joined.
      await linkRecord(trx, clock, { instance, recordId, facts: { identifiers: [] }, restricted: false });
    }
    records.push(known ?? (await recordOf(trx, instance, recordId)));
  }
  const [into, ...others] = records.flatMap((one) => (one === null ? [] : [one]));
  if (into === undefined || others.length === 0) return [];
  await trx
    .insertInto('record_link')
    .values(others.map((other) => ({ a: `${into.record}`, b: `${other.record}`, rule: 'merge' as const })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .updateTable('person_record')
    .set({ retired: true })
    .where(
      'id',
      'in',
      others.map((other) => `${other.record}`),
    )
    .execute();
  const personOf = await regroup(trx, [into.person, ...others.map((other) => other.person)], now(clock));
  return [...new Set(personOf.values())];
};
