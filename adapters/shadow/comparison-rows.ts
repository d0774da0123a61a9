import { sql, type Insertable, type Transaction } from 'kysely';
import type { ComparisonOutcome } from '../../schema/migration/evidence';
import type { Instant } from '../../schema/time';
import { instantOf, MINUTE } from '../../schema/time';
import { fieldOf } from '../comparison';
import type { Store, Tables } from '../store';
import type { ShadowComparisonTable, ShadowDifferenceTable } from '../store/tables/shadow';
import type { Found } from './found';
import { sealValues } from './sealed-values';

/** A finding with its name and moment, as it is to be written. */
export interface Written {
  readonly id: string;
  readonly at: Instant;
  readonly found: Found;
  /** What it counted as before; null for one that is new. */
  readonly was: { readonly outcome: ComparisonOutcome; readonly records: number } | null;
}

/** A page shows fifty; the gravest come first. */
const MOST_DIFFERENCES = 50;

const minuteOf = (at: Instant): Instant => instantOf(Math.floor(Date.parse(at) / MINUTE) * MINUTE);

const comparisonRow = ({ id, at, found }: Written): Insertable<ShadowComparisonTable> => ({
  ...{ id, at, route: found.route.id, control: found.route.control, candidate: found.route.candidate },
  ...{ origin: found.origin, rehearsal: found.rehearsal, outcome: found.outcome, severity: found.severity },
  ...{ records: found.records, mismatched: found.mismatched, severe: found.severe },
  ...{ control_ms: found.controlMs, candidate_ms: found.candidateMs },
});

const differenceRows = (
  { id, found }: Written,
  key: Buffer,
  restricted: ReadonlySet<string>,
): readonly Insertable<ShadowDifferenceTable>[] =>
  found.differences.slice(0, MOST_DIFFERENCES).map((difference, position) => {
    const sealed = sealValues(key, difference, restricted);
    return {
      ...{ comparison: id, position, field: fieldOf(difference.field), severity: difference.severity },
      ...{ kind: difference.kind, ignored_by: difference.ignoredBy },
      ...(typeof sealed === 'string'
        ? { unsealed_because: sealed, hash: null, nonce: null, sealed: null }
        : { unsealed_because: null, ...sealed }),
    };
  });

