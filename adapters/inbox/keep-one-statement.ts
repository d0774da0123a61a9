import { COUNTED_ON_DISK } from './keep-statement';

/**
 * Does for one message what `KEEP` does for several. While nobody else waits to be kept, as where a sender has one
 * connection, it is all that is in hand: taking in two dozen lists of one each, and joining them, takes a third of what
 * server and sender take for keeping it. For why it is one statement, looks things up key by key, and takes its lists in
 * behind `offset 0`, see there.
 */
export const KEEP_ONE = `
with keys as materialized (
  select named.* from (select $22::text[] as key, $23::text[] as record_id offset 0) given
  cross join lateral unnest(key, record_id) as named (key, record_id)
), identifiers as materialized (
  select named.* from (select $25::text[] as kind, $26::text[] as value, $27::text[] as authority offset 0) given
  cross join lateral unnest(kind, value, authority) as named (kind, value, authority)
), added as (
  insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
    sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, state, reason, told_code,
    told_text, told_at, size, batch, partition_keys, notes, conflicts_with)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $3, $20, $21,
    array(select key from keys order by key collate "C"), $24::text[],
    case when $15 then (
      select earlier.seq
      from (select * from message where message.control_id = $12 order by message.seq offset 0) earlier
      where earlier.feed = $1 and earlier.accepted and earlier.content_hash <> $7
        and earlier.sending_application = $8 and earlier.sending_facility = $9
      limit 1
    ) end)
  on conflict (feed, content_hash, accepted) do nothing
  returning seq
), new_partition as (
  insert into partition (feed, key, instance, record_id)
  select $1, key, $2, record_id
  from added cross join keys cross join lateral (
    select count(*) as times from (select from partition known where known.feed = $1 and known.key = keys.key offset 0) kept
  ) there
  where times = 0
  order by key
  on conflict do nothing
), new_queued as (
  insert into queued (feed, key, seq) select $1, key, seq from added cross join keys
), new_identifier as (
  insert into message_identifier (kind, value, authority, seq)
  select kind, value, authority, seq from added cross join identifiers
), new_backlog as (
  insert into backlog (feed, key, pending, since) select $1, key, 1, seq from added cross join keys order by key
  ${COUNTED_ON_DISK}
select seq from added cross join on_disk`;
