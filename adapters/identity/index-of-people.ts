import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { CandidateLink, Finding, PersonQuery, PersonSearch } from '../../schema/capabilities';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import { now, type Clock } from '../../schema/clock';
import { NHS_NUMBER_SYSTEM } from '../../schema/identifiers';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import type { Store, Tables } from '../store';
import { ORDINARY_WAIT_MS } from '../store/ordinary-wait';
import { candidatesOf } from './candidates';
import { holdersOf } from './holders';
import { linkRecords } from './link';
import type { Linked, RecordOfPerson } from './link';
import { loadPeople } from './person-identity';
import { searchIds, type Among } from './search';
import { staysOfVeryRestricted } from './stays';
import { personsOfSubjects } from './subjects';

/** The index of people. Look-ups here are neither authorised nor audited: the door wraps them. */
export interface IdentityIndex {
  /** `knows`: whoever it says no to is looked past, as though they did not exist. */
  find(query: PersonQuery, knows?: (person: PersonIdentity) => boolean): Promise<Finding>;
  /**
   * Ordered by family name, given name, id. Needs two criteria at least, one of them family name or birth date. Among
   * those who may be told of, unless it says otherwise.
   */
  search(criteria: PersonSearch, limit: number, among?: Among): Promise<readonly PersonIdentity[]>;
  /** Same length, same order; null where nobody has the id. A merged id gives its survivor. */
  byIds(ids: readonly PersonId[]): Promise<readonly (PersonIdentity | null)[]>;
  /** Same length, same order; null where the person is in doubt or unknown. */
  bySubjects(subjects: readonly SubjectOfRecord[]): Promise<readonly (PersonIdentity | null)[]>;
  /** Same length, same order: the people each might also be, with the reason the rules gave. */
  candidates(ids: readonly PersonId[]): Promise<readonly (readonly CandidateLink[])[]>;
  /** Visit numbers at an organisation of people whose whole record is very restricted, as far as feeds have told. */
  staysOfVeryRestricted(organisations: readonly OdsCode[]): Promise<ReadonlySet<string>>;

  /**
   * Applies the linking rules to what records now say, each named once; gives the persons they belong to. Same length,
   * same order; a number of statements that does not grow with it.
   */
  linkAll(trx: Transaction<Tables>, records: readonly RecordOfPerson[]): Promise<readonly Linked[]>;
  /** Raises the epochs, so that no cached answer about these people is used again. */
  touch(trx: Transaction<Tables>, people: readonly PersonId[]): Promise<void>;
}

export interface IdentityMeans {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
}

export const createIdentityIndex = ({ store: { db }, clock }: IdentityMeans): IdentityIndex => {
  const inOrder = async (ids: readonly (string | null | undefined)[]): Promise<readonly (PersonIdentity | null)[]> => {
    const people = await loadPeople(db, [...new Set(ids.flatMap((id) => id ?? []))], now(clock));
    return ids.map((id) => (id === null || id === undefined ? null : (people.get(id) ?? null)));
  };
  /** Feeds that were never heard, or whose messages wait: whom they tell of may be nobody here yet. */
  const unheard = async (): Promise<readonly InstanceName[]> => {
    const rows = await db.selectFrom('feed').select(['instance', 'last_heard_at', 'behind_since']).execute();
    const late = clock.millis() - ORDINARY_WAIT_MS;
    const isLate = (at: Date | null): boolean => at !== null && at.getTime() < late;
    return [
      ...new Set(
        rows
          .filter((row) => row.last_heard_at === null || isLate(row.behind_since))
          .map((row) => row.instance as InstanceName),
      ),
    ];
  };
  const findOne = async (query: PersonQuery, knows: (person: PersonIdentity) => boolean): Promise<Finding> => {
    if (query.by === 'id') {
      const [person] = await inOrder([query.id]);
      return person && knows(person) ? { kind: 'one', person } : { kind: 'none' };
    }
    const identifier =
      query.by === 'nhsNumber' ? { system: NHS_NUMBER_SYSTEM, value: query.nhsNumber } : query.identifier;
    const holding = async (without: ReadonlySet<string>): Promise<Finding> => {
      const [holder] = await holdersOf(db, [identifier], without);
      if (holder === undefined || holder.kind === 'none') return { kind: 'none' };
      const people = await inOrder(holder.kind === 'one' ? [holder.person] : holder.people);
      const past = people.flatMap((person) => (person && !knows(person) ? [person.id] : []));
      // Looked up once more: who else holds the number may be told apart without them.
      if (past.length > 0) return holding(new Set([...without, ...past]));
      if (holder.kind === 'several') return { kind: 'several', count: holder.count };
      const [person] = people;
      return person ? { kind: 'one', person } : { kind: 'none' };
    };
    return holding(new Set());
  };
  return {
    find: async (query, knows = () => true) => {
      const finding = await findOne(query, knows);
      if (finding.kind !== 'none') return finding;
      const silent = await unheard();
      return silent.length === 0 ? finding : { kind: 'none', unheard: silent };
    },
    search: async (criteria, limit, among = 'open') => {
      const people = await inOrder(await searchIds(db, criteria, limit, among, now(clock)));
      return people.flatMap((person) => person ?? []);
    },
    byIds: inOrder,
    bySubjects: async (subjects) => inOrder(await personsOfSubjects(db, subjects)),
    candidates: (ids) => candidatesOf(db, ids),
    staysOfVeryRestricted: (organisations) => staysOfVeryRestricted(db, organisations, now(clock)),
    linkAll: (trx, records) => linkRecords(trx, clock, records),
    touch: async (trx, people) => {
      if (people.length === 0) return;
      // Rows are taken in one order, so that two transactions that touch the same people wait instead of deadlocking.
      await sql`with mine as (
          select taken.id from unnest(${[...people].sort()}::text[]) as touched (id)
          cross join lateral (select id from person where person.id = touched.id for update offset 0) as taken
        )
        update person set epoch = epoch + 1 where id = any(array(select id from mine))`.execute(trx);
    },
  };
};
