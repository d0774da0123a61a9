import { sql } from 'kysely';
import { z } from 'zod';
import type { Severity } from '../../schema/difference';
import { GraphRefusal } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import type {
  ComparedDifference,
  Comparison,
  ComparisonFilter,
  ComparisonOrigin,
  ComparisonOutcome,
  ComparisonPage,
} from '../../schema/migration/evidence';
import { instantOf, type Instant } from '../../schema/time';
import type { Store } from '../store';

const cursor = z.tuple([z.iso.datetime(), z.string().max(100)]);

const readCursor = (after: string): readonly [Instant, string] => {
  try {
    const [at, id] = cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')));
    return [at as Instant, id];
  } catch {
    throw new GraphRefusal('BAD_USER_INPUT', 'after is not a cursor of this list');
  }
};

const cursorOf = ({ at, id }: Comparison): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** `cp_….3`: a comparison, and the place among its differences. */
const differenceId = (comparison: string, position: number): string => `${comparison}.${position}`;

/** Null for what names no difference. */
export const openDifferenceId = (id: string): { readonly comparison: string; readonly position: number } | null => {
  const [, comparison, position] = /^(cp_[\w-]{1,40})\.(\d{1,4})$/.exec(id) ?? [];
  return comparison === undefined ? null : { comparison, position: Number(position) };
};

/** The number of a rehearsal, `rh_12`; null for what names none. */
export const openRehearsalId = (id: string): number | null => {
  const number = /^rh_(\d{1,15})$/.exec(id)?.[1];
  return number === undefined ? null : Number(number);
};

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly route: string;
  readonly control: InstanceName;
  readonly candidate: InstanceName;
  readonly origin: ComparisonOrigin;
  readonly outcome: ComparisonOutcome;
  readonly severity: Severity | null;
  readonly records: number;
  readonly control_ms: number | null;
  readonly candidate_ms: number | null;
}

const conditions = (filter: ComparisonFilter, after: string | null) => {
  const { route, rehearsal, outcomes, severities, field, window } = filter;
  const all = [sql`true`];
  if (route !== undefined) all.push(sql`route = ${route}`);
  if (rehearsal !== undefined) all.push(sql`rehearsal = ${openRehearsalId(rehearsal) ?? -1}`);
  if (outcomes !== undefined) all.push(sql`outcome = any(${outcomes})`);
  if (severities !== undefined) all.push(sql`severity = any(${severities})`);
  if (field !== undefined)
    all.push(sql`exists (select 1 from shadow_difference d where d.comparison = c.id and d.field = ${field})`);
  if (window !== undefined) all.push(sql`at >= ${window.from}::timestamptz and at < ${window.to}::timestamptz`);
  if (after !== null) {
    const [at, id] = readCursor(after);
    all.push(sql`(at, id) < (${at}::timestamptz, ${id})`);
  }
  return sql.join(all, sql` and `);
};

/** Newest first. */
export const readComparisons = async (
  { db }: Store,
  filter: ComparisonFilter,
  first: number,
  after: string | null,
): Promise<ComparisonPage> => {
  const { rows } = await sql<Row>`select * from shadow_comparison c where ${conditions(filter, after)}
    order by at desc, id desc limit ${first + 1}`.execute(db);
  const page = rows.slice(0, first);
  const differences =
    page.length === 0
      ? []
      : await db
          .selectFrom('shadow_difference')
          .select(['comparison', 'position', 'field', 'severity', 'kind', 'ignored_by'])
          .where(
            'comparison',
            'in',
            page.map(({ id }) => id),
          )
          .orderBy('position')
          .execute();
  const comparisons = page.map(({ at, control_ms: controlMs, candidate_ms: candidateMs, ...row }): Comparison => ({
    ...row,
    ...{ at: instantOf(at.getTime()), controlMs, candidateMs },
    differences: differences
      .filter(({ comparison }) => comparison === row.id)
      .map((each): ComparedDifference => ({
        id: differenceId(row.id, each.position),
        field: each.field,
        severity: each.severity as Severity,
        kind: each.kind as ComparedDifference['kind'],
        ignoredBy: each.ignored_by,
      })),
  }));
  const last = comparisons.at(-1);
  return { comparisons, next: rows.length > first && last ? cursorOf(last) : null };
};
