import { sql } from 'kysely';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { freshDatabase, type FreshDatabase } from '../../../test/database';
import { fixedClock } from '../../../schema/clock';
import type { DomainEvent } from '../../../schema/events';
import type { MessageAction } from '../../../schema/messages';
import { plus, type Instant } from '../../../schema/time';
import type { Translate } from '../../contract';
import { createIdentityIndex } from '../../identity';
import { createProjector } from '../../projections';
import { frame } from '../../wire/mllp/frames';
import type { Feed } from '../feed';
import { createIntake } from '../intake';
import { sampleFeed, sampleMessage, type SampleMessage } from '../sample-feed';
import { startWorker, type Worker } from '../worker';
import type { InboxMeans } from '../worker-means';
import { createInboxOperations, type RunningOperations } from '.';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const peer = { address: '127.0.0.1', port: 4242 };
const ADA = { userId: 'u1', name: 'Ada Specimen', role: 'integration-engineer', requestId: 'r1' };
const WHY = 'The ward was missing from our tables';

/** What today's code does not take; mended by taking it out. */
const poison = new Set<string>();
/** What today's code says of everybody. */
let sex: 'male' | 'female' = 'female';

const translate: Translate = (message) => {
  if (poison.has(message.controlId))
    return { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } };
  const person = message.first('PID')?.text(3) ?? '';
  const event: DomainEvent = {
    ...{ kind: 'person-updated', recordId: `RWE|${person}`, create: true, occurredAt: AT },
    patch: { gender: sex, name: { family: message.controlId, given: [] } },
  } as unknown as DomainEvent;
  return { kind: 'events', events: [event], notes: [] };
};

let fresh: FreshDatabase;
let worker: Worker | null = null;
let operations: RunningOperations;
let applied: string[] = [];
let destinations: { name: string; host: string; port: number }[] = [];
const clock = fixedClock(AT);

const meansFor = (feed: Feed): InboxMeans => {
  const projector = createProjector({ people: createIdentityIndex({ store: fresh.store, clock }) });
  return {
    ...{ store: fresh.store, feeds: [feed], translateFor: () => translate, clock, log: () => undefined, destinations },
    apply: async (trx, heard) => {
      applied.push(heard.messageId);
      await projector.apply(trx, heard);
    },
  };
};

const open = async (feed: Feed): Promise<void> => {
  await operations?.close();
  operations = createInboxOperations(meansFor(feed));
  worker = await startWorker(meansFor(feed));
};
const store = async (feed: Feed, ...messages: readonly SampleMessage[]): Promise<void> => {
  const intake = createIntake({ store: fresh.store, feed, clock });
  for (const message of messages) await intake.receive(sampleMessage(message), peer);
};
const seqOf = async (id: string): Promise<number> =>
  (await fresh.store.db.selectFrom('message').select('seq').where('control_id', '=', id).executeTakeFirstOrThrow()).seq;
const states = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await fresh.store.db.selectFrom('message').select(['control_id', 'state']).execute()).map((row) => [
      row.control_id,
      row.state,
    ]),
  );
const act = async (action: MessageAction, ids: readonly string[], more: { readonly destination?: string } = {}) => {
  const seqs = await Promise.all(ids.map(seqOf));
  return operations.run({ action, seqs, selection: { ids }, by: ADA, reason: WHY, ...more });
};
const tellings = async (id: string) =>
  (
    await fresh.store.db
      .selectFrom('message_happening')
      .select(['what', 'words', 'user_name', 'reason', 'action'])
      .where('seq', '=', await seqOf(id))
      .orderBy('id')
      .execute()
  ).map(({ what, words, user_name, reason }) => [what, words, user_name, reason]);
const partitions = () =>
  fresh.store.db.selectFrom('partition').select(['key', 'held', 'held_seq', 'blocked']).orderBy('key').execute();

