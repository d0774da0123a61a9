import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { RampBudget, WaitingLoosening } from '../../schema/migration/route-moves';
import { instantOf } from '../../schema/time';
import type { Tables } from '../store';
import type { WaitingLooseningTable } from '../store/tables/ledger-moves';
import { freezeId, freezeNumber } from './freezes';
import { recordChanges, type Mover } from './history';

/** What is to be taken away. */
export type Loosening =
  | { readonly what: 'second-approver' }
  | { readonly what: 'budget'; readonly budget: Partial<RampBudget> }
  /** By their ids: a freeze that is set while it waits is not lifted with them. */
  | { readonly what: 'freezes'; readonly ids: readonly string[] };

/** A waiting loosening, with the route (`*` for every one) and the person that asked for it. */
export interface LooseningRow {
  readonly route: string;
  readonly loosening: Loosening;
  readonly by: Mover;
  readonly waiting: WaitingLoosening;
}

const budgetRow = z.object({
  errorPercent: z.string().exactOptional(),
  latencyMs: z.number().exactOptional(),
  severePercent: z.string().exactOptional(),
  minimumSample: z.number().exactOptional(),
  windowSeconds: z.number().exactOptional(),
});

const PREFIX = 'wl_';
export const isLooseningId = (id: string): boolean => id.startsWith(PREFIX);

const looseningOf = ({ budget, freezes }: Selectable<WaitingLooseningTable>): Loosening => {
  if (freezes !== null) return { what: 'freezes', ids: freezes.map(freezeId) };
  return budget === null ? { what: 'second-approver' } : { what: 'budget', budget: budgetRow.parse(budget) };
};

const rowOf = (row: Selectable<WaitingLooseningTable>): LooseningRow => ({
  route: row.route,
  loosening: looseningOf(row),
  by: { userId: row.user_id, name: row.user_name, role: row.role },
  waiting: {
    ...{ id: `${PREFIX}${row.id}`, words: row.words, by: row.user_name, reason: row.reason },
    at: instantOf(row.at.getTime()),
  },
});

/** All that wait, oldest first. */
export const waitingLoosenings = async (db: Kysely<Tables>): Promise<readonly LooseningRow[]> => {
  const open = db.selectFrom('waiting_loosening').selectAll().where('decided_at', 'is', null);
  return (await open.orderBy('id').execute()).map(rowOf);
};

/** Has it wait. One waits for a group at a time. Throws GraphRefusal BAD_USER_INPUT. */
export const askToLoosen = async (
  trx: Transaction<Tables>,
  asked: {
    readonly route: string;
    readonly group: readonly string[];
    readonly loosening: Loosening;
    readonly words: string;
    readonly reason: string;
  },
  by: Mover,
  clock: Clock,
): Promise<WaitingLoosening> => {
  const { route, group, loosening, words, reason } = asked;
  if ((await waitingLoosenings(trx)).some((one) => group.includes(one.route)))
    throw new GraphRefusal('BAD_USER_INPUT', 'route already has a change that waits: decide that one first');
  const row = await trx
    .insertInto('waiting_loosening')
    .values({
      budget: loosening.what === 'budget' ? JSON.stringify(loosening.budget) : null,
      freezes: loosening.what === 'freezes' ? loosening.ids.map(freezeNumber) : null,
      ...{ route, words, reason, at: now(clock) },
      ...{ user_id: by.userId, user_name: by.name, role: by.role },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await recordChanges(trx, [{ about: route, what: 'asked', after: words, reason }], by, clock);
  return rowOf(row).waiting;
};

/** Settles what waits, by another person than the one who asked, who may only take it back. Throws GraphRefusal BAD_USER_INPUT. */
export const settleLoosening = async (
  trx: Transaction<Tables>,
  { id, agree, reason }: { readonly id: string; readonly agree: boolean; readonly reason: string },
  by: Mover,
  clock: Clock,
): Promise<LooseningRow> => {
  const waits = (await waitingLoosenings(trx)).find(({ waiting }) => waiting.id === id);
  if (!waits) throw new GraphRefusal('BAD_USER_INPUT', 'move is none that waits');
  if (agree && waits.by.userId === by.userId)
    throw new GraphRefusal('BAD_USER_INPUT', 'move needs another person than the one who asked for it');
  await trx
    .updateTable('waiting_loosening')
    .set({ decided_at: now(clock), decided_by: by.name, agreed: agree })
    .where('id', '=', id.slice(PREFIX.length))
    .execute();
  const decided = { about: waits.route, what: agree ? 'agreed' : 'refused', after: waits.waiting.words, reason };
  await recordChanges(trx, [decided], by, clock);
  return waits;
};
