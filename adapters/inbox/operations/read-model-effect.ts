import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { PersonRecordKey } from '../../../schema/clinical/person';
import type { Difference } from '../../../schema/difference';
import { faultName } from '../../../schema/fault-name';
import type { InstanceName } from '../../../schema/identifiers';
import { bySeverity, COMPARED_KINDS, compareRecords, recordsOfRows, type ComparableRow } from '../../comparison';
import { streamsOf } from '../../projections';
import type { Heard } from '../../projections';
import type { Tables } from '../../store';
import { isPassing } from '../fault';
import { heardFrom } from '../heard-from';
import { chosenBy, contentOf, type Chosen } from './chosen';
import type { EffectMeans } from './effect';
import { read } from './translated-again';
import { placeOf, type Behind, type QueueBehind } from './waiting-behind';

export interface Tried {
  /** Those that the action is done to, and that are applied by it. */
  readonly tried: readonly Chosen[];
  /** Those that would go on after them; null where none does. */
  readonly behind: QueueBehind | null;
  /** So many are applied. */
  readonly most: number;
}

export interface ReadModelEffect {
  /** Of those that were tried: why they would not be taken. */
  readonly refused: ReadonlyMap<number, string>;
  /** Of those that were tried: another held message is in their way. */
  readonly inTheWay: readonly number[];
  /** Most severe first. */
  readonly differences: readonly Difference[];
  readonly unblocks: number;
  /** Every message that was applied, or that could not be. */
  readonly applied: readonly number[];
  /** Whose records were compared, each once. */
  readonly records: readonly PersonRecordKey[];
}

interface Row extends ComparableRow {
  readonly instance: InstanceName;
  readonly stream: string;
}

/** A stream of an instance; named so that a map can hold it. */
const nameOf = (instance: string, stream: string): string => `${instance}\n${stream}`;

const rowsOf = async (
  trx: Transaction<Tables>,
  streams: ReadonlyMap<string, readonly [instance: string, stream: string]>,
): Promise<readonly Row[]> => {
  const named = [...streams.values()];
  const { rows } = await sql<Row>`
    select p.instance, p.stream, p.kind, p.key, p.record_id as "recordId", p.body from projection p
    where p.kind = any(${COMPARED_KINDS}::text[]) and (p.instance, p.stream) in (
      select * from unnest(${named.map(([instance]) => instance)}::text[], ${named.map(([, stream]) => stream)}::text[])
    )`.execute(trx);
  return rows;
};

const differencesOf = (before: readonly Row[], after: readonly Row[]): readonly Difference[] => {
  const instances = new Set([...before, ...after].map(({ instance }) => instance));
  return [...instances]
    .flatMap((one) =>
      compareRecords(
        recordsOfRows(before.filter(({ instance }) => instance === one)),
        recordsOfRows(after.filter(({ instance }) => instance === one)),
      ),
    )
    .sort(bySeverity);
};

const recordsOf = (rows: readonly Row[]): readonly PersonRecordKey[] => {
  const keys = rows.flatMap(({ instance, recordId }) => (recordId === null ? [] : [{ instance, recordId }]));
  return [...new Map(keys.map((key) => [nameOf(key.instance, key.recordId), key])).values()];
};

/** What it says of its streams now, and what it said of others before. */
const streamsTouched = async (
  trx: Transaction<Tables>,
  heard: Heard,
): Promise<readonly (readonly [string, string])[]> => {
  const { rows } = await sql<{ stream: string }>`select distinct stream from event
    where instance = ${heard.instance} and feed = ${heard.feed} and seq = ${heard.seq}`.execute(trx);
  const all = [...rows.map(({ stream }) => stream), ...heard.events.flatMap(streamsOf)];
  return all.map((stream) => [heard.instance, stream] as const);
};

/** Applies one message; what fails is undone by itself. Null when it went well. */
const tryOne = async (trx: Transaction<Tables>, { apply }: EffectMeans, heard: Heard): Promise<string | null> => {
  await sql`savepoint tried`.execute(trx);
  try {
    await apply(trx, heard);
    await sql`release savepoint tried`.execute(trx);
    return null;
  } catch (error) {
    if (isPassing(error)) throw error;
    await sql`rollback to savepoint tried`.execute(trx);
    return `what it says could not be applied: ${faultName(error)}`;
  }
};

/** Applies messages as a worker would, and compares the records that they touch; the caller undoes it. */
export const effectOnReadModels = async (
  trx: Transaction<Tables>,
  means: EffectMeans,
  { tried, behind, most }: Tried,
): Promise<ReadModelEffect> => {
  const { feeds, translate } = means;
  const own = new Map(tried.map((one) => [one.seq, one]));
  const others = behind?.waiting ?? [];
  const blockedFrom = new Map(behind?.blockedFrom);
  const refused = new Map<number, string>();
  const inTheWay: number[] = [];
  const applied: number[] = [];
  const streams = new Map<string, readonly [string, string]>();
  const before: Row[] = [];
  const room = others.slice(0, Math.max(0, most - tried.length)).map(({ seq }) => seq);
  const next = new Map((await chosenBy(trx, room)).map((one) => [one.seq, one]));
  let unblocks = 0;

  /** What comes after it in any of its partitions waits. */
  const block = ({ seq, feed, partition_keys }: Behind): void => {
    if (behind === null || feeds.get(feed)?.profile.whenHeld !== 'wait') return;
    for (const key of partition_keys) {
      const place = placeOf(feed, key);
      blockedFrom.set(place, Math.min(seq, blockedFrom.get(place) ?? Infinity));
    }
  };

  const apply = async (message: Chosen): Promise<string | null> => {
    const feed = feeds.get(message.feed);
    const bytes = await contentOf(trx, message.seq);
    if (feed === undefined || bytes === null) return 'its content was removed';
    const translation = read(translate, feed, bytes);
    if (translation.kind === 'refused') return translation.refusal.reason;
    const heard = heardFrom(message, translation.events);
    const touched = await streamsTouched(trx, heard);
    const unseen = new Map(
      touched.flatMap((one) => (streams.has(nameOf(...one)) ? [] : [[nameOf(...one), one] as const])),
    );
    if (unseen.size > 0) before.push(...(await rowsOf(trx, unseen)));
    for (const [name, one] of unseen) streams.set(name, one);
    return tryOne(trx, means, heard);
  };

  const queue: readonly Behind[] = [...tried, ...others].sort((a, b) => a.seq - b.seq);
  for (const one of queue) {
    if (one.partition_keys.some((key) => (blockedFrom.get(placeOf(one.feed, key)) ?? Infinity) < one.seq)) {
      if (own.has(one.seq)) inTheWay.push(one.seq);
      block(one);
      continue;
    }
    const message = own.get(one.seq) ?? next.get(one.seq);
    // Beyond what is tried it is counted as going on.
    if (message !== undefined) applied.push(one.seq);
    const why = message === undefined ? null : await apply(message);
    if (why !== null) block(one);
    if (why !== null && own.has(one.seq)) refused.set(one.seq, why);
    if (why === null && !own.has(one.seq)) unblocks += 1;
  }
  const after = await rowsOf(trx, streams);
  const records = recordsOf([...before, ...after]);
  return { refused, inTheWay, differences: differencesOf(before, after), unblocks, applied, records };
};
