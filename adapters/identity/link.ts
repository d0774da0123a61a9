import type { Transaction } from 'kysely';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import type { InstanceName, PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';
import { lockRecords, pairOf, replaceCandidates, replaceLinks } from './link-rows';
import type { RecordLink } from './link-rows';
import { mintPersonId } from './person-id';
import { columnsOf, identifiersOf } from './record-columns';
import { comparable, neighboursOf, recordKey, recordsOf, replaceIdentifiers, writeRecords } from './record-rows';
import type { KnownRecord, RecordKey, SaidRecord } from './record-rows';
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
  /** Those that it was parted from (A37): never one with them, whatever the rules say, for as long as it is said. */
  readonly apartFrom?: readonly string[];
}

/** The person a record belongs to, and the one it belonged to before: null for a record never heard of. */
export interface Linked {
  readonly person: PersonId;
  readonly before: PersonId | null;
}

const said = ({
  instance,
  recordId,
  facts,
  restricted,
  absorbedBy = [],
  apartFrom = [],
}: RecordOfPerson): SaidRecord => ({
  ...{ instance, recordId, columns: columnsOf(facts, restricted), identifiers: identifiersOf(recordId, facts) },
  absorbers: [...absorbedBy].sort(),
  apart: [...apartFrom].sort(),
});

const absorberKeys = ({ instance, absorbers }: SaidRecord): readonly RecordKey[] =>
  absorbers.map((recordId) => ({ instance, recordId }));

/** A merge may be heard before the record that survives it: it is kept, so that what comes later finds them joined. */
const unheardAbsorbers = (
  records: readonly SaidRecord[],
  known: ReadonlyMap<string, KnownRecord>,
): readonly SaidRecord[] => {
  const heard = new Set([...records.map(recordKey), ...known.keys()]);
  const unheard = new Map(
    records.flatMap(absorberKeys).flatMap((key) => (heard.has(recordKey(key)) ? [] : [[recordKey(key), key] as const])),
  );
  return [...unheard.values()].map((key) => said({ ...key, facts: { identifiers: [] }, restricted: false }));
};

const sameColumns = (before: KnownRecord, after: SaidRecord): boolean =>
  (Object.keys(after.columns) as (keyof SaidRecord['columns'])[]).every(
    (key) => before.columns[key] === after.columns[key],
  );

/** Whether all is as it was that decides who a record is. Of a name or an address nothing does. */
const linksAsBefore = (before: KnownRecord, after: SaidRecord): boolean =>
  JSON.stringify([comparable(before.columns, before.identifiers), before.absorbers, before.apart]) ===
  JSON.stringify([comparable(after.columns, after.identifiers), after.absorbers, after.apart]);

type Written = SaidRecord & { readonly record: number; readonly person: string };

/** Links these records anew; gives the person of each record that might have been moved by it. */
const relink = async (
  trx: Transaction<Tables>,
  clock: Clock,
  records: readonly Written[],
  absorberOf: (key: RecordKey) => { readonly record: number } | undefined,
): Promise<ReadonlyMap<number, PersonId>> => {
  const own = new Map(records.map((one) => [one.record, comparable(one.columns, one.identifiers)]));
  await replaceIdentifiers(trx, records);
  const neighbours = await neighboursOf(
    trx,
    records.map(({ record, columns }) => ({ record, nhsNumber: columns.nhs_number })),
  );
  const verdicts = neighbours.flatMap(({ record, other }) => {
    const mine = own.get(record);
    return mine === undefined
      ? []
      : [{ pair: pairOf(record, other.record), verdict: compare(mine, comparable(other.columns, other.identifiers)) }];
  });
  const same = verdicts.flatMap(({ pair, verdict }) =>
    verdict.kind === 'same' ? [{ ...pair, rule: verdict.rule }] : [],
  );
  const merges = records.flatMap((one) =>
    absorberKeys(one).flatMap((key): readonly RecordLink[] => {
      const absorber = absorberOf(key);
      return absorber === undefined ? [] : [{ a: absorber.record, b: one.record, rule: 'merge' }];
    }),
  );
  const numbers = records.map((one) => one.record);
  const links = [...same, ...merges];
  const unlinked = await replaceLinks(trx, numbers, links);
  await replaceCandidates(
    trx,
    numbers,
    verdicts.flatMap(({ pair, verdict }) =>
      verdict.kind === 'candidate' ? [{ ...pair, reason: verdict.reason }] : [],
    ),
  );
  return regroup(trx, [...new Set([...numbers, ...unlinked, ...links.flatMap(({ a, b }) => [a, b])])], now(clock));
};

/**
 * Applies the linking rules to what records now say, each named once; gives the persons they belong to. Same length,
 * same order; the number of statements does not grow with it, and records that say what they said cost one look. A
 * record in doubt is a person of its own with candidate links: it is never dropped and never guessed. A record whose
 * facts changed is linked anew, so a number corrected at its source undoes the link that the wrong one made.
 */
export const linkRecords = async (
  trx: Transaction<Tables>,
  clock: Clock,
  asked: readonly RecordOfPerson[],
): Promise<readonly Linked[]> => {
  if (asked.length === 0) return [];
  const all = asked.map(said);
  const known = await recordsOf(trx, [
    ...new Map([...all, ...all.flatMap(absorberKeys)].map((key) => [recordKey(key), key])).values(),
  ]);
  const asBefore = (one: SaidRecord, same: (before: KnownRecord, after: SaidRecord) => boolean): boolean => {
    const before = known.get(recordKey(one));
    return before !== undefined && same(before, one);
  };
  const changed = [...all, ...unheardAbsorbers(all, known)].filter(
    (one) => !asBefore(one, (before, after) => sameColumns(before, after) && linksAsBefore(before, after)),
  );
  const moved = new Map<number, PersonId>();
  const written = new Map<string, { readonly record: number; readonly person: string }>(known);
  if (changed.length > 0) {
    const anew = changed.filter((one) => !asBefore(one, linksAsBefore));
    await lockRecords(
      trx,
      changed.flatMap((one) => [recordKey(one), ...absorberKeys(one).map(recordKey)]),
      anew.length > 0,
    );
    const latest = await writeRecords(
      trx,
      changed.map((one) => ({ ...one, ownPerson: mintPersonId() })),
    );
    for (const [key, one] of latest) written.set(key, one);
    const toLink = anew.flatMap((one) => {
      const found = latest.get(recordKey(one));
      return found === undefined ? [] : [{ ...one, ...found }];
    });
    if (toLink.length > 0)
      for (const [record, person] of await relink(trx, clock, toLink, (key) => written.get(recordKey(key))))
        moved.set(record, person);
  }
  return all.map((one): Linked => {
    const found = written.get(recordKey(one));
    if (found === undefined) throw new Error(`The index of people kept no number for a record of ${one.instance}`);
    const before = known.get(recordKey(one));
    return {
      person: moved.get(found.record) ?? (found.person as PersonId),
      before: before === undefined ? null : (before.person as PersonId),
    };
  });
};
