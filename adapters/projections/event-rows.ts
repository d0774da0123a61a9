import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { DomainEvent } from '../../schema/events';
import type { InstanceName } from '../../schema/identifiers';
import type { Tables } from '../store';
import { streamsOf } from './fold/streams';
import type { Told } from './fold/told';

/** Where a message stands: the same message, applied again, has the same place. */
export interface MessagePlace {
  readonly instance: InstanceName;
  readonly feed: string;
  readonly seq: number;
}

/** Takes out what an earlier translation of the message said; gives the streams it had touched. */
export const forgetMessage = async (trx: Transaction<Tables>, at: MessagePlace): Promise<readonly string[]> => {
  const rows = await trx
    .deleteFrom('event')
    .where('instance', '=', at.instance)
    .where('feed', '=', at.feed)
    .where('seq', '=', at.seq)
    .returning('stream')
    .execute();
  return [...new Set(rows.map((row) => row.stream))];
};

/**
 * Waits until no other transaction folds these streams. A person's messages are claimed one by one, but a merge, or one
 * visit told under two records, crosses partitions.
 */
export const lockStreams = async (
  trx: Transaction<Tables>,
  instance: InstanceName,
  streams: readonly string[],
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(key) from (
    select distinct hashtextextended(${`${instance}|`}::text || stream, 1) as key
    from unnest(${streams}::text[]) as stream order by 1
  ) as locks`.execute(trx);
};

export const keepEvents = async (
  trx: Transaction<Tables>,
  at: MessagePlace,
  messageId: string,
  events: readonly DomainEvent[],
): Promise<void> => {
  const rows = events.flatMap((event, idx) =>
    streamsOf(event).map((stream) => ({
      instance: at.instance,
      feed: at.feed,
      seq: at.seq,
      idx,
      stream,
      record_id: event.kind === 'bed-stock-changed' ? null : event.recordId,
      occurred_at: event.occurredAt,
      kind: event.kind,
      message_id: messageId,
      body: JSON.stringify(event),
    })),
  );
  if (rows.length > 0) await trx.insertInto('event').values(rows).execute();
};

/** Everything ever told of each stream. */
export const eventsOf = async (
  trx: Transaction<Tables>,
  instance: InstanceName,
  streams: readonly string[],
): Promise<ReadonlyMap<string, readonly Told[]>> => {
  const told = new Map<string, Told[]>(streams.map((stream) => [stream, []]));
  if (streams.length === 0) return told;
  const rows = await trx
    .selectFrom('event')
    .select(['stream', 'seq', 'idx', 'message_id', 'body'])
    .where('instance', '=', instance)
    .where('stream', 'in', [...streams])
    .execute();
  for (const row of rows) {
    told.get(row.stream)?.push({ seq: Number(row.seq), idx: row.idx, messageId: row.message_id, event: row.body });
  }
  return told;
};
