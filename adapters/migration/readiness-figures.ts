import { sql } from 'kysely';
import type { InstanceName } from '../../schema/identifiers';
import type { Agreement } from '../../schema/migration/evidence';
import type { Figure } from '../../schema/migration/plan';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { DateRange } from '../../schema/time';
import { HEARD_WHOLE } from '../store';
import { asksOf, readersOf } from '../usage';
import { coverageRows, isDeclared, lostFields } from './coverage';
import { daysBack, uncountedIn } from './plan-facts';
import type { PlanMeans } from './plan-means';
import { plannedAt } from './planned-at';
import type { ReadinessFigures } from './readiness';
import { peopleCovered } from './system-figures';

const fieldsOf = (
  { capability, control }: MigrationRoute,
  candidate: InstanceName,
  { kindOf }: PlanMeans,
): ReadinessFigures['fields'] => {
  const [old, next] = [kindOf(control)?.coverage, kindOf(candidate)?.coverage];
  if (!isDeclared(capability, old, next)) return null;
  const rows = coverageRows(capability, old, next, new Map());
  return { both: rows.filter(({ status }) => status === 'both').length, lost: lostFields(rows) };
};

const freshnessOf = async (
  { capability }: MigrationRoute,
  candidate: InstanceName,
  { kindOf, feeds, clock, store }: PlanMeans,
): Promise<ReadinessFigures['freshness']> => {
  const provision = kindOf(candidate)?.provides[capability];
  if (!provision) return null;
  if (provision.from === 'live') return 'asked';
  const allowedMs = Math.max(
    0,
    ...feeds.filter(({ instance }) => instance === candidate).map((feed) => feed.silenceMs),
  );
  // The most silent feed decides, and what waits is not heard yet, as where it is read (`projections/feed-state.ts`).
  const { rows } = await sql<{ heard: Date | null }>`
    select case when ${HEARD_WHOLE} is not null then least(${HEARD_WHOLE}, min(behind_since)) end as heard
    from feed where instance = ${candidate}`.execute(store.db);
  const heard = rows[0]?.heard ?? null;
  return heard === null ? null : { ageMs: clock.millis() - heard.getTime(), allowedMs };
};

const errorsOf = async (
  { capability }: MigrationRoute,
  candidate: InstanceName,
  { outcomes }: Agreement,
  window: DateRange,
  { store }: PlanMeans,
): Promise<ReadinessFigures['errors']> => {
  const live = await asksOf(store, candidate, capability, window);
  const compared = [...outcomes].filter(([outcome]) => outcome !== 'control-failed');
  const asks = live.reads + compared.reduce((sum, [, count]) => sum + count, 0);
  return asks === 0 ? null : { asks, failed: live.failed + (outcomes.get('candidate-failed') ?? 0) };
};

/** Of the comparisons in which both answered. */
const latencyOf = async (
  { id }: MigrationRoute,
  { from, to }: DateRange,
  { store }: PlanMeans,
): Promise<ReadinessFigures['latency']> => {
  const { rows } = await sql<{ control: number | null; candidate: number | null }>`
    select percentile_cont(0.95) within group (order by control_ms) as control,
      percentile_cont(0.95) within group (order by candidate_ms) as candidate
    from shadow_comparison
    where route = ${id} and at >= greatest(${from}::timestamptz, ${plannedAt(id)}) and at < ${to}::timestamptz and origin in ('live', 'probe')
      and control_ms is not null and candidate_ms is not null`.execute(store.db);
  const { control = null, candidate = null } = rows[0] ?? {};
  return control === null || candidate === null
    ? null
    : { controlMs: Math.round(control), candidateMs: Math.round(candidate) };
};

const agreementOf = ({ records, matchedRecords, severities, reads }: Agreement): ReadinessFigures['agreement'] =>
  matchedRecords === null
    ? null
    : {
        ...{ records, matched: matchedRecords, reads },
        severe: (severities.get('critical') ?? 0) + (severities.get('major') ?? 0),
      };

/** Of a control that has told of nobody yet, a candidate cannot know everybody. */
const peopleOf = (control: Figure, candidate: Figure): ReadinessFigures['people'] =>
  control.value === null || control.value === 0 || candidate.value === null
    ? null
    : { control: control.value, candidate: candidate.value };

/** That nobody reads what would be lost is known only where somebody counted. */
const readersFigures = async (
  fields: ReadinessFigures['fields'],
  { control, capability }: MigrationRoute,
  means: PlanMeans,
): Promise<ReadinessFigures['readers']> => {
  if (fields === null) return null;
  const window = daysBack(means, 40);
  const readers = await readersOf(means.store, { systems: [control], capabilities: [capability] }, window);
  if (readers.length === 0 && fields.lost.length > 0 && (await uncountedIn(means, window)) !== null) return null;
  const losing = readers.filter((reader) => reader.fields.some((field) => fields.lost.includes(field)));
  return { all: readers.length, losing: losing.map(({ client }) => client) };
};

/** What is known of a route's candidate: 30 days of comparing and asking, 40 of readers. Null without a candidate. */
export const readinessFigures = async (
  route: MigrationRoute,
  systems: ReadonlyMap<InstanceName, RegisteredSystem>,
  means: PlanMeans,
): Promise<ReadinessFigures | null> => {
  const { candidate } = route;
  const [old, next] = [systems.get(route.control), candidate === null ? undefined : systems.get(candidate)];
  if (candidate === null) return null;
  const window = daysBack(means, 30);
  const fields = fieldsOf(route, candidate, means);
  const [agreement, freshness, latency, people, readers] = await Promise.all([
    means.agreement(route.id, window),
    freshnessOf(route, candidate, means),
    latencyOf(route, window, means),
    old && next ? peopleCovered(old, next, means) : null,
    readersFigures(fields, route, means),
  ]);
  return {
    fields,
    people: people && peopleOf(people.control, people.candidate),
    agreement: agreementOf(agreement),
    freshness,
    errors: await errorsOf(route, candidate, agreement, window, means),
    latency,
    readers,
    conditions: old
      ? {
          met: old.conditions.filter(({ metAt }) => metAt !== null).length,
          unmet: old.conditions.filter(({ metAt }) => metAt === null).map(({ words }) => words),
        }
      : null,
  };
};
