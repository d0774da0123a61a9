import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { ReportElsewhere } from '../../schema/clinical/pathology';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { eventsOf } from './event-rows';
import { foldStream } from './fold/streams';
import type { KeptSource } from './fold/row';
import type { PersonOf } from './fold/whose-report';
import { onceEach, streamKey } from './keys';
import type { ProjectedKind, ReadOptions } from './reader';

/** A report, or an order, as a row of the read models holds it. */
export type KeptReport = {
  readonly key: string;
  readonly source: KeptSource;
  readonly elsewhere?: ReportElsewhere;
} & ({ readonly issued: Instant } | { readonly orderedAt: Instant });

const timeOf = (report: KeptReport): Instant => ('issued' in report ? report.issued : report.orderedAt);

/** Reports of one person that were told under several of their records. */
export interface SameReports {
  /** As they stand when taken together. */
  readonly reports: readonly KeptReport[];
  /** Those of the records that they take the place of. */
  readonly keys: ReadonlySet<string>;
}

/** Known by a number that may have been told of several people. */
const NUMBERED: ReadonlySet<ProjectedKind> = new Set<ProjectedKind>([
  'lab-reports',
  'imaging-reports',
  'lab-orders',
  'imaging-orders',
]);

/** No record's id: those have an authority. */
const THEMSELF = 'themself';

interface ToldApart {
  readonly subject: number;
  readonly stream: string;
  readonly keys: readonly string[];
}

/** Reports of which more than one of a person's records tell. */
export const toldApart = (
  instance: InstanceName,
  kind: ProjectedKind,
  asked: readonly { readonly subject: number; readonly recordId: string }[],
): RawBuilder<ToldApart> => sql<ToldApart>`
  select asked.subject, told.stream, array_agg(told.record_key) as keys
  from unnest(${asked.map((one) => one.subject)}::int[], ${asked.map((one) => one.recordId)}::text[])
    as asked (subject, record_id)
  cross join lateral (
    select record_key, stream from projection as p
    where p.instance = ${instance} and p.kind = ${kind} and p.record_id = asked.record_id offset 0
  ) as told
  group by asked.subject, told.stream having count(*) > 1`;

/**
 * After a merge one report may have been told under several of a person's records, final under the one and corrected
 * under the other; and so an order. It is folded here from all that was ever told of it, as if under one: in each record
 * alone it may stand as moved to the other. By position of the person; whoever has no such report is left out.
 */
export const sameReports = async (
  db: Kysely<Tables>,
  instance: InstanceName,
  kind: ProjectedKind,
  people: readonly PersonIdentity[],
): Promise<ReadonlyMap<number, SameReports>> => {
  const asked = people.flatMap(({ records }, subject) => {
    const own = records.filter((record) => record.instance === instance);
    return own.length < 2 ? [] : own.map(({ recordId }) => ({ subject, recordId }));
  });
  if (!NUMBERED.has(kind) || asked.length === 0) return new Map();
  const { rows } = await toldApart(instance, kind, asked).execute(db);
  const told = await eventsOf(
    db,
    onceEach(
      rows.map(({ stream }) => ({ instance, stream })),
      streamKey,
    ),
  );
  const found = new Map<number, SameReports>();
  for (const { subject, keys, stream } of rows) {
    const own = new Set(asked.flatMap((one) => (one.subject === subject ? one.recordId : [])));
    const personOf: PersonOf = (recordId) => (own.has(recordId) ? THEMSELF : recordId);
    const ofStream = told.filter((one) => one.stream === stream);
    const folded = foldStream(instance, stream, ofStream, personOf).filter(({ recordId }) => own.has(recordId ?? ''));
    if (folded.length === 0) continue;
    const known = found.get(subject);
    found.set(subject, {
      reports: [...(known?.reports ?? []), ...folded.map(({ body }) => body as KeptReport)],
      keys: new Set([...(known?.keys ?? []), ...keys]),
    });
  }
  return found;
};

/** One report stands in the place of several rows, and may be less new than they: so many more rows may be wanted. */
export const withRoom = (options: ReadOptions, same: ReadonlyMap<number, SameReports>): ReadOptions =>
  options.limit === undefined
    ? options
    : { ...options, limit: options.limit + Math.max(0, ...[...same.values()].map(({ keys }) => keys.size)) };

const newestFirst = (a: KeptReport, b: KeptReport): number =>
  timeOf(a) === timeOf(b) ? (a.key < b.key ? -1 : 1) : timeOf(a) > timeOf(b) ? -1 : 1;

/** A person's reports, each once; newest first. */
export const eachOnce = (
  reports: readonly KeptReport[],
  { reports: same, keys }: SameReports,
  { window }: ReadOptions,
): readonly KeptReport[] =>
  [
    ...reports.filter(({ key }) => !keys.has(key)),
    ...same.filter((one) => window === undefined || (window.from <= timeOf(one) && timeOf(one) < window.to)),
  ].sort(newestFirst);
