import { sql } from 'kysely';

const EACH_AWAITED = sql<Date | null>`min(last_heard_at) filter (where is_awaited)`;

/**
 * Of rows of `feed`: since when all of them have been heard. The most silent one decides, or a dead one would hide behind a
 * lively one; not one that left the settings. Null where one was never heard: what it would have told is not known.
 */
export const HEARD_WHOLE = sql<Date | null>`case when bool_and(last_heard_at is not null or not is_awaited) then ${EACH_AWAITED} end`;

/** Since when those have been heard that were heard at all; under a name that left the settings, where no other was. */
export const HEARD_IN_PART = sql<Date | null>`coalesce(${EACH_AWAITED}, max(last_heard_at))`;
