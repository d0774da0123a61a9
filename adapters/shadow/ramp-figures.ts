import { sql } from 'kysely';
import type { RampSpent } from '../../schema/migration/evidence';
import { instantOf, type Instant } from '../../schema/time';
import { budgets, USUAL_BUDGET } from '../ledger';
import type { Store } from '../store';
import { shadowingOf, type ShadowSettings } from './settings';

/** What a ramp may cost before it goes back by itself. Per cents of asks and of records. */
export interface RampBudget {
  readonly errorPercent: number;
  readonly latencyMs: number;
  readonly severePercent: number;
  /** Asks of the candidate below which nothing is decided. */
  readonly minimumSample: number;
  /** The time looked back on. */
  readonly windowSeconds: number;
  /** How long a difference has to settle: what was compared since is not judged. */
  readonly settleMs: number;
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

interface Percent {
  /** By which it is judged. */
  readonly exact: number;
  /** For people, rounded upwards: what breaks a budget must not read as though it kept it. */
  readonly shown: number;
}

const percent = (part: number, whole: number): Percent | null =>
  whole === 0 ? null : { exact: (part * 100) / whole, shown: Math.ceil((part * 10_000) / whole) / 100 };

interface Spent {
  readonly sample: number;
  readonly errors: Percent | null;
  readonly latencyMs: number | null;
  readonly severe: Percent | null;
}

const brokenBy = ({ sample, errors, latencyMs, severe }: Spent, budget: RampBudget): readonly string[] => {
  if (sample < budget.minimumSample) return [];
  return [
    ...(errors !== null && errors.exact > budget.errorPercent
      ? [`${errors.shown} % of the candidate's asks failed (allowed: ${budget.errorPercent} %)`]
      : []),
    ...(latencyMs !== null && latencyMs > budget.latencyMs
      ? [`the candidate's 95th percentile is ${latencyMs} ms (allowed: ${budget.latencyMs} ms)`]
      : []),
    ...(severe !== null && severe.exact > budget.severePercent
      ? [`${severe.shown} % of records differ severely (allowed: ${budget.severePercent} %)`]
      : []),
  ];
};

export interface RampStanding extends RampSpent {
  /**
   * What the minimum sample still wants: asks of the candidate, and comparisons, for answers that nobody compares would
   * keep a budget of differences whatever they say.
   */
  readonly missing: number;
}

/** How a ramp stands against its budget at a moment. Nothing before it was moved there counts. */
export const rampSpent = async (
  { db }: Store,
  route: string,
  movedAt: Instant,
  budget: RampBudget,
  at: number,
): Promise<RampStanding> => {
  const since = (ms: number): Instant => instantOf(Math.max(Date.parse(movedAt), ms));
  const from = since(at - budget.windowSeconds * 1_000);
  // A difference is known a settle time later: what agrees is counted up to there, too, or it would hide what does not.
  const settledAt = at - budget.settleMs;
  const comparedFrom = since(settledAt - budget.windowSeconds * 1_000);
  const { rows: asked } = await sql<Asks>`with asked as (
      select * from candidate_ask where route = ${route} and at >= ${from}::timestamptz)
    select coalesce(sum(asks), 0) as asks, coalesce(sum(failed), 0) as failed, coalesce(sum(probes), 0) as probes,
      (select percentile_disc(0.95) within group (order by one) from asked cross join unnest(ms) as one) as p95
    from asked`.execute(db);
  const { rows: compared } = await sql<Compared>`select coalesce(sum(records), 0) as records,
      coalesce(sum(severe) filter (where outcome = 'mismatched'), 0) as severe
    from shadow_comparison where route = ${route} and at >= ${comparedFrom}::timestamptz
      and at <= ${instantOf(settledAt)}::timestamptz and origin in ('live', 'probe')
      and outcome in ('matched', 'ignored', 'mismatched')`.execute(db);
  // Whatever came of them, and settled or not: what is under way is not asked for again.
  const { rows: tried } = await sql<{ comparisons: number }>`select count(*) as comparisons from shadow_comparison
    where route = ${route} and at >= ${from}::timestamptz and origin in ('live', 'probe')`.execute(db);
  const { asks = 0, failed = 0, probes = 0, p95: latencyMs = null } = asked[0] ?? {};
  const { records = 0, severe: severeRecords = 0 } = compared[0] ?? {};
  const [errors, severe] = [percent(failed, asks), percent(severeRecords, records)];
  return {
    ...{ sample: asks, probes, errorPercent: errors && errors.shown, latencyMs, severePercent: severe && severe.shown },
    broken: brokenBy({ sample: asks, errors, latencyMs, severe }, budget),
    missing: Math.max(budget.minimumSample - Math.min(asks, tried[0]?.comparisons ?? 0), 0),
  };
};

/** The budget of a route as it stands in the ledger, and what the settings say of how it is compared. */
export const budgetFromStore = async ({ db }: Store, settings: ShadowSettings, route: string): Promise<RampBudget> => {
  const { errorPercent, severePercent, ...rest } = (await budgets(db)).get(route) ?? USUAL_BUDGET;
  return {
    ...{ ...rest, errorPercent: Number(errorPercent), severePercent: Number(severePercent) },
    settleMs: shadowingOf(settings, route).settleMs,
  };
};
