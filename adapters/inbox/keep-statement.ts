/** The end of every statement that adds to `backlog`: what waits of a person is counted, since the least of it. */
export const COUNTED = `on conflict (feed, key) do update
    set pending = backlog.pending + excluded.pending,
      since = case when backlog.pending > 0 then least(backlog.since, excluded.since) else excluded.since end`;

/**
 * The end of every keeping statement. A database may be set to say that a transaction is done before it is on disk
 * (`synchronous_commit = off`): this one waits.
 */
export const COUNTED_ON_DISK = `${COUNTED}
), on_disk as (
  select case when current_setting('synchronous_commit') = 'off' then set_config('synchronous_commit', 'local', true) end
)`;

/**
 * One statement, so that one round trip and one commit make messages of a feed safe. Everything after `incoming` follows
 * only from a row that was really added: a repeat adds none. Rows of partitions are touched in the order of their keys, so
 * that two merges the opposite way round cannot lock each other out. A partition that is there already is not inserted
 * again: that would wait for whoever is holding a message of it, who in turn waits for its backlog.
 *
 * Statements of one feed may commit in another order than they numbered their messages in: what waits, waits since the
 * least of them.
 *
 * What is there already is looked up key by key, behind `offset 0`: planned while a database is new, a plain anti-join
 * reads every partition of the feed at each message, for as long as the connection keeps its plan. So does the look at
 * earlier messages of a control id, which would read all that the feed ever sent; it takes the first it meets, since a
 * sender may use one id for all that it sends.
 *
 * Parameters are taken in behind `offset 0` too: PostgreSQL would look at how long each array is and, finding that it
 * knows more than its kept plan does, plan anew at each message, which takes longer than the statement itself.
 *
 * No two of one statement may hold the same bytes or the same control id: neither would see the other.
 */
export const KEEP = `
with one as materialized (
  select one.* from (
    select $3::timestamptz[] as received_at, $4::text[] as peer, $5::bytea[] as bytes, $6::text[] as charset,
      $7::bytea[] as content_hash, $8::text[] as sending_application, $9::text[] as sending_facility,
      $10::text[] as message_type, $11::text[] as trigger_event, $12::text[] as control_id, $13::text[] as processing_id,
      $14::text[] as version, $15::boolean[] as accepted, $16::text[] as state, $17::jsonb[] as reason,
      $18::text[] as told_code, $19::text[] as told_text, $20::integer[] as size, $21::bigint[] as batch offset 0
  ) given cross join lateral unnest(
    received_at, peer, bytes, charset, content_hash, sending_application, sending_facility, message_type, trigger_event,
    control_id, processing_id, version, accepted, state, reason, told_code, told_text, size, batch
  ) with ordinality as one (received_at, peer, bytes, charset, content_hash, sending_application, sending_facility,
    message_type, trigger_event, control_id, processing_id, version, accepted, state, reason, told_code, told_text, size,
    batch, at)
), keys as materialized (
  select named.* from (select $22::integer[] as at, $23::text[] as key, $24::text[] as record_id offset 0) given
  cross join lateral unnest(at, key, record_id) as named (at, key, record_id)
), notes as materialized (
  select noted.* from (select $25::integer[] as at, $26::text[] as note offset 0) given
  cross join lateral unnest(at, note) with ordinality as noted (at, note, place)
), identifiers as materialized (
  select named.* from (
    select $27::integer[] as at, $28::text[] as kind, $29::text[] as value, $30::text[] as authority offset 0
  ) given cross join lateral unnest(at, kind, value, authority) as named (at, kind, value, authority)
), incoming as (
  insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
    sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state,
    reason, told_code, told_text, told_at, notes, size, batch, conflicts_with)
  select $1, $2, received_at, peer, bytes, charset, content_hash, sending_application, sending_facility, message_type,
    trigger_event, control_id, processing_id, version, accepted,
    array(select key from keys where keys.at = one.at order by key collate "C"), state, reason, told_code, told_text,
    received_at, array(select note from notes where notes.at = one.at order by place), size, batch,
    case when accepted then (
      select earlier.seq
      from (select * from message where message.control_id = one.control_id order by message.seq offset 0) earlier
      where earlier.feed = $1 and earlier.accepted and earlier.content_hash <> one.content_hash
        and earlier.sending_application = one.sending_application and earlier.sending_facility = one.sending_facility
      limit 1
    ) end
  from one order by one.at
  on conflict (feed, content_hash, accepted) do nothing
  returning seq, content_hash, accepted
), added as materialized (
  select one.at, incoming.seq from incoming join one using (content_hash, accepted)
), new_partition as (
  insert into partition (feed, key, instance, record_id)
  select $1, key, $2, min(record_id)
  from added join keys using (at) cross join lateral (
    select count(*) as times from (select from partition known where known.feed = $1 and known.key = keys.key offset 0) kept
  ) there
  where times = 0
  group by key order by key
  on conflict do nothing
), new_queued as (
  insert into queued (feed, key, seq) select $1, key, seq from added join keys using (at)
), new_identifier as (
  insert into message_identifier (kind, value, authority, seq)
  select kind, value, authority, seq from added join identifiers using (at)
), new_backlog as (
  insert into backlog (feed, key, pending, since)
  select $1, key, count(*)::integer, min(seq) from added join keys using (at) group by key order by key
  ${COUNTED_ON_DISK}
select at::integer, seq from added cross join on_disk`;

/** The same bytes were kept before: that they came again is all there is to keep, and what was said to that stands. */
export const REPEAT = `
update message set repeats = repeats + 1, last_repeat_at = $4
where feed = $1 and content_hash = $2 and accepted = $3
returning seq, repeats, told_code, told_text, told_at`;
