import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { AccessEvent, AccessFilter, AccessPage } from '../../schema/access';
import type { Purpose } from '../../schema/capabilities';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import { cursorOf, pageSize, readCursor } from '../routing';
import { isAbout, readUnder, type ReadUnder } from '../audit';
import type { Tables } from '../store';

interface EventRow {
  /** The first of the request's rows that the filter finds. */
  readonly first: number;
  readonly at: Date;
  readonly request_id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly role: string;
  readonly organisation: OdsCode;
  readonly purpose: Purpose;
  readonly client: string;
  readonly operation: string;
  readonly capabilities: readonly string[];
  readonly instances: readonly InstanceName[];
  readonly people: number;
  readonly answered: boolean;
  readonly refused: boolean;
  readonly notes: readonly string[];
}

/** A request id is the client's own word: two users, or two operations, under the same id are two entries. */
const KEY = sql.raw('request_id, user_id, user_name, role, role_profile_id, organisation, purpose, client, operation');

const and = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(conditions, sql` and `);

const within = ({ from, to }: AccessFilter['window']): RawBuilder<unknown> => sql`at >= ${from} and at < ${to}`;

const conditionsOf = (
  { user, request, withoutUser, window }: AccessFilter,
  people: ReadUnder | null,
): RawBuilder<unknown>[] => [
  within(window),
  ...(people === null ? [] : [isAbout(people)]),
  ...(user === undefined ? [] : [sql`user_id = ${user}`]),
  ...(request === undefined ? [] : [sql`request_id = ${request}`]),
  ...(withoutUser === undefined ? [] : [sql`user_id <> ${withoutUser}`]),
];

/**
 * One page of requests, newest first. Of a request that was about several people only what was read of these is told,
 * and what was refused of them, or of the request whole: a refusal of somebody else stands in their log alone.
 */
export const eventsOf = (
  filter: AccessFilter,
  people: ReadUnder | null,
  after: number | null,
  limit: number,
): RawBuilder<EventRow> => sql<EventRow>`
  with asked as (
    select min(id) as first, ${KEY} from read_audit
    where ${and(conditionsOf(filter, people))}
    group by ${KEY}
    ${after === null ? sql`` : sql`having min(id) < ${after}`}
    order by first desc limit ${limit}
  ), part as materialized (
    select asked.first, r.at, r.capability, r.persons, r.instances, r.outcome, r.note,
      ${
        people === null
          ? sql`true`
          : sql`(${isAbout(people)}
        or (r.outcome = 'refused' and r.persons = '{}'))`
      } as theirs
    from asked cross join lateral (
      select * from read_audit where request_id = asked.request_id and ${within(filter.window)} offset 0
    ) r
    where (r.user_id, r.user_name, r.role, r.role_profile_id, r.organisation, r.purpose, r.client, r.operation)
      = (asked.user_id, asked.user_name, asked.role, asked.role_profile_id, asked.organisation, asked.purpose,
         asked.client, asked.operation)
  ), told as (
    select first, min(at) as at, array_agg(distinct capability order by capability) as capabilities,
      bool_or(outcome = 'answered') as answered, bool_or(outcome = 'refused') as refused,
      coalesce(array_agg(distinct note order by note) filter (where note is not null), '{}') as notes
    from part where theirs group by first
  ), counted as (
    select first, count(distinct person)::int as people from part, unnest(persons) person
    where outcome = 'answered' group by first
  ), answering as (
    select first, array_agg(distinct instance order by instance) as instances
    from part, unnest(instances) instance where theirs group by first
  )
  select asked.*, told.at, told.capabilities, told.answered, told.refused, told.notes,
    coalesce(counted.people, 0) as people, coalesce(answering.instances, '{}') as instances
  from asked join told using (first) left join counted using (first) left join answering using (first)
  order by asked.first desc`;

const outcomeOf = ({ answered, refused }: EventRow): AccessEvent['outcome'] =>
  !refused ? 'answered' : answered ? 'partly-refused' : 'refused';

const eventOf = (row: EventRow): AccessEvent => ({
  requestId: row.request_id,
  at: instantOf(row.at.getTime()),
  userId: row.user_id,
  userName: row.user_name,
  role: row.role,
  organisation: row.organisation,
  purpose: row.purpose,
  client: row.client,
  operation: row.operation,
  capabilities: row.capabilities,
  instances: row.instances,
  people: row.people,
  outcome: outcomeOf(row),
  notes: row.notes,
});

/** Throws GraphRefusal BAD_USER_INPUT for a cursor or a size that cannot be. */
export const findEvents = async (
  db: Kysely<Tables>,
  filter: AccessFilter,
  people: readonly PersonId[] | null,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<AccessPage> => {
  const size = pageSize(first);
  const from = after === null ? null : readCursor(after);
  const under = people === null ? null : await readUnder(db, people);
  const { rows } = await eventsOf(filter, under, from, size + 1).execute(db);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    events: page.map(eventOf),
    hasNextPage: rows.length > size,
    endCursor: last ? cursorOf(Number(last.first)) : after,
  };
};
