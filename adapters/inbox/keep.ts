import type { Store } from '../store';
import type { HeldReason, MessageState } from '../store/tables/inbox';
import type { NamedIdentifier } from './identifiers';
import type { PartitionKey } from './partition-keys';

/** A message with its verdict and its answer, as it is kept. */
export interface Kept {
  readonly feed: string;
  readonly instance: string;
  readonly receivedAt: string;
  readonly peer: string;
  readonly bytes: Buffer;
  /** Of the bytes. */
  readonly size: number;
  /** The envelope it came in, kept as a message of its own; null where it came alone. */
  readonly batch: number | null;
  readonly charset: string;
  readonly contentHash: Buffer;
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly messageType: string;
  readonly triggerEvent: string;
  readonly controlId: string;
  readonly processingId: string;
  readonly version: string;
  readonly accepted: boolean;
  readonly partitions: readonly PartitionKey[];
  /** What it can be found by. */
  readonly identifiers: readonly NamedIdentifier[];
  /** An envelope is superseded by the messages that it brought. */
  readonly state: Extract<MessageState, 'received' | 'refused' | 'superseded'>;
  readonly reason: HeldReason | null;
  readonly toldCode: string | null;
  readonly toldText: string | null;
  /** What reading it tolerated. Kept at once, so that a message refused or held says it too. */
  readonly notes: readonly string[];
}

/**
 * One statement, so that one round trip and one commit make a message safe. Everything after `incoming` follows only
 * from a row that was really added: a repeat adds none. Rows of partitions are touched in the order of their keys, so
 * that two merges the opposite way round cannot lock each other out. A partition that is there already is not inserted
 * again: that would wait for whoever is holding a message of it, who in turn waits for its backlog.
 */
const KEEP = `
with incoming as (
  insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
    sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state,
    reason, told_code, told_text, told_at, notes, size, batch, conflicts_with)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $3, $22, $23, $24,
    case when $15 then (
      select min(earlier.seq) from message earlier
      where earlier.feed = $1 and earlier.control_id = $12 and earlier.accepted and earlier.content_hash <> $7
        and earlier.sending_application = $8 and earlier.sending_facility = $9
    ) end
  on conflict (feed, content_hash, accepted) do nothing
  returning seq
), keys as materialized (
  select key, record_id from unnest($16::text[], $21::text[]) as named (key, record_id) order by key
), new_partition as (
  insert into partition (feed, key, instance, record_id)
  select $1, key, $2, record_id from incoming, keys
  where not exists (select 1 from partition known where known.feed = $1 and known.key = keys.key)
  order by key
  on conflict do nothing
), new_queued as (
  insert into queued (feed, key, seq) select $1, key, seq from incoming, keys
), new_identifier as (
  insert into message_identifier (kind, value, authority, seq)
  select kind, value, authority, seq from incoming, unnest($25::text[], $26::text[], $27::text[]) as named (kind, value, authority)
), new_backlog as (
  insert into backlog (feed, key, pending, since)
  select $1, key, 1, seq from incoming, keys order by key
  on conflict (feed, key) do update
    set pending = backlog.pending + 1, since = case when backlog.pending > 0 then backlog.since else excluded.since end
)
select seq from incoming`;

const REPEAT = `
update message set repeats = repeats + 1, last_repeat_at = $4, told_at = $4
where feed = $1 and content_hash = $2 and accepted = $3
returning seq`;

/** On disk when it resolves. `isRepeat`: the same bytes were kept before, and nothing was added. */
export const keep = async ({ pool }: Store, one: Kept): Promise<{ seq: number; isRepeat: boolean }> => {
  const added = await pool.query<{ seq: number }>({
    name: 'inbox-keep',
    text: KEEP,
    values: [
      one.feed,
      one.instance,
      one.receivedAt,
      one.peer,
      one.bytes,
      one.charset,
      one.contentHash,
      one.sendingApplication,
      one.sendingFacility,
      one.messageType,
      one.triggerEvent,
      one.controlId,
      one.processingId,
      one.version,
      one.accepted,
      one.partitions.map(({ key }) => key),
      one.state,
      one.reason === null ? null : JSON.stringify(one.reason),
      one.toldCode,
      one.toldText,
      one.partitions.map(({ recordId }) => recordId),
      one.notes,
      one.size,
      one.batch,
      one.identifiers.map(({ kind }) => kind),
      one.identifiers.map(({ value }) => value),
      one.identifiers.map(({ authority }) => authority),
    ],
  });
  const [first] = added.rows;
  if (first !== undefined) return { seq: first.seq, isRepeat: false };
  const again = await pool.query<{ seq: number }>({
    name: 'inbox-repeat',
    text: REPEAT,
    values: [one.feed, one.contentHash, one.accepted, one.receivedAt],
  });
  const [known] = again.rows;
  if (known === undefined) throw new Error(`a message on ${one.feed} was neither added nor known; it is not stored`);
  return { seq: known.seq, isRepeat: true };
};
