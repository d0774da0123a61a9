import { sql } from 'kysely';
import { SEVERITIES, type Severity } from '../../schema/difference';
import { FINDING_LOSSES, READ_LOSSES, type Agreement, type ComparisonOutcome } from '../../schema/migration/evidence';
import type { DateRange } from '../../schema/time';
import type { Store } from '../store';
import { plannedAt } from './planned-at';

/** Live reads and probes of a period (to the minute), or one rehearsal. */
export type AgreementOf =
  { readonly route: string; readonly window: DateRange } | { readonly route: string; readonly rehearsal: number };

const MOST_FIELDS = 100;

const within = (of: AgreementOf) =>
  'rehearsal' in of
    ? sql`route = ${of.route} and rehearsal = ${of.rehearsal}`
    : sql`route = ${of.route} and rehearsal = 0 and ${withinMinutes(of.route, of.window)}`;

/** Since control and candidate are who they are: what others found says nothing of them. */
const withinMinutes = (route: string, { from, to }: DateRange) =>
  sql`minute >= greatest(date_trunc('minute', ${from}::timestamptz), ${plannedAt(route)}) and minute < ${to}::timestamptz`;

/** What is known of records: in flight, or where the control failed, nothing is. A candidate that fails agrees on none. */
const JUDGED: readonly ComparisonOutcome[] = ['matched', 'ignored', 'mismatched', 'candidate-failed'];

interface Outcome {
  readonly noise: boolean;
  readonly outcome: ComparisonOutcome;
  readonly comparisons: number;
  readonly records: number;
  readonly mismatched: number;
}
interface Field {
  readonly noise: boolean;
  readonly field: string;
  readonly severity: Severity;
  readonly differences: number;
}

const rank = ({ severity }: Pick<Agreement['fields'][number], 'severity'>): number => SEVERITIES.indexOf(severity);

const fieldsOf = (rows: readonly Field[]): Agreement['fields'] => {
  const byField = new Map<string, Field[]>();
  for (const row of rows) byField.set(row.field, [...(byField.get(row.field) ?? []), row]);
  return (
    [...byField]
      .map(([field, all]) => ({
        field,
        severity: SEVERITIES.find((one) => all.some(({ severity }) => severity === one)) ?? 'cosmetic',
        count: all.reduce((sum, { differences }) => sum + differences, 0),
      }))
      // What is cut off is never graver than what is shown.
      .sort((a, b) => rank(a) - rank(b) || b.count - a.count || (a.field < b.field ? -1 : 1))
      .slice(0, MOST_FIELDS)
  );
};

/** Of live reads alone: what a rehearsal asks is compared to the last. */
const fatesOf = async ({ db }: Pick<Store, 'db'>, of: AgreementOf): Promise<ReadonlyMap<string, number>> => {
  if ('rehearsal' in of) return new Map();
  const { rows } = await sql<{ fate: string; reads: string }>`select fate, sum(reads) as reads from shadow_read
    where route = ${of.route} and ${withinMinutes(of.route, of.window)} group by 1`.execute(db);
  return new Map(rows.map(({ fate, reads }) => [fate, Number(reads)]));
};

/** What comparing found, from the counts a minute: its cost does not grow with the reads. */
export const readAgreement = async ({ db }: Pick<Store, 'db'>, of: AgreementOf): Promise<Agreement> => {
  const { rows: all } = await sql<Outcome>`select origin = 'noise' as noise, outcome, sum(comparisons) as comparisons,
      sum(records) as records, sum(mismatched) as mismatched
    from shadow_count where ${within(of)} group by 1, 2 having sum(comparisons) > 0`.execute(db);
  const { rows: fields } = await sql<Field>`select origin = 'noise' as noise, field, severity,
      sum(differences) as differences
    from shadow_field_count where ${within(of)} group by 1, 2, 3`.execute(db);
  const outcomes = all.filter(({ noise }) => !noise);
  const mismatches = fields.filter(({ noise }) => !noise);
  const told = outcomes.filter(({ outcome }) => JUDGED.includes(outcome));
  const sum = (rows: readonly Outcome[], of: 'records' | 'mismatched'): number =>
    rows.reduce((total, row) => total + row[of], 0);
  const noise = all.filter((row) => row.noise);
  const records = sum(told, 'records');
  const fates = await fatesOf({ db }, of);
  const compared = fates.get('compared') ?? 0;
  const reads = READ_LOSSES.reduce((total, loss) => total + (fates.get(loss) ?? 0), compared);
  return {
    outcomes: new Map(outcomes.map(({ outcome, comparisons }) => [outcome, comparisons])),
    severities: new Map(
      SEVERITIES.flatMap((severity) => {
        const of = mismatches.filter((row) => row.severity === severity);
        return of.length === 0 ? [] : [[severity, of.reduce((total, { differences }) => total + differences, 0)]];
      }),
    ),
    fields: fieldsOf(mismatches),
    records,
    matchedRecords: records === 0 ? null : records - sum(told, 'mismatched'),
    noise:
      noise.length === 0
        ? null
        : {
            differences: fields.filter((row) => row.noise).reduce((total, row) => total + row.differences, 0),
            records: sum(noise, 'records'),
          },
    reads: reads === 0 ? null : { all: reads, compared },
    losses: new Map(
      [...READ_LOSSES, ...FINDING_LOSSES].flatMap((loss) => {
        const count = fates.get(loss) ?? 0;
        return count === 0 ? [] : [[loss, count]];
      }),
    ),
  };
};
