import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { MIGRATIONS } from './migrations';
import type { Migration } from './migrations';

/** Any number that nobody else locks: the first four letters of `causeway` in ASCII. */
const LOCK = 0x63617573;

const applied = async (db: Kysely<unknown>): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
  return new Set(rows.map(({ name }) => name));
};

const isCurrent = async (db: Kysely<unknown>, wanted: readonly Migration[]): Promise<boolean> => {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(db);
  if (rows[0]?.there !== true) return false;
  const done = await applied(db);
  return wanted.every(({ name }) => done.has(name));
};

/** The tables of a database are of another version than this code; nothing was done to them. */
export class OtherTables extends Error {
  override readonly name = 'OtherTables';

  constructor() {
    super(
      'The tables of this database are not those of this version: nothing was done. A command is of the version that serves; starting a newer one brings the tables up to date.',
    );
  }
}

/** For who is only visiting. Throws {@link OtherTables} where a step is missing, or where one was done that is not known here. */
export const insistCurrent = async (db: Kysely<unknown>, wanted: readonly Migration[] = MIGRATIONS): Promise<void> => {
  const known = new Set(wanted.map(({ name }) => name));
  const current = (await isCurrent(db, wanted)) && [...(await applied(db))].every((name) => known.has(name));
  if (!current) throw new OtherTables();
};

/**
 * Brings the store up to date: each missing migration in a transaction of its own, recorded with it. Processes that
 * start together wait for each other.
 */
export const migrate = async (
  db: Kysely<unknown>,
  wanted: readonly Migration[] = MIGRATIONS,
  log: (line: string) => void = () => undefined,
): Promise<void> => {
  if (await isCurrent(db, wanted)) return;
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      await sql`create table if not exists migration (
        name text primary key,
        applied_at timestamptz not null default now()
      )`.execute(connection);
      const done = await applied(connection);
      if (done.size > 0) log("the store's tables are brought up to date; where much is kept this takes minutes");
      for (const migration of wanted) {
        if (done.has(migration.name)) continue;
        await connection.transaction().execute(async (trx) => {
          await migration.up(trx);
          await sql`insert into migration (name) values (${migration.name})`.execute(trx);
        });
      }
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
};
