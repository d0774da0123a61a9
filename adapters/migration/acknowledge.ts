import { sql, type Kysely, type Transaction } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import { refuseInput } from '../../schema/errors';
import type { Evidence, MigrationAlert } from '../../schema/migration/evidence';
import { reasonGiven } from '../../schema/reason';
import { recordChanges } from '../ledger';
import { createRecordedRead, type Recorder } from '../routing';
import type { Store, Tables } from '../store';
import { alertOf, openAlertId, type MigrationAlertRow } from './alerts';

export interface AcknowledgeMeans {
  readonly store: Store;
  readonly clock: Clock;
  readonly recorder: Recorder;
}

/** Whether somebody ever asked for the override of a system's gate, or carried it out. By user: a name may be anybody's. */
const hasOverridden = async (db: Kysely<Tables>, system: string, userId: string): Promise<boolean> =>
  (await db
    .selectFrom('ledger_change')
    .select('id')
    .where('about', '=', system)
    .where('what', 'in', ['override-asked', 'overridden'])
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Ends the alert of an overridden gate once a person of their own has seen to it. Others end with what they tell of. */
export const createAcknowledge = ({ store, clock, recorder }: AcknowledgeMeans): Evidence['acknowledge'] => {
  const recorded = createRecordedRead(recorder, 'The ledger');
  const end = async (trx: Transaction<Tables>, id: string, reason: string, ask: Ask): Promise<MigrationAlert> => {
    const number = openAlertId(id);
    // Of two who acknowledge it at once, the second finds it ended.
    const { rows } = await sql<MigrationAlertRow>`
      select * from migration_alert where id = ${number} for update`.execute(trx);
    const [alert] = rows;
    if (!alert) return refuseInput('alert is not known');
    if (alert.over_at !== null) return refuseInput('alert is over already');
    if (alert.kind !== 'overridden')
      return refuseInput('alert is not ended by a person: it ends with what it tells of');
    if (await hasOverridden(trx, alert.about, ask.viewer.userId))
      return refuseInput('alert needs another person than those who overrode the gate');
    const over = { over_at: now(clock), over_by: ask.viewer.name, over_why: reason };
    await trx.updateTable('migration_alert').set(over).where('id', '=', alert.id).execute();
    const change = { about: alert.about, what: 'acknowledged', after: alert.words, reason };
    await recordChanges(trx, [change], ask.viewer, clock);
    return alertOf({ ...alert, ...over, over_at: new Date(over.over_at) });
  };
  return async (alert, reason, ask) => {
    const given = await recorded(
      'migration-actions',
      ask,
      () => Promise.resolve().then(() => reasonGiven(reason)),
      () => ({ note: `acknowledges an alert${openAlertId(alert) === null ? '' : ` (${alert})`}` }),
    );
    const work = store.db.transaction().execute((trx) => end(trx, alert, given, ask));
    return recorder.own('migration-actions', work, 'The ledger');
  };
};
