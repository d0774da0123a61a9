import { Kysely, PostgresDialect, sql } from 'kysely';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Tables } from '../../store';
import { BrokenReason, frame } from '../../wire/mllp/frames';
import { createIntake } from '../intake';
import { sampleFeed, sampleMessage } from '../sample-feed';
import { createInboxOperations } from '.';
import { ADA, AT, inboxUnderTest, WHY } from './operations-under-test';

const inbox = inboxUnderTest();

let server: Server;
const heard: string[] = [];
let answer = 'AA';
/** MSA-2 of the answers; null for the control id of what was sent. */
let answersTo: string | null = null;
/** What the receiver does once it has answered. */
let afterwards: (socket: Socket, id: string) => void = () => undefined;
let answered = Promise.resolve();
let letAnswer = (): void => undefined;
const replyTo = (id: string, code: string): Buffer =>
  frame(Buffer.from(`MSH|^~\\&|X|Y|PAS|RWE|2026||ACK|1|P|2.4\rMSA|${code}|${id}\r`));
beforeEach(async () => {
  heard.length = 0;
  answer = 'AA';
  answersTo = null;
  afterwards = () => undefined;
  answered = Promise.resolve();
  server = createServer((socket) => {
    socket.on('data', (bytes) => {
      const text = bytes.toString().slice(1, -2);
      heard.push(text);
      const id = text.split('|')[9] ?? '';
      const reply = replyTo(answersTo ?? id, answer);
      void answered.then(() => socket.write(reply, () => afterwards(socket, id)));
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  inbox.destinations = [{ name: 'warehouse', host: '127.0.0.1', port: (server.address() as AddressInfo).port }];
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

it('sends the bytes as they came, where the settings say, and keeps the answer', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  expect(inbox.operations.destinations()).toEqual(['warehouse']);
  await inbox.keep(feed, { id: 'A1', person: '1' });
  await inbox.drain();
  expect(await inbox.act('resend', ['A1'], { destination: 'warehouse' })).toMatchObject({ done: 1, notDone: [] });
  expect(heard).toEqual([sampleMessage({ id: 'A1', person: '1' }).toString()]);
  answer = 'AE';
  expect((await inbox.act('resend', ['A1'], { destination: 'warehouse' })).notDone).toEqual([
    { id: 'm_1', why: 'warehouse: it answered AE (MSA-1)' },
  ]);
  expect((await inbox.tellings('A1')).map(([what, words]) => [what, words])).toEqual([
    ['resent', 'sent to warehouse: it answered AA (MSA-1)'],
    ['resent', 'sent to warehouse: it answered AE (MSA-1)'],
  ]);
});

it("keeps nobody's messages waiting while a receiver takes its time, and is on record meanwhile", async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'A1', person: '1' });
  await inbox.drain();
  answered = new Promise((resolve) => (letAnswer = resolve));
  const sending = inbox.act('resend', ['A1'], { destination: 'warehouse' });
  while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect((await inbox.tellings('A1')).map(([, words]) => words)).toEqual(['is being sent to warehouse']);
  // The same person's next message is worked on, and another process leaves the action to the one that has it.
  await inbox.keep(feed, { id: 'A2', person: '1' });
  await inbox.drain();
  expect(await inbox.states()).toMatchObject({ A2: 'translated' });
  const other = createInboxOperations(inbox.meansFor(feed));
  other.resume();
  await other.close();
  letAnswer();
  expect(await sending).toMatchObject({ done: 1, notDone: [], finishedAt: AT });
  expect(heard).toHaveLength(1);
  expect((await inbox.tellings('A1')).map(([, words]) => words)).toEqual(['sent to warehouse: it answered AA (MSA-1)']);
});

it('is not done twice where a process ended in the middle: that it was being sent is what is known', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' });
  await inbox.drain();
  const ended = createInboxOperations(inbox.meansFor(feed));
  // As where the process ends once the bytes have left: what was answered is not kept.
  await sql`create function gone() returns trigger language plpgsql as
    'begin if new.words like ''sent to%'' then raise exception ''gone''; end if; return new; end'`.execute(
    inbox.store.db,
  );
  await sql`create trigger is_gone before update on message_happening for each row execute function gone()`.execute(inbox.store.db); // prettier-ignore
  const order = { action: 'resend', seqs: [1, 2], selection: {}, by: ADA, reason: WHY, destination: 'warehouse' } as const; // prettier-ignore
  expect(await ended.run(order)).toMatchObject({ done: 0, notDone: [], finishedAt: null });
  await ended.close();
  expect((await inbox.tellings('A1')).map(([, words]) => words)).toEqual(['is being sent to warehouse']);
  await sql`drop trigger is_gone on message_happening`.execute(inbox.store.db);
  inbox.operations.resume();
  await inbox.operations.settled();
  expect(heard.map((text) => text.split('|')[9])).toEqual(['A1', 'A2']);
  const unknown = 'it was being sent to warehouse when the process that sent it ended; whether it arrived is not known';
  expect((await inbox.tellings('A1')).map(([, words]) => words)).toEqual([unknown]);
  const record = await inbox.store.db.selectFrom('message_action').selectAll().executeTakeFirstOrThrow();
  expect(record).toMatchObject({ done: 1, not_done: [{ id: 'm_1', why: unknown }] });
  expect(record.finished_at).not.toBeNull();
});

it('says what could not be sent: nobody there, no longer named, or its content is gone', async () => {
  const feed = sampleFeed();
  inbox.destinations = [{ name: 'nobody', host: '127.0.0.1', port: 1 }];
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' });
  await sql`update message set bytes = null, pruned_at = ${AT} where control_id = 'A2'`.execute(inbox.store.db);
  expect((await inbox.act('resend', ['A1', 'A2'], { destination: 'nobody' })).notDone).toEqual([
    { id: 'm_1', why: 'nobody: it cannot be reached; nothing was sent' },
    { id: 'm_2', why: 'its content was removed on 2026-11-20' },
  ]);
  expect((await inbox.act('resend', ['A1'], { destination: '10.0.0.1:2575' })).notDone[0]?.why).toMatch(/no longer in/);
  expect(heard).toEqual([]);
});

it('asks whether a message can be sent before it reads what is in it', async () => {
  const feed = sampleFeed();
  const asked: string[] = [];
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: inbox.store.pool }),
    log: ({ query }) => void asked.push(query.sql),
  });
  const contentsRead = (): number => asked.filter((text) => text.startsWith('select "bytes"')).length;
  await inbox.keep(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' });
  await sql`update message set bytes = null, pruned_at = ${AT} where control_id = 'A1'`.execute(inbox.store.db);
  await inbox.open(feed, { store: { ...inbox.store, db } });
  expect((await inbox.act('resend', ['A1'], { destination: 'warehouse' })).notDone).toEqual([
    { id: 'm_1', why: 'its content was removed on 2026-11-20' },
  ]);
  await inbox.open(feed, { store: { ...inbox.store, db }, destinations: [] });
  expect((await inbox.act('resend', ['A2'], { destination: 'warehouse' })).notDone).toEqual([
    { id: 'm_2', why: 'warehouse is no longer in the settings' },
  ]);
  expect([contentsRead(), heard]).toEqual([0, []]);
  await inbox.open(feed, { store: { ...inbox.store, db } });
  expect(await inbox.act('resend', ['A2'], { destination: 'warehouse' })).toMatchObject({ done: 1, notDone: [] });
  expect([contentsRead(), heard.length]).toEqual([1, 1]);
});

