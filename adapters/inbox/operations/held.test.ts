import { sql } from 'kysely';
import { plus } from '../../../schema/time';
import type { Feed } from '../feed';
import { sampleFeed } from '../sample-feed';
import type { InboxMeans } from '../worker-means';
import { AT, inboxUnderTest, WHY } from './operations-under-test';

const inbox = inboxUnderTest();

it('releases a held message at its own place, and what waited goes on after it', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'A1', person: '1' }, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' });
  await inbox.drain();
  expect(await inbox.states()).toEqual({ A1: 'translated', BAD: 'held', A2: 'received' });
  inbox.poison.clear();
  const record = await inbox.act('release', ['BAD', 'A1']);
  expect(record).toMatchObject({
    ...{ action: 'release', selected: 2, done: 1, reason: WHY, finishedAt: AT },
    by: { userId: 'u1', name: 'Ada Specimen', role: 'integration-engineer' },
    notDone: [{ id: `m_${await inbox.seqOf('A1')}`, why: 'it is translated, not held' }],
  });
  await inbox.drain();
  expect(inbox.applied).toEqual(['m_1', 'm_2', 'm_3']);
  expect(await inbox.states()).toEqual({ A1: 'translated', BAD: 'translated', A2: 'translated' });
  expect(await inbox.partitions()).toMatchObject([{ held: false, held_seq: null, blocked: false }]);
  expect((await inbox.tellings('BAD')).at(-1)).toEqual([
    ...['released', 'it waits again, at its own place', 'Ada Specimen', WHY],
  ]);
});

it('is held again when nothing was mended, and keeps the rest waiting', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' });
  await inbox.drain();
  await inbox.act('release', ['BAD']);
  await inbox.drain();
  expect(await inbox.states()).toEqual({ BAD: 'held', A2: 'received' });
});

it('is tried anew once it is released: no long wait is left over from before', async () => {
  const feed: Feed = { ...sampleFeed(), retryForMs: 0 };
  const apply: InboxMeans['apply'] = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
  await inbox.open(feed, { apply });
  await inbox.keep(feed, { id: 'A1', person: '1' });
  await inbox.drain();
  expect(await inbox.states()).toEqual({ A1: 'held' });
  // As after an hour of trying.
  await sql`update message set attempts = 60`.execute(inbox.store.db);
  await sql`update partition set next_at = ${plus(AT, 60_000)}`.execute(inbox.store.db);
  const patient: Feed = { ...feed, retryForMs: 3_600_000 };
  await inbox.stopWorking();
  await inbox.act('release', ['A1']);
  await inbox.open(patient, { apply });
  await inbox.drain();
  const { next_at } = await inbox.store.db.selectFrom('partition').select('next_at').executeTakeFirstOrThrow();
  expect(next_at).toEqual(new Date(plus(AT, 200)));
  expect(await inbox.states()).toEqual({ A1: 'received' });
});

it('lets a merge go on that waited behind the other person', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'BAD', person: '2' }, { id: 'M1', type: 'ADT^A40', person: '1', retired: '2' });
  await inbox.keep(feed, { id: 'A2', person: '1' });
  await inbox.drain();
  expect(await inbox.states()).toEqual({ BAD: 'held', M1: 'held', A2: 'received' });
  const alone = await inbox.act('release', ['M1']);
  expect(alone.notDone[0]?.why).toBe(`it waits behind m_${await inbox.seqOf('BAD')}, which is held: it goes on by itself after that one`); // prettier-ignore
  await inbox.act('dismiss', ['BAD']);
  await inbox.drain();
  expect(await inbox.states()).toEqual({ BAD: 'superseded', M1: 'translated', A2: 'translated' });
  expect((await inbox.tellings('M1')).at(-1)?.slice(0, 2)).toEqual([
    'released',
    'm_1, which it waited behind, was dismissed',
  ]);
});

it('keeps a partition held by what else of it is held', async () => {
  const feed = sampleFeed({ whenHeld: 'pass' });
  await inbox.open(feed);
  inbox.poison.add('BAD2');
  await inbox.keep(feed, { id: 'BAD', person: '1' }, { id: 'BAD2', person: '1' }, { id: 'A1', person: '1' });
  await inbox.drain();
  await inbox.act('dismiss', ['BAD']);
  expect(await inbox.partitions()).toMatchObject([{ held: true, held_seq: await inbox.seqOf('BAD2'), blocked: false }]);
});

it('holds back what waits, with why; what came before it still goes', async () => {
  const feed = sampleFeed();
  await inbox.keep(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' }, { id: 'A3', person: '1' });
  await inbox.act('hold', ['A2']);
  await inbox.open(feed);
  await inbox.drain();
  expect(await inbox.states()).toEqual({ A1: 'translated', A2: 'held', A3: 'received' });
  expect(await inbox.tellings('A2')).toEqual([['held', 'held back by an engineer', 'Ada Specimen', WHY]]);
  await inbox.act('release', ['A2']);
  await inbox.drain();
  expect(inbox.applied).toEqual(['m_1', 'm_2', 'm_3']);
});
