import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { sampleFeed } from '../inbox/sample-feed';
import { TranslationFault } from '../inbox/translation';
import { openSnapshot, type LiveSnapshot } from './live-snapshot';
import { retell } from './retell';
import { prepareRetold } from './retold';

let live: FreshDatabase;
let scratch: FreshDatabase;
let snapshot: LiveSnapshot;
beforeAll(async () => {
  [live, scratch] = [await freshDatabase(), await freshDatabase()];
  await prepareRetold(scratch.store);
  // Nine megabytes each, as they say: no two of them in hand at once. The tenth is gone, the rest are small.
  await sql`insert into message (feed, instance, received_at, peer, bytes, size, charset, content_hash,
      sending_application, sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted,
      partition_keys, state)
    select 'pas@RWE', 'pas@RWE', now(), 'p', case when n <> 10 then convert_to('m' || n, 'UTF8') end,
      case when n <= 10 then 9000000 else 2 end, 'utf-8', decode(md5(n::text), 'hex'), 'A', 'B', 'ADT', 'A31', '1', 'P',
      '2.4', true, '{}', 'translated'
    from generate_series(1, 250) n`.execute(live.store.db);
  snapshot = await openSnapshot(live.url);
});
afterAll(async () => {
  await snapshot.close();
  await Promise.all([live.drop(), scratch.drop()]);
});

test('messages are translated in order, and no more of them are in memory than a worker would take', async () => {
  let most = 0;
  const weigh = <T extends object>(rows: readonly T[]): readonly T[] => {
    const held = rows.filter((row) => 'bytes' in row && Buffer.isBuffer(row.bytes));
    most = Math.max(most, held.filter((row) => 'bytes' in row && /^m.$/.test(String(row.bytes))).length);
    return rows;
  };
  async function* weighed<T extends object>(batches: AsyncIterable<readonly T[]>): AsyncIterable<readonly T[]> {
    for await (const batch of batches) yield weigh(batch);
  }
  const told: string[] = [];
  const found = await retell(
    {
      live: {
        ...snapshot,
        query: async <T extends object>(text: string, values?: readonly unknown[]) =>
          weigh(await snapshot.query<T>(text, values)),
        batches: <T extends object>(text: string, values: readonly unknown[], size: number) =>
          weighed(snapshot.batches<T>(text, values, size)),
      },
      ...{ scratch: scratch.store, feeds: [sampleFeed()], progress: () => undefined },
      translate: (_, bytes) => {
        told.push(bytes.toString());
        return { kind: 'events', events: [], notes: [] };
      },
    },
    {},
  );
  expect(told).toEqual(Array.from({ length: 250 }, (_, at) => `m${at + 1}`).filter((name) => name !== 'm10'));
  expect(found).toMatchObject({ translated: 249, pruned: { count: 1, messages: ['m_10'] } });
  expect(most).toBe(1);
});

test('a message at which changed code throws is told of with the place that it had read', async () => {
  const own = await openSnapshot(live.url);
  const reason = 'translation failed with TypeError when it had read PV1-3';
  try {
    const found = await retell(
      {
        ...{ live: own, scratch: scratch.store, feeds: [sampleFeed()], progress: () => undefined },
        translate: () => {
          throw new TranslationFault({ hl7: '207', at: 'PV1-3', reason }, new TypeError());
        },
      },
      { seqs: [1] },
    );
    expect(found.refused).toEqual({ count: 1, messages: ['m_1'], reasons: [`pas@RWE: ${reason}`] });
  } finally {
    await own.close();
  }
});

test('a held message that the code would not take either is told of with why', async () => {
  await sql`update message set state = 'held' where seq = 2`.execute(live.store.db);
  const own = await openSnapshot(live.url);
  const reason = 'MSH-9 names a trigger event that is not translated';
  try {
    const found = await retell(
      {
        ...{ live: own, scratch: scratch.store, feeds: [sampleFeed()], progress: () => undefined },
        translate: () => ({ kind: 'refused', refusal: { hl7: '201', at: 'MSH-9', reason } }),
      },
      { seqs: [2] },
    );
    expect(found).toMatchObject({
      refused: { count: 0 },
      heldNoMore: { count: 0 },
      heldStill: { count: 1, messages: ['m_2'], reasons: [`pas@RWE: ${reason}`] },
    });
  } finally {
    await own.close();
  }
});
