import { GraphRefusal } from '../schema/errors';
import type { Completeness } from './completeness';

/** `first` and `after` of every list. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** How a list is ordered: by `key`, then by id. The cursor holds both, never a source's page number. */
export interface Order<R> {
  readonly key: (record: R) => string;
  readonly direction: 'ascending' | 'descending';
}

export interface Connection<N> {
  readonly nodes: readonly N[];
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number | null;
  readonly completeness: Completeness;
}

const MOST = 100;

/** How many of a list are asked for. Throws BAD_USER_INPUT: a page of fewer than none would look like the end of the list. */
export const sizeOf = (first: number | null | undefined, most = MOST): number => {
  const size = first ?? Math.min(20, most);
  if (!Number.isInteger(size) || size < 0 || size > most)
    throw new GraphRefusal('BAD_USER_INPUT', `first must lie between 0 and ${most}`);
  return size;
};

/** Sealed, and told apart from other lists' cursors, where it leaves the subgraph (execution/cursors.ts). */
const cursorOf = (key: string, id: string): string => JSON.stringify([key, id]);

const readCursor = (cursor: string): readonly [string, string] => {
  try {
    const parsed: unknown = JSON.parse(cursor);
    if (
      Array.isArray(parsed) &&
      parsed.length === 2 &&
      typeof parsed[0] === 'string' &&
      typeof parsed[1] === 'string'
    ) {
      return [parsed[0], parsed[1]];
    }
  } catch {
    // Not ours: refused below.
  }
  throw new GraphRefusal('BAD_USER_INPUT', 'after is not a cursor of this list');
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A page of records in a fixed order. `id` must be unique within the list. `totalCount` is null unless every source
 * answered whole.
 */
export const connection = <R, N>(
  records: readonly R[],
  args: PageArgs,
  order: Order<R>,
  id: (record: R) => string,
  node: (record: R) => N,
  completeness: Completeness,
  most = MOST,
): Connection<N> => {
  const sign = order.direction === 'ascending' ? 1 : -1;
  const sorted = records
    .map((record) => ({ record, key: order.key(record), id: id(record) }))
    .sort((a, b) => sign * compare(a.key, b.key) || compare(a.id, b.id));
  const after = args.after ? readCursor(args.after) : null;
  const from = after
    ? sorted.findIndex((entry) => (sign * compare(entry.key, after[0]) || compare(entry.id, after[1])) > 0)
    : 0;
  const rest = from < 0 ? [] : sorted.slice(from);
  const page = rest.slice(0, sizeOf(args.first, most));
  const edges = page.map((entry) => ({ cursor: cursorOf(entry.key, entry.id), node: node(entry.record) }));
  return {
    nodes: edges.map((edge) => edge.node),
    edges,
    pageInfo: { hasNextPage: rest.length > page.length, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: completeness.status === 'COMPLETE' ? sorted.length : null,
    completeness,
  };
};
