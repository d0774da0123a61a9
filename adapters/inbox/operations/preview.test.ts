import { sql } from 'kysely';
import { sampleFeed } from '../sample-feed';
import { inboxUnderTest } from './operations-under-test';

const inbox = inboxUnderTest();

it('says of a release what it would do, and does none of it', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  inbox.poison.add('BAD2');
  await inbox.keep(feed, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' }, { id: 'BAD2', person: '1' });
  await inbox.keep(feed, { id: 'A3', person: '1' }, { id: 'B1', person: '2' });
  await inbox.drain();
  expect((await inbox.operations.preview('release', [1])).notApplicable).toEqual([
    { id: 'm_1', why: 'it would be held again: PV1-3 names no ward' },
  ]);
  inbox.poison.delete('BAD');
  const snapshot = async () =>
    JSON.stringify(
      await Promise.all(
        (['message', 'partition', 'backlog', 'queued', 'projection', 'event', 'person'] as const).map(
          async (table) => (await sql.raw(`select * from ${table} order by 1, 2`).execute(inbox.store.db)).rows,
        ),
      ),
    );
  const before = await snapshot();
  const preview = await inbox.operations.preview('release', [1, 5]);
  expect(preview).toMatchObject({ selected: 2, unblocks: 1, more: false });
  expect(preview.notApplicable).toEqual([{ id: 'm_5', why: 'it is translated, not held' }]);
  expect(preview.differences).toMatchObject([
    { capability: 'demographics', field: '', before: null, after: 'present' },
  ]);
  expect(await inbox.operations.preview('dismiss', [1])).toMatchObject({ unblocks: 1 });
  expect(await snapshot()).toBe(before);
});

it('has the content of one message at a time in hand, whatever is chosen and whatever waits behind it', async () => {
  const feed = sampleFeed();
  let most = 0;
  const db = inbox.store.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      most = Math.max(most, result.rows.filter(({ bytes }) => Buffer.isBuffer(bytes)).length);
      return Promise.resolve(result);
    },
  });
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' }, { id: 'A3', person: '1' });
  await inbox.keep(feed, { id: 'B1', person: '2' }, { id: 'B2', person: '2' });
  await inbox.drain();
  await inbox.open(feed, { store: { ...inbox.store, db } });
  inbox.poison.delete('BAD');
  expect(await inbox.operations.preview('release', [1])).toMatchObject({ unblocks: 2, notApplicable: [] });
  expect(await inbox.operations.preview('replay', [4, 5])).toMatchObject({ applied: [4, 5], notApplicable: [] });
  expect(await inbox.act('replay', ['B1', 'B2'])).toMatchObject({ done: 2 });
  expect(await inbox.act('dismiss', ['BAD'])).toMatchObject({ done: 1 });
  expect(most).toBe(1);
});
