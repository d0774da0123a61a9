import { sql } from 'kysely';
import type { DomainEvent } from '../../schema/events';
import type { InstanceName } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { instantOf } from '../../schema/time';
import type { Heard } from '../projections';
import type { Store } from '../store';

/** What a message says: by today's code, or as kept from its first translation. */
export interface Retold {
  readonly seq: number;
  readonly feed: string;
  readonly instance: InstanceName;
  readonly heardAt: Instant;
  /** With each event's place within its message. */
  readonly events: readonly { readonly idx: number; readonly event: DomainEvent }[];
}

interface Row {
  readonly seq: number;
  readonly feed: string;
  readonly instance: InstanceName;
  readonly heard_at: Date;
  readonly events: readonly DomainEvent[];
}

const BATCH = 100;

/** The scratch database's list of what is to be folded, on disk however long it is. */
export const prepareRetold = async ({ db }: Store): Promise<void> => {
  await sql`create table retold (
    seq bigint, idx integer, feed text not null, instance text not null, heard_at timestamptz not null,
    body jsonb not null, primary key (seq, idx)
  )`.execute(db);
};

export const keepRetold = async ({ db }: Store, messages: readonly Retold[]): Promise<void> => {
  const rows = messages.flatMap(({ seq, feed, instance, heardAt, events }) =>
    events.map(({ idx, event }) => ({ seq, feed, instance, heardAt, idx, event })),
  );
  if (rows.length === 0) return;
  await sql`insert into retold (seq, idx, feed, instance, heard_at, body)
    select * from unnest(${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => row.idx)}::int[],
      ${rows.map((row) => row.feed)}::text[], ${rows.map((row) => row.instance)}::text[],
      ${rows.map((row) => row.heardAt)}::timestamptz[], ${rows.map((row) => JSON.stringify(row.event))}::jsonb[])`.execute(
    db,
  );
};

/** All of it, in order of arrival, a message at a time. */
export async function* retoldInOrder({ db }: Store): AsyncIterable<readonly Heard[]> {
  for (let after = 0; ;) {
    const { rows } = await sql<Row>`select seq, feed, instance, heard_at, jsonb_agg(body order by idx) as events
      from retold where seq in (select distinct seq from retold where seq > ${after} order by seq limit ${BATCH})
      group by seq, feed, instance, heard_at order by seq`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.seq;
    yield rows.map(({ seq, feed, instance, heard_at, events }) => ({
      ...{ seq, feed, instance, events, messageId: `m_${seq}`, heardAt: instantOf(heard_at.getTime()) },
    }));
  }
}
