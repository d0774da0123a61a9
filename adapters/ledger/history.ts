import type { Kysely, Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { LedgerChange } from '../../schema/migration/route-moves';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';

/** Who changes the ledger. */
export interface Mover {
  readonly userId: string;
  readonly name: string;
  readonly role: string;
}

/** What goes back by itself is moved by nobody. */
export const CAUSEWAY: Mover = { userId: 'causeway', name: 'causeway', role: 'system' };
/** What stands in the settings file. */
export const SETTINGS: Mover = { userId: 'settings', name: 'settings', role: 'system' };

export interface ChangeToRecord {
  /** `system@ORGANISATION`, a route's id, or `*` for every route. */
  readonly about: string;
  readonly what: LedgerChange['what'];
  readonly before?: string | null;
  readonly after?: string | null;
  readonly reason: string;
}

/** Writes changes into the ledger's history, in the transaction that makes them. */
export const recordChanges = async (
  trx: Transaction<Tables>,
  changes: readonly ChangeToRecord[],
  by: Mover,
  clock: Clock,
): Promise<void> => {
  if (changes.length === 0) return;
  await trx
    .insertInto('ledger_change')
    .values(
      changes.map(({ about, what, before = null, after = null, reason }) => ({
        ...{ about, what, before, after, reason, at: now(clock) },
        ...{ user_id: by.userId, user_name: by.name, role: by.role },
      })),
    )
    .execute();
};

/** One more than a page shows, to know whether there is a next. */
const MOST = 101;

const numberOf = (id: string): string | null => /^lc_(\d{1,18})$/.exec(id)?.[1] ?? null;

/** Newest first; `after` is the id of the last that was told. Throws GraphRefusal BAD_USER_INPUT. */
export const ledgerHistory = async (
  db: Kysely<Tables>,
  { about, first, after }: { readonly about: string | null; readonly first: number; readonly after: string | null },
): Promise<readonly LedgerChange[]> => {
  const from = after === null ? null : numberOf(after);
  if (after !== null && from === null) throw new GraphRefusal('BAD_USER_INPUT', 'after is not a cursor of this list');
  if (!Number.isInteger(first) || first < 0 || first > MOST)
    throw new GraphRefusal('BAD_USER_INPUT', `first must lie between 0 and ${MOST - 1}`);
  let newest = db.selectFrom('ledger_change').selectAll().orderBy('id', 'desc').limit(first);
  if (about !== null) newest = newest.where('about', '=', about);
  if (from !== null) newest = newest.where('id', '<', from);
  const rows = await newest.execute();
  return rows.map((row) => ({
    ...{ id: `lc_${row.id}`, at: instantOf(row.at.getTime()), by: row.user_name, role: row.role },
    ...{ about: row.about, what: row.what, before: row.before, after: row.after, reason: row.reason },
  }));
};
