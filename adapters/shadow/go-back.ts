import { sql } from 'kysely';
import { CAPABILITIES, type Capability } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import type { Store } from '../store';
import { SYSTEM_USER } from './system-ask';

/** Routes that move together: those of one organisation and role whose capabilities form a group. */
const together = (capability: string): readonly string[] => {
  const group = CAPABILITIES[capability as Capability].group;
  return group === undefined
    ? [capability]
    : Object.keys(CAPABILITIES).filter((each) => CAPABILITIES[each as Capability].group === group);
};

/**
 * Takes a ramp and its group back to shadow: the old system answers for everybody again, and the new one is still
 * compared. On record as Causeway's own, with the reason. Nothing happens where it is no ramp any more.
 */
export const goBackInLedger = async ({ db }: Store, route: string, reason: string, clock: Clock): Promise<void> => {
  const [organisation = '', capability = '', role = ''] = route.split('/');
  const at = now(clock);
  await db.transaction().execute(async (trx) => {
    // The lock of every change of the ledger (`syncRoutes`).
    await sql`select pg_advisory_xact_lock(hashtext('causeway.ledger'))`.execute(trx);
    const moved = await trx
      .updateTable('route')
      .set({ stage: 'shadow', percent: null, sites: [], moved_by: SYSTEM_USER, at, why: reason })
      .where('organisation', '=', organisation)
      .where('role', '=', role)
      .where('capability', 'in', together(capability))
      .where('stage', '=', 'ramp')
      .returning('capability')
      .execute();
    if (moved.length === 0) return;
    await trx
      .insertInto('ledger_change')
      .values(
        moved.map((one) => ({
          ...{ at, user_id: SYSTEM_USER, user_name: 'Causeway', role: 'machine', what: 'rolled-back', reason },
          ...{ about: `${organisation}/${one.capability}/${role}`, before: 'ramp', after: 'shadow' },
        })),
      )
      .execute();
  });
};
