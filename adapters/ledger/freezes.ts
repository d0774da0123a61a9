import type { Kysely, Selectable, Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { Freeze } from '../../schema/migration/route-moves';
import { instantOf, type Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { ChangeFreezeTable } from '../store/tables/ledger-moves';
import { recordChanges, type Mover } from './history';

const PREFIX = 'fz_';
/** `fz_7` for the row 7, and back. */
export const freezeId = (number: string): string => `${PREFIX}${number}`;
export const freezeNumber = (id: string): string => id.slice(PREFIX.length);
/** What a change of every route is about. */
export const EVERY_ROUTE = '*';

/** A freeze as it was set. */
export type FreezeRow = Omit<Freeze, 'ending'>;

const freezeOf = (row: Selectable<ChangeFreezeTable>): FreezeRow => ({
  ...{ id: freezeId(row.id), route: row.route, by: row.user_name, reason: row.reason },
  ...{ from: instantOf(row.from_at.getTime()), to: instantOf(row.to_at.getTime()) },
});

/** Freezes that stand at a moment, those that end last first. */
export const freezesAt = async (db: Kysely<Tables>, at: Instant): Promise<readonly FreezeRow[]> => {
  const rows = await db
    .selectFrom('change_freeze')
    .selectAll()
    .where('from_at', '<=', new Date(at))
    .where('to_at', '>', new Date(at))
    .orderBy('to_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(freezeOf);
};

/** Freezes that stand at a moment or are to come, those that begin first first. */
export const freezesFrom = async (db: Kysely<Tables>, at: Instant): Promise<readonly FreezeRow[]> => {
  const rows = await db
    .selectFrom('change_freeze')
    .selectAll()
    .where('to_at', '>', new Date(at))
    .orderBy('from_at')
    .orderBy('id')
    .execute();
  return rows.map(freezeOf);
};

/** Whether a freeze holds up moves of a group: one for every route, or for any of these. */
export const freezesGroup = ({ route }: FreezeRow, group: readonly string[]): boolean =>
  route === null || group.includes(route);

/** The first freeze that holds up moves of a group. */
export const freezeOfGroup = <F extends FreezeRow>(standing: readonly F[], group: readonly string[]): F | null =>
  standing.find((freeze) => freezesGroup(freeze, group)) ?? null;

export interface FreezeAsked {
  readonly route: string | null;
  readonly from: Instant | null;
  readonly to: Instant;
  readonly reason: string;
}

/** Sets a freeze, at once. Throws GraphRefusal BAD_USER_INPUT. */
export const freezeChanges = async (
  trx: Transaction<Tables>,
  { route, from, to, reason }: FreezeAsked,
  by: Mover,
  clock: Clock,
): Promise<FreezeRow> => {
  const at = now(clock);
  if (to <= at) throw new GraphRefusal('BAD_USER_INPUT', 'to must lie in the future');
  if (from !== null && from >= to) throw new GraphRefusal('BAD_USER_INPUT', 'from must lie before to');
  const row = await trx
    .insertInto('change_freeze')
    .values({ route, from_at: from ?? at, to_at: to, user_name: by.name, reason })
    .returningAll()
    .executeTakeFirstOrThrow();
  const about = route ?? EVERY_ROUTE;
  await recordChanges(trx, [{ about, what: 'frozen', after: `${from ?? at} to ${to}`, reason }], by, clock);
  return freezeOf(row);
};

/** What may be lifted: freezes of exactly this scope that stand or are to come, those that end last first. */
export const freezesToLift = async (
  db: Kysely<Tables>,
  route: string | null,
  at: Instant,
): Promise<readonly FreezeRow[]> => {
  const rows = await db
    .selectFrom('change_freeze')
    .selectAll()
    .where('to_at', '>', new Date(at))
    .where('route', route === null ? 'is' : '=', route)
    .orderBy('to_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(freezeOf);
};

/** Lifts these, as far as they are not over by themselves. */
export const liftFreezes = async (
  trx: Transaction<Tables>,
  { ids, about, reason }: { readonly ids: readonly string[]; readonly about: string; readonly reason: string },
  by: Mover,
  clock: Clock,
): Promise<void> => {
  const at = now(clock);
  const lifted = await trx
    .updateTable('change_freeze')
    .set({ to_at: at })
    .where('id', 'in', ids.map(freezeNumber))
    .where('to_at', '>', new Date(at))
    .returning('id')
    .execute();
  if (lifted.length > 0) await recordChanges(trx, [{ about, what: 'unfrozen', reason }], by, clock);
};
