import type { Kysely, Transaction } from 'kysely';
import { GraphRefusal } from '../../schema/errors';
import type { RampBudget } from '../../schema/migration/route-moves';
import type { Tables } from '../store';

/** What a ramp may cost where nobody said otherwise. */
export const USUAL_BUDGET: RampBudget = {
  ...{ errorPercent: '2', latencyMs: 3_000, severePercent: '0.5', minimumSample: 50, windowSeconds: 300 },
};

/** The budgets that somebody set, by route. */
export const budgets = async (db: Kysely<Tables>): Promise<ReadonlyMap<string, RampBudget>> => {
  const rows = await db.selectFrom('ramp_budget').selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.route,
      {
        ...{ errorPercent: row.error_percent, latencyMs: row.latency_ms, severePercent: row.severe_percent },
        ...{ minimumSample: row.minimum_sample, windowSeconds: row.window_seconds },
      },
    ]),
  );
};

/** A number with at most six digits behind the point, from 0 to 100. */
const isPercent = (text: string): boolean => /^\d{1,3}(\.\d{1,6})?$/.test(text) && Number(text) <= 100;
const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value > 0 && value <= most;

/** A day and more looks back on what nobody remembers; a second on what nobody can count. */
const LONGEST_WINDOW = 86_400;

const checked = (budget: RampBudget): RampBudget => {
  const { errorPercent, latencyMs, severePercent, minimumSample, windowSeconds } = budget;
  const wrong = [
    ...(isPercent(errorPercent) ? [] : ['errorPercent must lie between 0 and 100']),
    ...(isCount(latencyMs, 600_000) ? [] : ['latencyMs must be a whole number from 1 to 600000']),
    ...(isPercent(severePercent) ? [] : ['severePercent must lie between 0 and 100']),
    ...(isCount(minimumSample, 1_000_000) ? [] : ['minimumSample must be a whole number from 1 to 1000000']),
    ...(isCount(windowSeconds, LONGEST_WINDOW)
      ? []
      : [`windowSeconds must be a whole number from 1 to ${LONGEST_WINDOW}`]),
  ];
  if (wrong.length > 0) throw new GraphRefusal('BAD_USER_INPUT', wrong.join('; '));
  return budget;
};

export const budgetWords = (budget: RampBudget): string =>
  `errors ${budget.errorPercent} %, 95th percentile ${budget.latencyMs} ms, severe mismatches ${budget.severePercent} %, ` +
  `from ${budget.minimumSample} asks in ${budget.windowSeconds} s`;

/** Sets the budget of these routes; what is not given stays. Gives the budget before and after. Throws GraphRefusal BAD_USER_INPUT. */
export const setBudget = async (
  trx: Transaction<Tables>,
  routes: readonly string[],
  change: Partial<RampBudget>,
): Promise<{ readonly before: RampBudget; readonly after: RampBudget }> => {
  const known = await budgets(trx);
  const before = known.get(routes[0] ?? '') ?? USUAL_BUDGET;
  const after = checked({ ...before, ...change });
  const set = {
    ...{ error_percent: after.errorPercent, latency_ms: after.latencyMs, severe_percent: after.severePercent },
    ...{ minimum_sample: after.minimumSample, window_seconds: after.windowSeconds },
  };
  for (const route of routes)
    await trx
      .insertInto('ramp_budget')
      .values({ route, ...set })
      .onConflict((conflict) => conflict.column('route').doUpdateSet(set))
      .execute();
  return { before, after };
};
