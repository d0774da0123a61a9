import { sql } from 'kysely';
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { DomainEvent } from '../../schema/events';
import type { InstanceName } from '../../schema/identifiers';
import { jsonArray, textArray } from '../store';
import type { Tables } from '../store';
import { streamsOf } from './fold/streams';
import type { Heard } from './heard';
import type { StreamKey } from './keys';

/** An event that an earlier translation of a message had kept, of which nothing is left. */
export interface Forgotten extends StreamKey {
  readonly recordId: string | null;
}

/** An event of a stream, with where it stands. */
export interface KeptEvent extends StreamKey {
  readonly seq: number;
  readonly idx: number;
  readonly messageId: string;
  readonly event: DomainEvent;
}

// Every look-up here and beside is a lateral one, key by key, behind `offset 0`: a new database has no statistics, and
// without them a plain join may be planned as a scan of everything ever heard.

/** Takes out what earlier translations of these messages said; gives what that had touched. */
export const forgetMessages = async (
  trx: Transaction<Tables>,
  heard: readonly Heard[],
): Promise<readonly Forgotten[]> => {
  const messages = heard.filter(({ isNew }) => isNew !== true);
  if (messages.length === 0) return [];
  const { rows } = await sql<{ instance: InstanceName; stream: string; record_id: string | null }>`
    delete from event where id = any(array(
      select kept.id
      from unnest(${messages.map((one) => one.instance)}::text[], ${messages.map((one) => one.feed)}::text[],
        ${messages.map((one) => one.seq)}::bigint[]) as told (instance, feed, seq)
      cross join lateral (
        select id from event where event.instance = told.instance and event.feed = told.feed and event.seq = told.seq
        offset 0
      ) as kept
    )) returning instance, stream, record_id`.execute(trx);
  return rows.map(({ instance, stream, record_id }) => ({ instance, stream, recordId: record_id }));
};

/**
 * Waits until no other transaction folds these streams. A person's messages are claimed one by one, but a merge, or one
 * visit or report told under two records, crosses partitions.
 */
export const lockStreams = async (trx: Transaction<Tables>, streams: readonly StreamKey[]): Promise<void> => {
  if (streams.length === 0) return;
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(instance || '|' || stream, 1) as key
    from unnest(${streams.map((one) => one.instance)}::text[], ${streams.map((one) => one.stream)}::text[])
      as folded (instance, stream) order by 1
  ) as locks`.execute(trx);
};

/** Keeps what these messages say: a statement, or part of one. */
export const insertOf = (messages: readonly Heard[]): RawBuilder<unknown> => {
  const rows = messages.flatMap(({ instance, feed, seq, messageId, events }) =>
    events.flatMap((event, idx) => {
      const body = JSON.stringify(event);
      return streamsOf(event).map((stream) => ({ instance, feed, seq, idx, stream, messageId, event, body }));
    }),
  );
  return sql`insert into event (instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body)
    select instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body
    from unnest(${rows.map((one) => one.instance)}::text[], ${rows.map((one) => one.feed)}::text[],
      ${rows.map((one) => one.seq)}::bigint[], ${rows.map((one) => one.idx)}::integer[],
      ${textArray(rows.map((one) => one.stream))}::text[],
      ${rows.map(({ event }) => (event.kind === 'bed-stock-changed' ? null : event.recordId))}::text[],
      ${rows.map(({ event }) => event.occurredAt)}::timestamptz[], ${rows.map(({ event }) => event.kind)}::text[],
      ${rows.map((one) => one.messageId)}::text[], ${jsonArray(rows.map((one) => one.body))}::json[])
      as told (instance, feed, seq, idx, stream, record_id, occurred_at, kind, message_id, body)`;
};

/** Everything ever told of these streams. */
export const eventsOf = async (db: Kysely<Tables>, streams: readonly StreamKey[]): Promise<readonly KeptEvent[]> => {
  if (streams.length === 0) return [];
  const { rows } = await sql<Omit<KeptEvent, 'seq'> & { readonly seq: string }>`
    select asked.instance, asked.stream, told.seq, told.idx, told.message_id as "messageId", told.body as event
    from unnest(${streams.map((one) => one.instance)}::text[], ${streams.map((one) => one.stream)}::text[])
      as asked (instance, stream)
    cross join lateral (
      select seq, idx, message_id, body from event
      where event.instance = asked.instance and event.stream = asked.stream offset 0
    ) as told`.execute(db);
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
};
