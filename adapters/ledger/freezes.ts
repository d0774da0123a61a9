import type { Kysely, Selectable, Transaction } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { Freeze } from '../../schema/migration/route-moves';
import { instantOf, type Instant } from '../../schema/time';
import type { Tables } from '../store';
import type { ChangeFreezeTable } from '../store/tables/ledger-moves';
import { recordChanges, type Mover } from './history';

const freezeOf = (row: Selectable<ChangeFreezeTable>): Freeze => ({
  ...{ id: `fz_${row.id}`, route: row.route, by: row.user_name, reason: row.reason },
  ...{ from: instantOf(row.from_at.getTime()), to: instantOf(row.to_at.getTime()) },
});

/** Freezes that stand at a moment, those that end last first. */
export const freezesAt = async (db: Kysely<Tables>, at: Instant): Promise<readonly Freeze[]> => {
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

/** The freeze that holds up moves of a group: one for every route, or for any of these. */
export const freezeOfGroup = (standing: readonly Freeze[], group: readonly string[]): Freeze | null =>
  standing.find(({ route }) => route === null || group.includes(route)) ?? null;

export interface FreezeAsked {
  readonly route: string | null;
  readonly from: Instant | null;
  readonly to: Instant;
  readonly reason: string;
}

/** Sets a freeze, or ends those of the same scope where `to` is past. Gives the new one. Throws GraphRefusal BAD_USER_INPUT. */
export const freezeChanges = async (
  trx: Transaction<Tables>,
  { route, from, to, reason }: FreezeAsked,
  by: Mover,
  clock: Clock,
): Promise<Freeze | null> => {
  const at = now(clock);
  const about = route ?? '*';
  if (to <= at) {
    const ended = await trx
      .updateTable('change_freeze')
      .set({ to_at: at })
      .where('to_at', '>', new Date(at))
      .where('route', route === null ? 'is' : '=', route)
      .returning('id')
      .execute();
    if (ended.length === 0) throw new GraphRefusal('BAD_USER_INPUT', `to is past, and no freeze of ${about} stands`);
    await recordChanges(trx, [{ about, what: 'unfrozen', reason }], by, clock);
    return null;
  }
  if (from !== null && from >= to) throw new GraphRefusal('BAD_USER_INPUT', 'from must lie before to');
  const row = await trx
    .insertInto('change_freeze')
    .values({ route, from_at: from ?? at, to_at: to, user_name: by.name, reason })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordChanges(trx, [{ about, what: 'frozen', after: `${from ?? at} to ${to}`, reason }], by, clock);
  return freezeOf(row);
};
