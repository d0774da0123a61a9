import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MessageFilter } from '../../schema/messages';
import type { MessageIdentifierTable } from '../store/tables/inbox';
import { PROBLEM_CONDITIONS } from './problems';

const named = (
  kind: MessageIdentifierTable['kind'],
  value: string,
  authority?: string,
): RawBuilder<boolean> => sql<boolean>`m.seq in (select i.seq from message_identifier i
  where i.kind = ${kind} and i.value = ${value}${authority === undefined ? sql`` : sql` and i.authority = ${authority}`})`;

const ofType = (type: string): RawBuilder<boolean> => {
  const [messageType = '', triggerEvent] = type.split('^');
  return triggerEvent === undefined || triggerEvent === ''
    ? sql<boolean>`(m.message_type = ${messageType})`
    : sql<boolean>`(m.message_type = ${messageType} and m.trigger_event = ${triggerEvent})`;
};

const anyOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`;

const oneOf = (column: string, values: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${values}::text[])`;

/** Of a bigint. */
const MOST_SEQ = '9223372036854775807';

/**
 * Between the first message and the last that arrived in a window. Messages are told in the order of their numbers, which is
 * all but that of arrival, but the database does not know: for a night of last spring it would go back through all since, from
 * the newest. The first is looked for among those of the first day that anything arrived in, and the last among those of the
 * last. Behind `offset 0`, or it would go back through all for these two.
 *
 * A clock may have been wrong by more than a day: then those numbered just before the first, or after the last, arrived in the
 * window, too, and it has no such end.
 */
const numberedIn = ({ from, to }: NonNullable<MessageFilter['received']>): readonly RawBuilder<boolean>[] => {
  const since = from === undefined ? null : sql<boolean>`received_at >= ${from}::timestamptz`;
  const before = to === undefined ? null : sql<boolean>`received_at < ${to}::timestamptz`;
  const arrived = (day: RawBuilder<boolean>): RawBuilder<unknown> =>
    sql`(select seq from message ${whereOf([since, before, day].flatMap((condition) => condition ?? []))} offset 0) arrived`;
  const first = sql`(select min(seq) as first from ${arrived(
    sql<boolean>`received_at <= (select min(received_at) + interval '1 day' from message where ${since})`,
  )}) edge`;
  const last = sql`(select max(seq) as last from ${arrived(
    sql<boolean>`received_at >= (select max(received_at) - interval '1 day' from message where ${before})`,
  )}) edge`;
  return [
    ...(since === null
      ? []
      : [
          sql<boolean>`m.seq >= (select case when exists (
            select from (select received_at from message where seq < first order by seq desc limit 100) near where ${since}
          ) then 0 else first end from ${first})`,
        ]),
    ...(before === null
      ? []
      : [
          sql<boolean>`m.seq <= (select case when exists (
            select from (select received_at from message where seq > last order by seq limit 100) near where ${before}
          ) then ${MOST_SEQ}::bigint else last end from ${last})`,
        ]),
  ];
};

/** The filter as conditions on `message m`, all of which must hold. */
export const conditionsOf = (filter: MessageFilter): readonly RawBuilder<boolean>[] => {
  const { identifier, received } = filter;
  const conditions = [
    filter.nhsNumber === undefined ? null : named('nhs-number', filter.nhsNumber),
    identifier === undefined ? null : named('identifier', identifier.value, identifier.system),
    filter.visit === undefined ? null : named('visit', filter.visit),
    filter.controlId === undefined ? null : sql<boolean>`m.control_id = ${filter.controlId}`,
    filter.feeds === undefined ? null : oneOf('m.feed', filter.feeds),
    filter.types === undefined ? null : anyOf(filter.types.map(ofType)),
    filter.states === undefined ? null : oneOf('m.state', filter.states),
    filter.problems === undefined ? null : anyOf(filter.problems.map((problem) => PROBLEM_CONDITIONS[problem])),
    filter.sendingApplication === undefined ? null : sql<boolean>`m.sending_application = ${filter.sendingApplication}`,
    filter.sendingFacility === undefined ? null : sql<boolean>`m.sending_facility = ${filter.sendingFacility}`,
    ...(received === undefined ? [] : numberedIn(received)),
    received?.from === undefined ? null : sql<boolean>`m.received_at >= ${received.from}::timestamptz`,
    received?.to === undefined ? null : sql<boolean>`m.received_at < ${received.to}::timestamptz`,
  ];
  return conditions.flatMap((condition) => condition ?? []);
};

export const whereOf = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
