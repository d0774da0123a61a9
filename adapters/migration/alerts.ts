import { sql, type Kysely } from 'kysely';
import { instantOf, type Instant, type LocalDate } from '../../schema/time';
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

/** As it stands in the table. */
export interface MigrationAlertRow {
  readonly id: number;
  readonly kind: MigrationAlert['kind'];
  readonly about: string;
  readonly since: Date;
  readonly words: string;
  readonly due: LocalDate | null;
  readonly over_at: Date | null;
  readonly over_by: string | null;
  readonly over_why: string | null;
}

export const alertOf = ({ id, kind, about, since, words, due, ...over }: MigrationAlertRow): MigrationAlert => ({
  ...{ id: `ma_${id}`, kind, about, words, due, since: instantOf(since.getTime()) },
  overAt: over.over_at && instantOf(over.over_at.getTime()),
  ...{ overBy: over.over_by, overWhy: over.over_why },
});

/** The number of an alert, `ma_12`; null for what names none. */
export const openAlertId = (id: string): number | null => {
  const number = /^ma_(\d{1,15})$/.exec(id)?.[1];
  return number === undefined ? null : Number(number);
};

const MOST = 200;

/** Newest first. */
export const readMigrationAlerts = async ({ db }: Store, onlyOpen: boolean): Promise<readonly MigrationAlert[]> => {
  const open = onlyOpen ? sql`where over_at is null` : sql``;
  const { rows } =
    await sql<MigrationAlertRow>`select * from migration_alert ${open} order by since desc, id desc limit ${MOST}`.execute(
      db,
    );
  return rows.map(alertOf);
};
