import { sql, type Kysely } from 'kysely';
import { instantOf, type Instant } from '../../schema/time';
import type { MigrationAlert } from '../../schema/migration/evidence';
import type { Store, Tables } from '../store';

/** Begins an alert; one of the same kind about the same, still open, is told in the new words. */
export const raiseMigrationAlert = async (
  db: Kysely<Tables>,
  alert: {
    readonly kind: MigrationAlert['kind'];
    readonly about: string;
    readonly since: Instant;
    readonly words: string;
  },
): Promise<void> => {
  const { kind, about, since, words } = alert;
  await sql`insert into migration_alert (kind, about, since, words) values (${kind}, ${about}, ${since}, ${words})
    on conflict (kind, about) where over_at is null do update set words = excluded.words`.execute(db);
};

/** It is over; nothing happens where none is open. */
export const endMigrationAlert = async (
  db: Kysely<Tables>,
  kind: MigrationAlert['kind'],
  about: string,
  at: Instant,
): Promise<void> => {
  await db
    .updateTable('migration_alert')
    .set({ over_at: at })
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('over_at', 'is', null)
    .execute();
};

const MOST = 200;

/** Newest first. */
export const readMigrationAlerts = async ({ db }: Store, onlyOpen: boolean): Promise<readonly MigrationAlert[]> => {
  const open = onlyOpen ? sql`where over_at is null` : sql``;
  const { rows } = await sql<{
    readonly id: number;
    readonly kind: MigrationAlert['kind'];
    readonly about: string;
    readonly since: Date;
    readonly words: string;
    readonly over_at: Date | null;
  }>`select * from migration_alert ${open} order by since desc, id desc limit ${MOST}`.execute(db);
  return rows.map(({ id, since, over_at: over, ...row }) => ({
    ...row,
    ...{ id: `ma_${id}`, since: instantOf(since.getTime()), overAt: over && instantOf(over.getTime()) },
  }));
};
