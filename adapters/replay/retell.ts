import { faultName } from '../../schema/fault-name';
import type { InstanceName } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Translation } from '../contract';
import type { Feed } from '../inbox';
import { MOST_BYTES } from '../inbox/claim';
import { TranslationFault } from '../inbox/translation';
import { streamsOf } from '../projections';
import type { Store } from '../store';
import type { LiveSnapshot } from './live-snapshot';
import { keepRetold } from './retold';
import type { Retold } from './retold';
import { conditionOf, isEverything } from './selection';
import type { ReplaySelection } from './selection';

/** What a message's bytes say by the code of this process. */
export type TranslateBytes = (feed: Feed, bytes: Buffer) => Translation;

/** Messages that the code of this process would not take, or that cannot be asked. */
export interface Untold {
  /** `m_42`; the first of them. */
  readonly messages: readonly string[];
  readonly count: number;
}

/** With why, each reason once: places and no values. */
export interface Unusable extends Untold {
  readonly reasons: readonly string[];
}

export interface Retelling {
  readonly translated: number;
  /** Translated once, and refused by this code: what they said is missing from the rebuilt rows. */
  readonly refused: Unusable;
  /** Held today, and not taken by this code either. */
  readonly heldStill: Unusable;
  /** Held today, and translated by this code: they would go on if they were released. No part of the rebuilt rows. */
  readonly heldNoMore: Untold;
  /** Their content is gone: what they said when they were translated stands. */
  readonly pruned: Untold;
}

const NAMED = 100;
const BATCH = 200;

const untold = () => {
  const messages: string[] = [];
  let count = 0;
  return {
    add: (seq: number): void => {
      count += 1;
      if (messages.length < NAMED) messages.push(`m_${seq}`);
    },
    result: (): Untold => ({ messages, count }),
  };
};

const unusable = () => {
  const found = untold();
  const reasons = new Set<string>();
  return {
    add: ({ seq, feed }: Pick<Row, 'seq' | 'feed'>, reason: string): void => {
      found.add(seq);
      if (reasons.size < NAMED) reasons.add(`${feed}: ${reason}`);
    },
    result: (): Unusable => ({ ...found.result(), reasons: [...reasons].sort() }),
  };
};

interface Row {
  readonly seq: number;
  readonly feed: string;
  readonly instance: InstanceName;
  readonly received_at: Date;
  readonly size: number;
  /** Its content has not been removed. */
  readonly has_content: boolean;
  readonly state: 'translated' | 'held';
}

/** In order, cut so that what is in hand at once weighs no more than a worker's batch, but for one larger by itself. */
const parts = (rows: readonly Row[]): readonly (readonly Row[])[] => {
  const all: Row[][] = [];
  let weight = Infinity;
  for (const row of rows) {
    const own = row.has_content ? row.size : 0;
    if (weight + own > MOST_BYTES) {
      all.push([]);
      weight = 0;
    }
    all.at(-1)?.push(row);
    weight += own;
  }
  return all;
};

const contentsOf = async (live: LiveSnapshot, rows: readonly Row[]): Promise<ReadonlyMap<number, Buffer>> => {
  const found = await live.query<{ seq: number; bytes: Buffer }>(
    'select seq, bytes from message where seq = any($1::bigint[]) and bytes is not null',
    [rows.map(({ seq }) => seq)],
  );
  return new Map(found.map(({ seq, bytes }) => [seq, bytes]));
};

const touch = async (live: LiveSnapshot, messages: readonly Retold[], chosen: readonly number[]): Promise<void> => {
  const streams = messages.flatMap(({ instance, events }) =>
    events.flatMap(({ event }) => streamsOf(event).map((stream) => ({ instance, stream }))),
  );
  await live.query(
    `insert into replay_touched select distinct * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    [streams.map((one) => one.instance), streams.map((one) => one.stream)],
  );
  // What they said before: a stream that they no longer speak of changes too.
  await live.query(
    `insert into replay_touched select distinct e.instance, e.stream from message m
      join event e on e.instance = m.instance and e.feed = m.feed and e.seq = m.seq
      where m.seq = any($1::bigint[]) on conflict do nothing`,
    [chosen],
  );
};

export interface RetellMeans {
  readonly live: LiveSnapshot;
  readonly scratch: Store;
  readonly feeds: readonly Feed[];
  readonly translate: TranslateBytes;
  readonly progress: (done: number) => void;
}

/** Translates the selected messages anew, and notes which streams they touch. */
export const retell = async (means: RetellMeans, selection: ReplaySelection): Promise<Retelling> => {
  const { live, scratch, translate } = means;
  const feeds = new Map(means.feeds.map((feed) => [feed.name, feed]));
  const { text, values } = conditionOf(selection);
  const [refused, heldStill] = [unusable(), unusable()];
  const [heldNoMore, pruned] = [untold(), untold()];
  let translated = 0;
  let done = 0;

  const events = (row: Row, bytes: Buffer): Retold['events'] | null => {
    const feed = feeds.get(row.feed);
    const refuse = (reason: string): null => {
      (row.state === 'held' ? heldStill : refused).add(row, reason);
      return null;
    };
    if (feed === undefined) return refuse('no feed of that name is in the settings');
    let translation: Translation;
    try {
      translation = translate(feed, bytes);
    } catch (error) {
      return refuse(
        error instanceof TranslationFault ? error.refusal.reason : `translation failed with ${faultName(error)}`,
      );
    }
    if (translation.kind === 'refused') return refuse(translation.refusal.reason);
    return translation.events.map((event, idx) => ({ idx, event }));
  };

  const rows = live.batches<Row>(
    `select m.seq, m.feed, m.instance, m.received_at, m.size, m.bytes is not null as has_content, m.state
      from message m
      where m.state in ('translated', 'held') and ${text} order by m.seq`,
    values,
    BATCH,
  );
  const tell = async (part: readonly Row[]): Promise<void> => {
    const contents = await contentsOf(live, part);
    const chosen: number[] = [];
    const retold: Retold[] = [];
    for (const row of part) {
      done += 1;
      const bytes = contents.get(row.seq);
      if (bytes === undefined) {
        if (row.state === 'translated') pruned.add(row.seq);
        continue;
      }
      const told = events(row, bytes);
      if (row.state === 'held') {
        if (told !== null) heldNoMore.add(row.seq);
        continue;
      }
      chosen.push(row.seq);
      if (told === null) continue;
      translated += 1;
      const { seq, feed, instance } = row;
      retold.push({ seq, feed, instance, heardAt: instantOf(row.received_at.getTime()), events: told });
    }
    await keepRetold(scratch, retold);
    await live.query('insert into replay_chosen select * from unnest($1::bigint[])', [chosen]);
    if (!isEverything(selection)) await touch(live, retold, chosen);
    means.progress(done);
  };
  for await (const batch of rows) for (const part of parts(batch)) await tell(part);
  return {
    translated,
    ...{ refused: refused.result(), heldStill: heldStill.result() },
    ...{ heldNoMore: heldNoMore.result(), pruned: pruned.result() },
  };
};
