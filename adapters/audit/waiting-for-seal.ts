import { sql, type Kysely } from 'kysely';
import { instantOf, type Instant } from '../../schema/time';
import type { Tables } from '../store';

/** Rows that wait for their seal: a second's worth, where a sealer runs. */
export const waitingForSeal = async (
  db: Kysely<Tables>,
): Promise<{ readonly count: number; readonly oldest: Instant | null }> => {
  const { rows } = await sql<{ count: number; oldest: Date | null }>`
    select count(*)::int as count, min(r.at) as oldest
    from audit_unsealed u join read_audit r on r.id = u.audit_id`.execute(db);
  const { count = 0, oldest = null } = rows[0] ?? {};
  return { count, oldest: oldest && instantOf(oldest.getTime()) };
};
