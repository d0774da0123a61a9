import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import { HEARD_IN_PART, HEARD_WHOLE } from '../store';

interface FeedsHeard {
  readonly at: Date | null;
  readonly in_part: Date | null;
  readonly behind: Date | null;
}

/**
 * Since when the instance has been heard whole: one row, `at` null where a feed of it was never heard; `in_part` is since
 * when the others were. `behind`: since when a message has waited, on whatever feed.
 */
export const feedsHeard = (instance: InstanceName): RawBuilder<FeedsHeard> =>
  sql`select ${HEARD_WHOLE} as at, ${HEARD_IN_PART} as in_part, min(behind_since) as behind
    from feed where instance = ${instance}`;

/** Which of the asked people (`asked.subject`, `asked.record_id`) have a partition that holds a message. */
export const heldFor = (instance: InstanceName): RawBuilder<unknown> =>
  sql`select array_agg(distinct asked.subject) as subjects from asked
    join partition on partition.record_id = asked.record_id and partition.instance = ${instance} and partition.held`;

/** Every asked place, where any message of the instance is held: whom a held message would put where is not known. */
export const heldAnywhere = (instance: InstanceName): RawBuilder<unknown> =>
  sql`select array_agg(asked.subject) as subjects from asked
    where exists (select 1 from partition where partition.instance = ${instance} and partition.held)`;
