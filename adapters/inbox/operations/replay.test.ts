import { sql } from 'kysely';
import { sampleFeed } from '../sample-feed';
import { inboxUnderTest } from './operations-under-test';

const inbox = inboxUnderTest();

const demographics = async () =>
  (await inbox.store.db.selectFrom('projection').select('body').where('kind', '=', 'demographics').execute()).map(
    ({ body }) => JSON.stringify(body),
  );

it("replays with today's code, once however often, and leaves what today's code refuses", async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '2' });
  await inbox.drain();
  inbox.sex = 'male';
  inbox.poison.add('A2');
  const preview = await inbox.operations.preview('replay', [1, 2]);
  expect(preview.notApplicable).toEqual([
    { id: 'm_2', why: "today's code does not take it: PV1-3 names no ward; what it said before would stand" },
  ]);
  expect(preview.differences).toMatchObject([{ capability: 'demographics', field: 'gender', before: 'female', after: 'male' }]); // prettier-ignore
  expect((await demographics()).filter((body) => body.includes('"female"'))).toHaveLength(2);
  for (let n = 0; n < 2; n += 1)
    expect(await inbox.act('replay', ['A1', 'A2'])).toMatchObject({ done: 1, selected: 2 });
  expect((await demographics()).map((body) => body.includes('"female"')).sort()).toEqual([false, true]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event`.execute(inbox.store.db);
  expect(rows[0]?.n).toBe(2);
});
