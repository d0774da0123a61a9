import { sql } from 'kysely';
import { schedule } from 'node-cron';
import { now, type Clock } from '../../schema/clock';
import { faultName } from '../../schema/fault-name';
import { instantOf, londonDate } from '../../schema/time';
import { registerRows } from '../ledger';
import type { Store } from '../store';
import { slippingOf } from './milestones';

export interface MilestonesJob {
  /** Looks now. Resolves once alerts are as they should be, or another process is at it. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** After the night, before the programme's office opens. */
const AT_SIX = '0 6 * * *';

/** Opens an alert for each system whose milestones slip, and closes those that no longer do. One process at a time. */
const tellSlipping = async (store: Store, clock: Clock): Promise<void> => {
  const systems = (await registerRows(store.db)).map(({ system }) => system);
  const slipping = slippingOf(systems, londonDate(instantOf(clock.millis())));
  await store.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('causeway.milestones')) as mine`.execute(trx);
    if (rows[0]?.mine !== true) return;
    const slips = [...slipping.values()];
    const [about, words, due] = [[...slipping.keys()], slips.map((slip) => slip.words), slips.map((slip) => slip.due)];
    await sql`update migration_alert set over_at = ${now(clock)}
      where kind = 'slipping' and over_at is null and not (about, words) in (
        select * from unnest(${about}::text[], ${words}::text[]))`.execute(trx);
    await sql`insert into migration_alert (kind, about, since, words, due)
      select 'slipping', about, ${now(clock)}, words, due
      from unnest(${about}::text[], ${words}::text[], ${due}::text[]) as s (about, words, due)
      on conflict (kind, about) where over_at is null do update set due = excluded.due
        where migration_alert.due is distinct from excluded.due`.execute(trx);
  });
};

/** Looks for slipping milestones at six in the morning in London, and once at the start. */
export const startMilestones = (store: Store, clock: Clock, log: (line: string) => void): MilestonesJob => {
  let looking: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    looking = looking.then(() =>
      tellSlipping(store, clock).catch((error: unknown) =>
        log(`milestones could not be looked at (${faultName(error)}); tried again tomorrow`),
      ),
    );
    return looking;
  };
  const task = schedule(AT_SIX, look, { timezone: 'Europe/London', noOverlap: true, unref: true });
  void look();
  return {
    look,
    close: async () => {
      await task.destroy();
      await looking;
    },
  };
};
