import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { Clock } from '../../schema/clock';
import type { MessageFilter, MessageOrder } from '../../schema/messages';
import type { Tables } from '../store';
import { pageSize } from '../routing';
import { cursorOf, readCursor, type Position } from './cursor';
import { conditionsOf, whereOf } from './filter';
import { refuseUnknownFeeds } from './known-feeds';
import { settledUpTo } from './settled';
import { selectSummaries, type SummaryRow } from './summary';

export interface Page {
  readonly first: number;
  readonly after: string | null;
  readonly order: MessageOrder;
}

export interface Found {
  readonly rows: readonly SummaryRow[];
  /** Where to go on from after each row. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** Where a page begins. In a tail never after what may still become visible. */
const startOf = (order: MessageOrder, { seq, settled }: Position): number =>
  order === 'newest-first' ? seq : Math.min(seq, settled);

export const pageOf = (
  filter: MessageFilter,
  order: MessageOrder,
  after: Position | null,
  limit: number,
): RawBuilder<SummaryRow> => {
  const start = after && startOf(order, after);
  const beyond = start === null ? [] : [order === 'newest-first' ? sql`m.seq < ${start}` : sql`m.seq > ${start}`];
  return selectSummaries(
    sql`${whereOf([...conditionsOf(filter), ...beyond])}
      order by m.seq ${sql.raw(order === 'newest-first' ? 'desc' : 'asc')} limit ${limit}`,
  );
};

/** One page of messages. Throws GraphRefusal BAD_USER_INPUT for a cursor or a size that cannot be, and a feed that nobody knows. */
export const findMessages = async (
  db: Kysely<Tables>,
  clock: Clock,
  filter: MessageFilter,
  { first, after, order }: Page,
): Promise<Found> => {
  const size = pageSize(first);
  const from = after === null ? null : readCursor(after);
  await refuseUnknownFeeds(db, filter);
  const settled = await settledUpTo(db, clock);
  const { rows } = await pageOf(filter, order, from, size + 1).execute(db);
  const page = rows.slice(0, size);
  const cursors = page.map(({ seq }) => cursorOf(positionOf(seq, order, settled, from)));
  return { rows: page, cursors, hasNextPage: rows.length > size, endCursor: cursors.at(-1) ?? after };
};

/** A tail's position never goes back, so that a long transaction does not make it tell again what it once passed. */
const positionOf = (seq: number, order: MessageOrder, settled: number, from: Position | null): Position => {
  if (order === 'newest-first') return { seq, settled };
  const at = Math.max(Math.min(seq, settled), from ? startOf(order, from) : 0);
  return { seq: at, settled: at };
};