/** Sums by key, in the order of the keys: two processes that write the same minute must not wait for each other. */
const summed = <T extends object>(
  entries: readonly (readonly [key: readonly (string | number)[], value: T])[],
  add: (a: T, b: T) => T,
): readonly (readonly [readonly (string | number)[], T])[] => {
  const sums = new Map<string, readonly [readonly (string | number)[], T]>();
  for (const [key, value] of entries) {
    const name = JSON.stringify(key);
    const known = sums.get(name);
    sums.set(name, [key, known ? add(known[1], value) : value]);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
};

interface Counted {
  readonly comparisons: number;
  readonly records: number;
  readonly mismatched: number;
}

const countsOf = (written: readonly Written[]) =>
  summed(
    written.flatMap(({ at, found, was }) => {
      const key = (outcome: string) => [found.route.id, minuteOf(at), found.origin, found.rehearsal ?? 0, outcome];
      // In flight nothing is a mismatch yet.
      const mismatched = found.outcome === 'in-flight' ? 0 : found.mismatched;
      const now: readonly [readonly (string | number)[], Counted] = [
        key(found.outcome),
        { comparisons: 1, records: found.records, mismatched },
      ];
      const before: readonly [readonly (string | number)[], Counted][] = was
        ? [[key(was.outcome), { comparisons: -1, records: -was.records, mismatched: 0 }]]
        : [];
      return [...before, now];
    }),
    (a, b) => ({
      comparisons: a.comparisons + b.comparisons,
      records: a.records + b.records,
      mismatched: a.mismatched + b.mismatched,
    }),
  );

const fieldCountsOf = (written: readonly Written[]) =>
  summed(
    written
      .filter(({ found }) => found.outcome === 'mismatched')
      .flatMap(({ at, found }) =>
        found.differences
          .filter(({ ignoredBy }) => ignoredBy === null)
          .map(({ field, severity }): readonly [readonly (string | number)[], { readonly differences: number }] => [
            [found.route.id, minuteOf(at), found.origin, found.rehearsal ?? 0, fieldOf(field), severity],
            { differences: 1 },
          ]),
      ),
    (a, b) => ({ differences: a.differences + b.differences }),
  );

/** In one statement each: a row is taken in the order of the keys all the same. */
const writeCounts = async (trx: Transaction<Tables>, written: readonly Written[]): Promise<void> => {
  const counts = countsOf(written).map(([[route, minute, origin, rehearsal, outcome], sum]) => ({
    ...{ route, minute, origin, rehearsal, outcome, ...sum },
  }));
  await sql`insert into shadow_count (route, minute, origin, rehearsal, outcome, comparisons, records, mismatched)
    select route, minute, origin, rehearsal, outcome, comparisons, records, mismatched
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as counted (route text, minute timestamptz, origin text,
      rehearsal int, outcome text, comparisons int, records int, mismatched int)
    on conflict (route, minute, origin, rehearsal, outcome) do update set
      comparisons = shadow_count.comparisons + excluded.comparisons,
      records = shadow_count.records + excluded.records,
      mismatched = shadow_count.mismatched + excluded.mismatched`.execute(trx);
  const fields = fieldCountsOf(written).map(([[route, minute, origin, rehearsal, field, severity], sum]) => ({
    ...{ route, minute, origin, rehearsal, field, severity, ...sum },
  }));
  if (fields.length === 0) return;
  await sql`insert into shadow_field_count (route, minute, origin, rehearsal, field, severity, differences)
    select route, minute, origin, rehearsal, field, severity, differences
    from jsonb_to_recordset(${JSON.stringify(fields)}::jsonb) as counted (route text, minute timestamptz, origin text,
      rehearsal int, field text, severity text, differences int)
    on conflict (route, minute, origin, rehearsal, field, severity) do update set
      differences = shadow_field_count.differences + excluded.differences`.execute(trx);
};

/** Whom these findings are about and some record called restricted, in these findings or before. */
const restrictedInRecords = async (
  trx: Transaction<Tables>,
  written: readonly Written[],
): Promise<ReadonlySet<string>> => {
  const heard = new Map<string, Instant>();
  const persons = new Set<string>();
  for (const { at, found } of written)
    for (const person of found.differences.flatMap(({ about }) => about)) {
      if (person !== null) persons.add(person.id);
      if (person?.restricted === true) heard.set(person.id, at);
    }
  if (heard.size > 0)
    await trx
      .insertInto('restricted_in_record')
      .values([...heard].sort(([a], [b]) => (a < b ? -1 : 1)).map(([person, at]) => ({ person, at })))
      .onConflict((known) => known.column('person').doUpdateSet((row) => ({ at: row.ref('excluded.at') })))
      .execute();
  const rows = await trx
    .selectFrom('restricted_in_record')
    .select('person')
    .where('person', 'in', [...persons, ''])
    .execute();
  return new Set(rows.map(({ person }) => person));
};

/** Writes findings, and their counts, in one transaction. One written before is replaced. */
export const writeComparisons = async (store: Store, key: Buffer, written: readonly Written[]): Promise<void> => {
  if (written.length === 0) return;
  await store.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('shadow_comparison')
      .values(written.map(comparisonRow))
      .onConflict((known) =>
        known.column('id').doUpdateSet((row) => ({
          outcome: row.ref('excluded.outcome'),
          severity: row.ref('excluded.severity'),
          records: row.ref('excluded.records'),
          mismatched: row.ref('excluded.mismatched'),
          severe: row.ref('excluded.severe'),
          control_ms: row.ref('excluded.control_ms'),
          candidate_ms: row.ref('excluded.candidate_ms'),
        })),
      )
      .execute();
    const again = written.filter(({ was }) => was !== null).map(({ id }) => id);
    if (again.length > 0) await trx.deleteFrom('shadow_difference').where('comparison', 'in', again).execute();
    const restricted = await restrictedInRecords(trx, written);
    const differences = written.flatMap((one) => differenceRows(one, key, restricted));
    if (differences.length > 0) await trx.insertInto('shadow_difference').values(differences).execute();
    await writeCounts(trx, written);
  });
};
