import { sql } from 'kysely';

/** SQL of since when a route's control and candidate are these two; null where nobody planned them but the settings. */
export const plannedAt = (route: string) =>
  sql`(select planned_at from route where concat_ws('/', organisation, capability, role) = ${route})`;
