import type { ClinicalRecord } from '../schema/clinical/values';
import type { RecordKind } from '../schema/record-id';
import type { GraphQLResolveInfo } from 'graphql';
import type { RoutedAnswer } from '../schema/capabilities';
import type { DateRange } from '../schema/time';
import { completenessOf, type Completeness, sourceOf, systemNames, valuesOf } from './completeness';
import { connection, type Connection, type Order, type PageArgs } from './connection';
import type { SubgraphContext } from './subgraph';

export interface ListOf<R extends ClinicalRecord> {
  readonly answers: readonly RoutedAnswer<readonly R[]>[];
  /** Who said what the answers were asked of, where somebody had to: the list is no more complete than that. */
  readonly restsOn?: readonly RoutedAnswer<unknown>[];
  readonly kind: RecordKind;
  readonly order: Order<R>;
  readonly args: PageArgs;
  readonly window?: DateRange;
  /** What the reader asked for; sources may answer more. */
  readonly keep?: (record: R) => boolean;
  /** Largest page; 100 unless said. */
  readonly most?: number;
  /** Fields of the list itself, from all its records, whatever page of them is shown, and from what is said of the whole. */
  readonly ofAll?: (records: readonly R[], completeness: Completeness) => object;
}

/**
 * Records of all routes as one list. Two records are one only when their business keys are equal (accession, visit);
 * then the first route's stands. Others are shown side by side.
 */
export const recordsOf = <R extends ClinicalRecord>(answers: readonly RoutedAnswer<readonly R[]>[]): readonly R[] => [
  ...new Map(
    valuesOf(answers)
      .flat()
      .reverse()
      .map((record) => [record.key, record]),
  ).values(),
];

/** A connection of clinical records, each with its opaque id and its source. */
export const listOf = <R extends ClinicalRecord, N extends object>(
  context: SubgraphContext,
  info: GraphQLResolveInfo,
  list: ListOf<R>,
  node: (record: R, source: object) => N,
): Connection<N & { id: string; source: object }> => {
  const names = systemNames(list.answers);
  const records = recordsOf(list.answers).filter(list.keep ?? (() => true));
  const idOf = (record: R): string => context.door.ids.seal(list.kind, record.key);
  const page = connection(
    records,
    list.args,
    list.order,
    idOf,
    (record) => {
      const source = sourceOf(record.source, names);
      return { ...node(record, source), id: idOf(record), source };
    },
    completenessOf(context, info.path, [...(list.restsOn ?? []), ...list.answers], list.window ?? null),
    list.most,
  );
  return { ...page, ...list.ofAll?.(records, page.completeness) };
};
