import type { DomainEvent } from '../../schema/events';
import type { InstanceName } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Store } from '../store';
import type { LiveSnapshot } from './live-snapshot';
import { keepRetold } from './retold';
import type { Retold } from './retold';

interface Row {
  readonly seq: number;
  readonly idx: number;
  readonly feed: string;
  readonly instance: InstanceName;
  readonly received_at: Date;
  readonly body: DomainEvent;
}

const BATCH = 500;

/** Of a whole rebuild only messages whose content is gone; else all that the touched streams were ever told. */
const KEPT = {
  everything: 'm.bytes is null',
  touched: `exists (select 1 from replay_touched as t where t.instance = e.instance and t.stream = e.stream)`,
} as const;

/** Folds need all of a stream: what is not translated again stands as its first translation left it. */
export const keepTold = async (live: LiveSnapshot, scratch: Store, whole: boolean): Promise<void> => {
  const rows = live.batches<Row>(
    `select distinct on (e.seq, e.idx) e.seq, e.idx, e.feed, e.instance, m.received_at, e.body
      from event e join message m on m.seq = e.seq
      where ${whole ? KEPT.everything : KEPT.touched}
        and not exists (select 1 from replay_chosen as c where c.seq = e.seq)
      order by e.seq, e.idx`,
    [],
    BATCH,
  );
  for await (const batch of rows) {
    const messages = batch.map(({ seq, idx, feed, instance, received_at, body }): Retold => ({
      ...{ seq, feed, instance, heardAt: instantOf(received_at.getTime()), events: [{ idx, event: body }] },
    }));
    await keepRetold(scratch, messages);
  }
};
