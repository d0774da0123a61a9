/**
 * One statement, so that one round trip and one commit make messages of a feed safe. Everything after `incoming` follows
 * only from a row that was really added: a repeat adds none. Rows of partitions are touched in the order of their keys, so
 * that two merges the opposite way round cannot lock each other out. A partition that is there already is not inserted
 * again: that would wait for whoever is holding a message of it, who in turn waits for its backlog.
 *
 * Statements of one feed may commit in another order than they numbered their messages in: what waits, waits since the
 * least of them.
 *
 * What is there already is looked up key by key, behind \`offset 0\`: planned while a database is new, a plain anti-join
 * reads every partition of the feed at each message, for as long as the connection keeps its plan.
 *
 * No two of one statement may hold the same bytes or the same control id: neither would see the other.
 */
export const KEEP = `
with one as materialized (
  select * from unnest(
    $3::timestamptz[], $4::text[], $5::bytea[], $6::text[], $7::bytea[], $8::text[], $9::text[], $10::text[], $11::text[],
    $12::text[], $13::text[], $14::text[], $15::boolean[], $16::text[], $17::jsonb[], $18::text[], $19::text[],
    $20::integer[], $21::bigint[]
  ) with ordinality as given (received_at, peer, bytes, charset, content_hash, sending_application, sending_facility,
    message_type, trigger_event, control_id, processing_id, version, accepted, state, reason, told_code, told_text, size,
    batch, at)
), keys as materialized (
  select * from unnest($22::integer[], $23::text[], $24::text[]) as named (at, key, record_id)
), notes as materialized (
  select * from unnest($25::integer[], $26::text[]) with ordinality as noted (at, note, place)
), incoming as (
  insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
    sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state,
    reason, told_code, told_text, told_at, notes, size, batch, conflicts_with)
  select $1, $2, received_at, peer, bytes, charset, content_hash, sending_application, sending_facility, message_type,
    trigger_event, control_id, processing_id, version, accepted,
    array(select key from keys where keys.at = one.at order by key collate "C"), state, reason, told_code, told_text,
    received_at, array(select note from notes where notes.at = one.at order by place), size, batch,
    case when accepted then (
      select min(earlier.seq) from message earlier
      where earlier.feed = $1 and earlier.control_id = one.control_id and earlier.accepted
        and earlier.content_hash <> one.content_hash and earlier.sending_application = one.sending_application
        and earlier.sending_facility = one.sending_facility
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
  select kind, value, authority, seq
  from added join unnest($27::integer[], $28::text[], $29::text[], $30::text[]) as named (at, kind, value, authority)
    using (at)
), new_backlog as (
  insert into backlog (feed, key, pending, since)
  select $1, key, count(*)::integer, min(seq) from added join keys using (at) group by key order by key
  on conflict (feed, key) do update
    set pending = backlog.pending + excluded.pending,
      since = case when backlog.pending > 0 then least(backlog.since, excluded.since) else excluded.since end
)
select at::integer, seq from added`;

/** The same bytes were kept before: that they came again is all there is to keep. */
export const REPEAT = `
update message set repeats = repeats + 1, last_repeat_at = $4, told_at = $4
where feed = $1 and content_hash = $2 and accepted = $3
returning seq`;
