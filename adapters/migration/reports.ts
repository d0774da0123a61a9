import type { FieldUse, Obstacle, Readiness } from '../../schema/migration/plan';
import type { Agreement } from '../../schema/migration/evidence';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import type { LocalDate } from '../../schema/time';
import { printCsv } from '../ledger';
import { milestonesOf } from './milestones';

/** As in the register's CSV: a list stands in one cell, as JSON, for a text may hold any mark that could part two. None is empty. */
const list = (texts: readonly string[]): string => (texts.length === 0 ? '' : JSON.stringify(texts));

const phaseWords = ({ phases }: RegisteredSystem): string =>
  list(
    phases.map(({ phase, plannedFrom, actualFrom }) =>
      [phase, plannedFrom && `planned ${plannedFrom}`, actualFrom && `since ${actualFrom}`].filter(Boolean).join(' '),
    ),
  );

const SYSTEM_COLUMNS = [
  ...['system', 'name', 'organisation', 'function', 'supplier', 'owner', 'lifecycle', 'connected', 'phases'],
  ...['contract_end', 'yearly_cost', 'retention', 'dependants', 'replaced_by', 'unmet_conditions', 'signed_by'],
  ...['gate', 'obstacles'],
];

/** Systems with their gates, in the same order. */
export const systemsReport = (
  systems: readonly RegisteredSystem[],
  gates: readonly (readonly Obstacle[] | null)[],
): string =>
  printCsv([
    SYSTEM_COLUMNS,
    ...systems.map((system, at) => {
      const obstacles = gates[at] ?? [];
      return [
        ...[system.id, system.name, system.organisation, system.function, system.supplier, system.owner],
        ...[system.lifecycle, system.connected ? 'yes' : 'no', phaseWords(system), system.contractEnd],
        ...[system.yearlyCost, system.retention, list(system.dependants), list(system.replacedBy)],
        list(system.conditions.filter(({ metAt }) => metAt === null).map(({ words }) => words)),
        list(system.signOffs.map(({ by }) => by)),
        system.lifecycle === 'retired' ? 'retired' : obstacles.length === 0 ? 'open' : 'closed',
        list(obstacles.map(({ words }) => words)),
      ];
    }),
  ]);

/** Rounded downwards: 100 is for what is whole. */
const percent = ({ records, matchedRecords }: Agreement | undefined = NOTHING): string | null =>
  matchedRecords === null || records === 0 ? null : (Math.floor((matchedRecords * 10_000) / records) / 100).toFixed(2);
const NOTHING: Agreement = {
  ...{ outcomes: new Map(), severities: new Map(), fields: [], records: 0, matchedRecords: null, noise: null },
  ...{ reads: null, losses: new Map() },
};

export interface RouteEvidence {
  readonly route: MigrationRoute;
  readonly readiness: Readiness | null;
  readonly agreement: Agreement;
}

/** Routes with stage, readiness and agreement. */
export const routesReport = (all: readonly RouteEvidence[]): string =>
  printCsv([
    [
      ...['route', 'control', 'candidate', 'stage', 'percent', 'sites', 'moved_by', 'moved_at', 'why'],
      ...['readiness', 'records_compared', 'matched_percent'],
    ],
    ...all.map(({ route, readiness, agreement }) => [
      ...[route.id, route.control, route.candidate, route.stage, route.percent, list(route.sites)],
      ...[route.movedBy, route.movedAt, route.why, readiness?.score ?? null, agreement.records, percent(agreement)],
    ]),
  ]);

/** Most lines of `USE`. */
export const MOST_USES = 100_000;

/** Who reads what, per day, the newest first. Where there is more than `most`, the last line says that it is cut. */
export const useReport = (uses: readonly FieldUse[], most = MOST_USES): string =>
  printCsv([
    ['day', 'client', 'operation', 'field', 'capability', 'system', 'requests', 'last_at'],
    ...uses
      .slice(0, most)
      .map((use) => [
        ...[use.day, use.client, use.operation, use.field, use.capability, use.system, use.count, use.lastAt],
      ]),
    ...(uses.length > most ? [[`cut: there is more than ${most} lines, and earlier days are missing`, ...Array<null>(7).fill(null)]] : []), // prettier-ignore
  ]);

/** Mismatches by route, field and severity. */
export const mismatchesReport = (all: readonly Pick<RouteEvidence, 'route' | 'agreement'>[]): string =>
  printCsv([
    ['route', 'field', 'severity', 'differences'],
    ...all.flatMap(({ route, agreement }) =>
      agreement.fields.map(({ field, severity, count }) => [
        ...[route.id, field === '' ? 'the whole record' : field, severity, count],
      ]),
    ),
  ]);

/** Milestones against today. */
export const milestonesReport = (systems: readonly RegisteredSystem[], today: LocalDate): string =>
  printCsv([
    ['system', 'name', 'phase', 'planned', 'began', 'due', 'state', 'days_late', 'note'],
    ...milestonesOf(systems, today).map(({ system, phase, due, state, daysLate }) => [
      ...[system.id, system.name, phase.phase, phase.plannedFrom, phase.actualFrom, due, state, daysLate, phase.note],
    ]),
  ]);
