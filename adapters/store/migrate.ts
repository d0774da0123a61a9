import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { MIGRATIONS } from './migrations';
import type { Migration } from './migrations';

/** Any number that nobody else locks: the first four letters of `causeway` in ASCII. */
const LOCK = 0x63617573;

/** Where it is told that a step was done. */
export const TABLES_CHANNEL = 'tables';

/** None where there are no tables yet. */
const applied = async (db: Kysely<unknown>): Promise<ReadonlySet<string>> => {
  const { rows: found } = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(
    db,
  );
  if (found[0]?.there !== true) return new Set();
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
  return new Set(rows.map(({ name }) => name));
};

/** The tables of a database are of another version than this code; nothing was done to them. */
export class OtherTables extends Error {
  override readonly name: string = 'OtherTables';

  constructor(
    words = 'The tables of this database are not those of this version: nothing was done. A command is of the version that serves; starting a newer one brings the tables up to date.',
  ) {
    super(words);
  }
}

/** They were brought up to date by a newer version: what is in them now, this one cannot tell. */
export class NewerTables extends OtherTables {
  override readonly name = 'NewerTables';

  /** `steps`: those that were done and are not known here. */
  constructor(steps: readonly string[]) {
    super(
      `The tables of this database are of a newer version than this one, which does not know what was done to them (${steps.join(', ')}). Run that version; the only way back is the backup that was taken before it.`,
    );
  }
}

const newerThan = (wanted: readonly Migration[], done: ReadonlySet<string>): NewerTables | null => {
  const known = new Set(wanted.map(({ name }) => name));
  const unknown = [...done].filter((name) => !known.has(name)).sort();
  return unknown.length > 0 ? new NewerTables(unknown) : null;
};

/** What a newer version did to the tables; null where none did. */
export const newerTables = async (
  db: Kysely<unknown>,
  wanted: readonly Migration[] = MIGRATIONS,
): Promise<NewerTables | null> => newerThan(wanted, await applied(db));

/** For who is only visiting. Throws {@link OtherTables} where a step is missing, or where one was done that is not known here. */
export const insistCurrent = async (db: Kysely<unknown>, wanted: readonly Migration[] = MIGRATIONS): Promise<void> => {
  const done = await applied(db);
  const newer = newerThan(wanted, done);
  if (newer) throw newer;
  if (!wanted.every(({ name }) => done.has(name))) throw new OtherTables();
};

/**
 * Brings the store up to date: each missing migration in a transaction of its own, recorded with it, and told to whoever
 * runs on the tables as they were. Processes that start together wait for each other. Throws {@link NewerTables}, having
 * changed nothing, where a newer version was here before.
 */
export const migrate = async (
  db: Kysely<unknown>,
  wanted: readonly Migration[] = MIGRATIONS,
  log: (line: string) => void = () => undefined,
): Promise<void> => {
  const isOver = (done: ReadonlySet<string>): boolean => {
    const newer = newerThan(wanted, done);
    if (newer) throw newer;
    return wanted.every(({ name }) => done.has(name));
  };
  if (isOver(await applied(db))) return;
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      // Whoever had the lock before may have been of a newer version.
      const done = await applied(connection);
      if (isOver(done)) return;
      await sql`create table if not exists migration (
        name text primary key,
        applied_at timestamptz not null default now()
      )`.execute(connection);
      if (done.size > 0) log("the store's tables are brought up to date; where much is kept this takes minutes");
      for (const migration of wanted) {
        if (done.has(migration.name)) continue;
        await connection.transaction().execute(async (trx) => {
          await migration.up(trx);
          await sql`insert into migration (name) values (${migration.name})`.execute(trx);
          await sql`select pg_notify(${TABLES_CHANNEL}, '')`.execute(trx);
        });
      }
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
};