it('takes an answer for the message that it names, and for no other', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  await inbox.keep(feed, { id: 'A1', person: '1' });
  answersTo = 'A0';
  expect((await inbox.act('resend', ['A1'], { destination: 'warehouse' })).notDone).toEqual([
    { id: 'm_1', why: 'warehouse: its answer names another message (MSA-2)' },
  ]);
  expect((await inbox.tellings('A1')).map(([, words]) => words)).toEqual([
    'sent to warehouse: its answer names another message (MSA-2)',
  ]);
});

it.each<[string, [string, string], string, typeof afterwards]>([
  ['closes its connection after each answer', ['', ''], 'AA', (socket) => void socket.end()],
  ['answers twice, as it is asked to', ['AL', 'AL'], 'CA', (socket, id) => void socket.write(replyTo(id, 'AA'))],
])('reaches a receiver that %s', async (_, acknowledgements, code, does) => {
  const feed = sampleFeed();
  await inbox.open(feed);
  for (const id of ['A1', 'A2', 'A3']) await inbox.keep(feed, { id, person: '1', acknowledgements });
  [answer, afterwards] = [code, does];
  expect(await inbox.act('resend', ['A1', 'A2', 'A3'], { destination: 'warehouse' })).toMatchObject({
    done: 3,
    notDone: [],
  });
  expect(heard.map((text) => text.split('|')[9])).toEqual(['A1', 'A2', 'A3']);
});

it('sends nothing that was never received whole: its receiver would take it for all there is', async () => {
  const feed = sampleFeed();
  await inbox.open(feed);
  const intake = createIntake({ store: inbox.store, feed, clock: inbox.clock });
  const peer = { address: '127.0.0.1', port: 4242 };
  const half = sampleMessage({ id: 'HALF', person: '1' }).subarray(0, -9);
  await intake.receiveBroken(half, BrokenReason.ended, peer);
  const large = Buffer.concat([sampleMessage({ id: 'LARGE', person: '1' }), Buffer.alloc(70_000, 'x')]);
  await intake.receiveBroken(large, BrokenReason.tooLarge, peer);
  const why = 'what is kept of it is not a whole message';
  expect((await inbox.act('resend', ['HALF', 'LARGE'], { destination: 'warehouse' })).notDone).toEqual([
    { id: 'm_1', why },
    { id: 'm_2', why },
  ]);
  const { notApplicable } = await inbox.operations.preview('resend', [1, 2]);
  expect([notApplicable.map((one) => one.why), heard]).toEqual([[why, why], []]);
});
