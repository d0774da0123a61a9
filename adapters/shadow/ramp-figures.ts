import { sql } from 'kysely';
import type { RampSpent } from '../../schema/migration/evidence';
import { instantOf, type Instant } from '../../schema/time';
import { budgets, USUAL_BUDGET } from '../ledger';
import type { Store } from '../store';

/** What a ramp may cost before it goes back by itself. Per cents of asks and of records. */
export interface RampBudget {
  readonly errorPercent: number;
  readonly latencyMs: number;
  readonly severePercent: number;
  /** Asks of the candidate below which nothing is decided. */
  readonly minimumSample: number;
  /** The time looked back on. */
  readonly windowSeconds: number;
}

interface Asks {
  readonly asks: number;
  readonly failed: number;
  readonly probes: number;
  readonly p95: number | null;
}
interface Compared {
  readonly records: number;
  readonly severe: number;
}

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 100;

const brokenBy = (spent: Omit<RampSpent, 'broken'>, budget: RampBudget): readonly string[] => {
  const { sample, errorPercent, latencyMs, severePercent } = spent;
  if (sample < budget.minimumSample) return [];
  return [
    ...(errorPercent !== null && errorPercent > budget.errorPercent
      ? [`${errorPercent} % of the candidate's asks failed (allowed: ${budget.errorPercent} %)`]
      : []),
    ...(latencyMs !== null && latencyMs > budget.latencyMs
      ? [`the candidate's 95th percentile is ${latencyMs} ms (allowed: ${budget.latencyMs} ms)`]
      : []),
    ...(severePercent !== null && severePercent > budget.severePercent
      ? [`${severePercent} % of records differ severely (allowed: ${budget.severePercent} %)`]
      : []),
  ];
};

/** How a ramp stands against its budget at a moment. Nothing before it was moved there counts. */
export const rampSpent = async (
  { db }: Store,
  route: string,
  movedAt: Instant,
  budget: RampBudget,
  at: number,
): Promise<RampSpent> => {
  const from = instantOf(Math.max(Date.parse(movedAt), at - budget.windowSeconds * 1_000));
  const { rows: asked } = await sql<Asks>`with asked as (
      select * from candidate_ask where route = ${route} and at >= ${from}::timestamptz)
    select coalesce(sum(asks), 0) as asks, coalesce(sum(failed), 0) as failed, coalesce(sum(probes), 0) as probes,
      (select percentile_disc(0.95) within group (order by one) from asked cross join unnest(ms) as one) as p95
    from asked`.execute(db);
  const { rows: compared } = await sql<Compared>`select coalesce(sum(records), 0) as records,
      coalesce(sum(severe) filter (where outcome = 'mismatched'), 0) as severe
    from shadow_comparison where route = ${route} and at >= ${from}::timestamptz and origin in ('live', 'probe')
      and outcome in ('matched', 'ignored', 'mismatched')`.execute(db);
  const { asks = 0, failed = 0, probes = 0, p95 = null } = asked[0] ?? {};
  const { records = 0, severe = 0 } = compared[0] ?? {};
  const spent = {
    ...{ sample: asks, probes, errorPercent: percent(failed, asks), latencyMs: p95 },
    severePercent: percent(severe, records),
  };
  return { ...spent, broken: brokenBy(spent, budget) };
};

const asNumbers = ({ errorPercent, severePercent, ...rest }: typeof USUAL_BUDGET): RampBudget => ({
  ...rest,
  ...{ errorPercent: Number(errorPercent), severePercent: Number(severePercent) },
});

/** The budget of a route as it stands in the ledger. */
export const budgetFromStore = async ({ db }: Store, route: string): Promise<RampBudget> =>
  asNumbers((await budgets(db)).get(route) ?? USUAL_BUDGET);
