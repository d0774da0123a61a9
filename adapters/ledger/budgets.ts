import type { Kysely, Transaction } from 'kysely';
import { GraphRefusal } from '../../schema/errors';
import type { RampBudget } from '../../schema/migration/route-moves';
import type { Tables } from '../store';

/** What a ramp may cost where nobody said otherwise. */
export const USUAL_BUDGET: RampBudget = {
  ...{ errorPercent: '2', latencyMs: 3_000, severePercent: '0.5', minimumSample: 50, windowSeconds: 300 },
};

/** What Causeway's own probes gather in less than the minute in which a ramp that broke must be back. */
const MOST_SAMPLE = 100;

/** The budgets that somebody set, by route. */
export const budgets = async (db: Kysely<Tables>): Promise<ReadonlyMap<string, RampBudget>> => {
  const rows = await db.selectFrom('ramp_budget').selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.route,
      {
        ...{ errorPercent: row.error_percent, latencyMs: row.latency_ms, severePercent: row.severe_percent },
        ...{ minimumSample: Math.min(row.minimum_sample, MOST_SAMPLE), windowSeconds: row.window_seconds },
      },
    ]),
  );
};

/** A number with at most six digits behind the point, from 0 to 100. */
const isPercent = (text: string): boolean => /^\d{1,3}(\.\d{1,6})?$/.test(text) && Number(text) <= 100;
const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value > 0 && value <= most;

/** A day and more looks back on what nobody remembers; less than a minute forgets before a sample is gathered. */
const LONGEST_WINDOW = 86_400;
const SHORTEST_WINDOW = 60;

const checked = (budget: RampBudget): RampBudget => {
  const { errorPercent, latencyMs, severePercent, minimumSample, windowSeconds } = budget;
  const wrong = [
    ...(isPercent(errorPercent) ? [] : ['errorPercent must lie between 0 and 100']),
    ...(isCount(latencyMs, 600_000) ? [] : ['latencyMs must be a whole number from 1 to 600000']),
    ...(isPercent(severePercent) ? [] : ['severePercent must lie between 0 and 100']),
    ...(isCount(minimumSample, MOST_SAMPLE) ? [] : [`minimumSample must be a whole number from 1 to ${MOST_SAMPLE}`]),
    ...(isCount(windowSeconds, LONGEST_WINDOW) && windowSeconds >= SHORTEST_WINDOW
      ? []
      : [`windowSeconds must be a whole number from ${SHORTEST_WINDOW} to ${LONGEST_WINDOW}`]),
  ];
  if (wrong.length > 0) throw new GraphRefusal('BAD_USER_INPUT', wrong.join('; '));
  return budget;
};

export const budgetWords = (budget: RampBudget): string =>
  `errors ${budget.errorPercent} %, 95th percentile ${budget.latencyMs} ms, severe mismatches ${budget.severePercent} %, ` +
  `from ${budget.minimumSample} asks in ${budget.windowSeconds} s`;

/** Whether a ramp could cost more than before it goes back. Another window, either way, may hide what it costs. */
export const isLooser = (before: RampBudget, after: RampBudget): boolean =>
  Number(after.errorPercent) > Number(before.errorPercent) ||
  after.latencyMs > before.latencyMs ||
  Number(after.severePercent) > Number(before.severePercent) ||
  after.minimumSample > before.minimumSample ||
  after.windowSeconds !== before.windowSeconds;

/** The budget of a group as it is, and as it would be; what is not given stays. Throws GraphRefusal BAD_USER_INPUT. */
export const budgetAfter = async (
  db: Kysely<Tables>,
  routes: readonly string[],
  change: Partial<RampBudget>,
): Promise<{ readonly before: RampBudget; readonly after: RampBudget }> => {
  const before = (await budgets(db)).get(routes[0] ?? '') ?? USUAL_BUDGET;
  return { before, after: checked({ ...before, ...change }) };
};

export const writeBudget = async (
  trx: Transaction<Tables>,
  routes: readonly string[],
  budget: RampBudget,
): Promise<void> => {
  const set = {
    ...{ error_percent: budget.errorPercent, latency_ms: budget.latencyMs, severe_percent: budget.severePercent },
    ...{ minimum_sample: budget.minimumSample, window_seconds: budget.windowSeconds },
  };
  for (const route of routes)
    await trx
      .insertInto('ramp_budget')
      .values({ route, ...set })
      .onConflict((conflict) => conflict.column('route').doUpdateSet(set))
      .execute();
};
