import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { MessageFilter } from '../../schema/messages';
import { DAY } from '../../schema/time';
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

/** A window of two days at most: all that arrived in it is looked up before what is looked for among them. */
const SHORT_MS = 2 * DAY;

/**
 * Between the first message and the last that arrived in a short window. Messages are told in the order of their numbers, which
 * is all but that of arrival, but the database does not know: for a night of last spring it would go back through all since,
 * from the newest. Behind `offset 0`, or it would do just that for the first and the last.
 */
const numberedIn = ({ from, to }: NonNullable<MessageFilter['received']>): RawBuilder<boolean> | null => {
  if (from === undefined || to === undefined || Date.parse(to) - Date.parse(from) > SHORT_MS) return null;
  const arrived = sql`(select seq from message
    where received_at >= ${from}::timestamptz and received_at < ${to}::timestamptz offset 0) arrived`;
  return sql<boolean>`(m.seq >= (select min(seq) from ${arrived}) and m.seq <= (select max(seq) from ${arrived}))`;
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
    received === undefined ? null : numberedIn(received),
    received?.from === undefined ? null : sql<boolean>`m.received_at >= ${received.from}::timestamptz`,
    received?.to === undefined ? null : sql<boolean>`m.received_at < ${received.to}::timestamptz`,
  ];
  return conditions.flatMap((condition) => condition ?? []);
};

export const whereOf = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
