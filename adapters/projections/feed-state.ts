import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';

/**
 * Since when the instance has been heard whole: one row, null where a feed of it was never heard. Of several feeds the
 * most silent one decides, or a dead one would hide behind a lively one; not one that left the settings. `behind`: since
 * when a message has waited, on whatever feed.
 */
export const feedsHeard = (instance: InstanceName): RawBuilder<{ at: Date | null; behind: Date | null }> =>
  sql`select case when bool_and(last_heard_at is not null or not is_awaited) then min(last_heard_at) filter (where is_awaited) end as at, min(behind_since) as behind
    from feed where instance = ${instance}`;

/** Which of the asked people (`asked.subject`, `asked.record_id`) have a partition that holds a message. */
export const heldFor = (instance: InstanceName): RawBuilder<unknown> =>
  sql`select array_agg(distinct asked.subject) as subjects from asked
    join partition on partition.record_id = asked.record_id and partition.instance = ${instance} and partition.held`;

/** Every asked place, where any message of the instance is held: whom a held message would put where is not known. */
export const heldAnywhere = (instance: InstanceName): RawBuilder<unknown> =>
  sql`select array_agg(asked.subject) as subjects from asked
    where exists (select 1 from partition where partition.instance = ${instance} and partition.held)`;