beforeEach(async () => {
  fresh = await freshDatabase();
  operations = createInboxOperations(meansFor(sampleFeed()));
  poison.clear();
  poison.add('BAD');
  sex = 'female';
  applied = [];
  destinations = [];
});
afterEach(async () => {
  await operations.close();
  await worker?.close();
  worker = null;
  await fresh.drop();
});

it('releases a held message at its own place, and what waited goes on after it', async () => {
  const feed = sampleFeed();
  await open(feed);
  await store(feed, { id: 'A1', person: '1' }, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' });
  await worker?.drain();
  expect(await states()).toEqual({ A1: 'translated', BAD: 'held', A2: 'received' });
  poison.clear();
  const record = await act('release', ['BAD', 'A1']);
  expect(record).toMatchObject({
    ...{ action: 'release', selected: 2, done: 1, reason: WHY, finishedAt: AT },
    by: { userId: 'u1', name: 'Ada Specimen', role: 'integration-engineer' },
    notDone: [{ id: `m_${await seqOf('A1')}`, why: 'it is translated, not held' }],
  });
  await worker?.drain();
  expect(applied).toEqual(['m_1', 'm_2', 'm_3']);
  expect(await states()).toEqual({ A1: 'translated', BAD: 'translated', A2: 'translated' });
  expect(await partitions()).toMatchObject([{ held: false, held_seq: null, blocked: false }]);
  expect((await tellings('BAD')).at(-1)).toEqual([
    ...['released', 'it waits again, at its own place', 'Ada Specimen', WHY],
  ]);
});

it('is held again when nothing was mended, and keeps the rest waiting', async () => {
  const feed = sampleFeed();
  await open(feed);
  await store(feed, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' });
  await worker?.drain();
  await act('release', ['BAD']);
  await worker?.drain();
  expect(await states()).toEqual({ BAD: 'held', A2: 'received' });
});

it('is tried anew once it is released: no long wait is left over from before', async () => {
  const feed: Feed = { ...sampleFeed(), retryForMs: 0 };
  const apply: InboxMeans['apply'] = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
  operations = createInboxOperations({ ...meansFor(feed), apply });
  worker = await startWorker({ ...meansFor(feed), apply });
  await store(feed, { id: 'A1', person: '1' });
  await worker.drain();
  expect(await states()).toEqual({ A1: 'held' });
  // As after an hour of trying.
  await sql`update message set attempts = 60`.execute(fresh.store.db);
  await sql`update partition set next_at = ${plus(AT, 60_000)}`.execute(fresh.store.db);
  const patient: Feed = { ...feed, retryForMs: 3_600_000 };
  await worker.close();
  await act('release', ['A1']);
  worker = await startWorker({ ...meansFor(patient), apply });
  await worker.drain();
  const { next_at } = await fresh.store.db.selectFrom('partition').select('next_at').executeTakeFirstOrThrow();
  expect(next_at).toEqual(new Date(plus(AT, 200)));
  expect(await states()).toEqual({ A1: 'received' });
});

it('lets a merge go on that waited behind the other person', async () => {
  const feed = sampleFeed();
  await open(feed);
  await store(feed, { id: 'BAD', person: '2' }, { id: 'M1', type: 'ADT^A40', person: '1', retired: '2' });
  await store(feed, { id: 'A2', person: '1' });
  await worker?.drain();
  expect(await states()).toEqual({ BAD: 'held', M1: 'held', A2: 'received' });
  const alone = await act('release', ['M1']);
  expect(alone.notDone[0]?.why).toBe(`it waits behind m_${await seqOf('BAD')}, which is held: it goes on by itself after that one`); // prettier-ignore
  await act('dismiss', ['BAD']);
  await worker?.drain();
  expect(await states()).toEqual({ BAD: 'superseded', M1: 'translated', A2: 'translated' });
  expect((await tellings('M1')).at(-1)?.slice(0, 2)).toEqual([
    'released',
    'm_1, which it waited behind, was dismissed',
  ]);
});

it('keeps a partition held by what else of it is held', async () => {
  const feed = sampleFeed({ whenHeld: 'pass' });
  await open(feed);
  poison.add('BAD2');
  await store(feed, { id: 'BAD', person: '1' }, { id: 'BAD2', person: '1' }, { id: 'A1', person: '1' });
  await worker?.drain();
  await act('dismiss', ['BAD']);
  expect(await partitions()).toMatchObject([{ held: true, held_seq: await seqOf('BAD2'), blocked: false }]);
});

it('holds back what waits, with why; what came before it still goes', async () => {
  const feed = sampleFeed();
  await store(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' }, { id: 'A3', person: '1' });
  await act('hold', ['A2']);
  await open(feed);
  await worker?.drain();
  expect(await states()).toEqual({ A1: 'translated', A2: 'held', A3: 'received' });
  expect(await tellings('A2')).toEqual([['held', 'held back by an engineer', 'Ada Specimen', WHY]]);
  await act('release', ['A2']);
  await worker?.drain();
  expect(applied).toEqual(['m_1', 'm_2', 'm_3']);
});

const demographics = async () =>
  (await fresh.store.db.selectFrom('projection').select('body').where('kind', '=', 'demographics').execute()).map(
    ({ body }) => JSON.stringify(body),
  );

it("replays with today's code, once however often, and leaves what today's code refuses", async () => {
  const feed = sampleFeed();
  await open(feed);
  await store(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '2' });
  await worker?.drain();
  sex = 'male';
  poison.add('A2');
  const preview = await operations.preview('replay', [1, 2]);
  expect(preview.notApplicable).toEqual([
    { id: 'm_2', why: "today's code does not take it: PV1-3 names no ward; what it said before would stand" },
  ]);
  expect(preview.differences).toMatchObject([{ capability: 'demographics', field: 'gender', before: 'female', after: 'male' }]); // prettier-ignore
  expect((await demographics()).filter((body) => body.includes('"female"'))).toHaveLength(2);
  for (let n = 0; n < 2; n += 1) expect(await act('replay', ['A1', 'A2'])).toMatchObject({ done: 1, selected: 2 });
  expect((await demographics()).map((body) => body.includes('"female"')).sort()).toEqual([false, true]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event`.execute(fresh.store.db);
  expect(rows[0]?.n).toBe(2);
});

it('says of a release what it would do, and does none of it', async () => {
  const feed = sampleFeed();
  await open(feed);
  poison.add('BAD2');
  await store(feed, { id: 'BAD', person: '1' }, { id: 'A2', person: '1' }, { id: 'BAD2', person: '1' });
  await store(feed, { id: 'A3', person: '1' }, { id: 'B1', person: '2' });
  await worker?.drain();
  expect((await operations.preview('release', [1])).notApplicable).toEqual([
    { id: 'm_1', why: 'it would be held again: PV1-3 names no ward' },
  ]);
  poison.delete('BAD');
  const snapshot = async () =>
    JSON.stringify(
      await Promise.all(
        (['message', 'partition', 'backlog', 'queued', 'projection', 'event', 'person'] as const).map(
          async (table) => (await sql.raw(`select * from ${table} order by 1, 2`).execute(fresh.store.db)).rows,
        ),
      ),
    );
  const before = await snapshot();
  const preview = await operations.preview('release', [1, 5]);
  expect(preview).toMatchObject({ selected: 2, unblocks: 1, more: false });
  expect(preview.notApplicable).toEqual([{ id: 'm_5', why: 'it is translated, not held' }]);
  expect(preview.differences).toMatchObject([
    { capability: 'demographics', field: '', before: null, after: 'present' },
  ]);
  expect(await operations.preview('dismiss', [1])).toMatchObject({ unblocks: 1 });
  expect(await snapshot()).toBe(before);
});

describe('resending', () => {
  let server: Server;
  const heard: string[] = [];
  let answer = 'AA';
  let answered = Promise.resolve();
  let letAnswer = (): void => undefined;
  beforeEach(async () => {
    heard.length = 0;
    answer = 'AA';
    answered = Promise.resolve();
    server = createServer((socket) => {
      socket.on('data', (bytes) => {
        heard.push(bytes.toString().slice(1, -2));
        const reply = frame(Buffer.from(`MSH|^~\\&|X|Y|PAS|RWE|2026||ACK|1|P|2.4\rMSA|${answer}|A1\r`));
        void answered.then(() => socket.write(reply));
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    destinations = [{ name: 'warehouse', host: '127.0.0.1', port: (server.address() as AddressInfo).port }];
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('sends the bytes as they came, where the settings say, and keeps the answer', async () => {
    const feed = sampleFeed();
    await open(feed);
    expect(operations.destinations()).toEqual(['warehouse']);
    await store(feed, { id: 'A1', person: '1' });
    await worker?.drain();
    expect(await act('resend', ['A1'], { destination: 'warehouse' })).toMatchObject({ done: 1, notDone: [] });
    expect(heard).toEqual([sampleMessage({ id: 'A1', person: '1' }).toString()]);
    answer = 'AE';
    expect((await act('resend', ['A1'], { destination: 'warehouse' })).notDone).toEqual([
      { id: 'm_1', why: 'warehouse: it answered AE (MSA-1)' },
    ]);
    expect((await tellings('A1')).map(([what, words]) => [what, words])).toEqual([
      ['resent', 'sent to warehouse: it answered AA (MSA-1)'],
      ['resent', 'sent to warehouse: it answered AE (MSA-1)'],
    ]);
  });

  it("keeps nobody's messages waiting while a receiver takes its time, and is on record meanwhile", async () => {
    const feed = sampleFeed();
    await open(feed);
    await store(feed, { id: 'A1', person: '1' });
    await worker?.drain();
    answered = new Promise((resolve) => (letAnswer = resolve));
    const sending = act('resend', ['A1'], { destination: 'warehouse' });
    while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await tellings('A1')).map(([, words]) => words)).toEqual(['is being sent to warehouse']);
    // The same person's next message is worked on, and another process leaves the action to the one that has it.
    await store(feed, { id: 'A2', person: '1' });
    await worker?.drain();
    expect(await states()).toMatchObject({ A2: 'translated' });
    const other = createInboxOperations(meansFor(feed));
    other.resume();
    await other.close();
    letAnswer();
    expect(await sending).toMatchObject({ done: 1, notDone: [], finishedAt: AT });
    expect(heard).toHaveLength(1);
    expect((await tellings('A1')).map(([, words]) => words)).toEqual(['sent to warehouse: it answered AA (MSA-1)']);
  });

  it('is not done twice where a process ended in the middle: that it was being sent is what is known', async () => {
    const feed = sampleFeed();
    await open(feed);
    await store(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' });
    await worker?.drain();
    const ended = createInboxOperations(meansFor(feed));
    // As where the process ends once the bytes have left: what was answered is not kept.
    await sql`create function gone() returns trigger language plpgsql as
      'begin if new.words like ''sent to%'' then raise exception ''gone''; end if; return new; end'`.execute(
      fresh.store.db,
    );
    await sql`create trigger is_gone before update on message_happening for each row execute function gone()`.execute(fresh.store.db); // prettier-ignore
    const order = { action: 'resend', seqs: [1, 2], selection: {}, by: ADA, reason: WHY, destination: 'warehouse' } as const; // prettier-ignore
    expect(await ended.run(order)).toMatchObject({ done: 0, notDone: [], finishedAt: null });
    await ended.close();
    expect((await tellings('A1')).map(([, words]) => words)).toEqual(['is being sent to warehouse']);
    await sql`drop trigger is_gone on message_happening`.execute(fresh.store.db);
    operations.resume();
    await operations.settled();
    expect(heard.map((text) => text.split('|')[9])).toEqual(['A1', 'A2']);
    const unknown =
      'it was being sent to warehouse when the process that sent it ended; whether it arrived is not known';
    expect((await tellings('A1')).map(([, words]) => words)).toEqual([unknown]);
    const record = await fresh.store.db.selectFrom('message_action').selectAll().executeTakeFirstOrThrow();
    expect(record).toMatchObject({ done: 1, not_done: [{ id: 'm_1', why: unknown }] });
    expect(record.finished_at).not.toBeNull();
  });

  it('says what could not be sent: nobody there, no longer named, or its content is gone', async () => {
    const feed = sampleFeed();
    destinations = [{ name: 'nobody', host: '127.0.0.1', port: 1 }];
    await open(feed);
    await store(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' });
    await sql`update message set bytes = null, pruned_at = ${AT} where control_id = 'A2'`.execute(fresh.store.db);
    expect((await act('resend', ['A1', 'A2'], { destination: 'nobody' })).notDone).toEqual([
      { id: 'm_1', why: 'nobody: it cannot be reached; nothing was sent' },
      { id: 'm_2', why: 'its content was removed on 2026-11-20' },
    ]);
    expect((await act('resend', ['A1'], { destination: '10.0.0.1:2575' })).notDone[0]?.why).toMatch(/no longer in/);
    expect(heard).toEqual([]);
  });
});

it('puts the one message whose application fails on record, and does the others', async () => {
  const feed = sampleFeed();
  await open(feed);
  await store(feed, ...[1, 2, 3].map((n) => ({ id: `A${n}`, person: `${n}` })));
  await worker?.drain();
  const failing = createInboxOperations({
    ...meansFor(feed),
    apply: (_trx, { seq }) => (seq === 2 ? Promise.reject(new TypeError('SECRET')) : Promise.resolve()),
  });
  const record = await failing.run({ action: 'replay', seqs: [1, 2, 3, 99], selection: {}, by: ADA, reason: WHY });
  await failing.close();
  expect(record).toMatchObject({ done: 2, finishedAt: AT });
  expect(record.notDone).toEqual([
    { id: 'm_2', why: 'it could not be done: TypeError' },
    { id: 'm_99', why: 'there is no such message' },
  ]);
});

it('goes on in the background with more than a thousand, and another process goes on where one stopped', async () => {
  const feed = sampleFeed();
  await store(feed, ...Array.from({ length: 30 }, (_, n) => ({ id: `A${n}`, person: `${n}` })));
  await sql`insert into message (feed, instance, received_at, peer, bytes, charset, content_hash, sending_application,
      sending_facility, message_type, trigger_event, control_id, processing_id, version, accepted, partition_keys, state)
    select feed, instance, received_at, peer, bytes, charset, sha256(n::text::bytea), sending_application,
      sending_facility, message_type, trigger_event, 'X' || n, processing_id, version, accepted, partition_keys, 'held'
    from message, generate_series(1, 1100) n where control_id = 'A1'`.execute(fresh.store.db);
  const { rows } = await sql<{ seq: number }>`select seq from message where state = 'held'`.execute(fresh.store.db);
  const seqs = rows.map(({ seq }) => seq);
  const first = createInboxOperations(meansFor(feed));
  const record = await first.run({ action: 'dismiss', seqs, selection: {}, by: ADA, reason: WHY });
  expect(record).toMatchObject({ selected: 1_100, finishedAt: null });
  await first.close();
  operations.resume();
  await operations.settled();
  const row = await fresh.store.db.selectFrom('message_action').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ done: 1_100, not_done: [] });
  expect(row.finished_at).not.toBeNull();
  const told = await sql<{ n: number }>`select count(*)::int as n from message_happening where what = 'dismissed'`.execute(fresh.store.db); // prettier-ignore
  expect(told.rows[0]?.n).toBe(1_100);
  expect(await fresh.store.db.selectFrom('message_action_step').selectAll().execute()).toEqual([]);
});
