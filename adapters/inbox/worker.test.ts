import { sql } from 'kysely';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { DomainEvent } from '../../schema/events';
import type { Instant } from '../../schema/time';
import type { Translate } from '../contract';
import type { Heard } from '../projections';
import type { Feed } from './feed';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage } from './sample-feed';
import type { SampleMessage } from './sample-feed';
import { startWorker } from './worker';
import type { Worker } from './worker';
import type { Apply } from './worker-means';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const peer = { address: '127.0.0.1', port: 4242 };

/** Says what its message said: its control id, as an event; refuses those named BAD, and throws at those named BUG. */
const translate: Translate = (message) => {
  if (message.controlId.startsWith('BAD'))
    return { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } };
  if (message.controlId.startsWith('BUG')) throw new TypeError(`cannot read ${message.first('PID')?.raw(5) ?? ''}`);
  const event: DomainEvent = {
    kind: 'person-updated',
    recordId: message.controlId,
    patch: {},
    create: false,
    occurredAt: AT,
  };
  return { kind: 'events', events: [event], notes: [] };
};

describe('the worker', () => {
  let fresh: FreshDatabase;
  let clock: ReturnType<typeof fixedClock>;
  let worker: Worker | null = null;
  let logged: string[] = [];

  beforeEach(async () => {
    fresh = await freshDatabase();
    clock = fixedClock(AT);
    logged = [];
    await sql`create table applied (position bigint generated always as identity, id text, feed text)`.execute(
      fresh.store.db,
    );
  });
  afterEach(async () => {
    await worker?.close();
    worker = null;
    await fresh.drop();
  });

  const record: Apply = async (trx, heard: Heard) => {
    for (const event of heard.events)
      if (event.kind === 'person-updated')
        await sql`insert into applied (id, feed) values (${event.recordId}, ${heard.feed})`.execute(trx);
  };
  const start = async (feeds: readonly Feed[], apply: Apply = record): Promise<Worker> => {
    const log = (line: string): void => void logged.push(line);
    worker = await startWorker({ store: fresh.store, feeds, translateFor: () => translate, apply, clock, log });
    return worker;
  };
  const store = async (feed: Feed, ...messages: readonly SampleMessage[]): Promise<void> => {
    const intake = createIntake({ store: fresh.store, feed, clock });
    for (const message of messages) await intake.receive(sampleMessage(message), peer);
  };
  const applied = async (): Promise<readonly string[]> =>
    (await sql<{ id: string }>`select id from applied order by position`.execute(fresh.store.db)).rows.map(
      ({ id }) => id,
    );
  const states = async (): Promise<Record<string, string>> => {
    const rows = await fresh.store.db.selectFrom('message').select(['control_id', 'state']).execute();
    return Object.fromEntries(rows.map(({ control_id, state }) => [control_id, state]));
  };

  it("keeps each person's order over many batches, every message once", async () => {
    const feed = sampleFeed();
    const people = ['1', '2', '3', '4', '5', '6'];
    for (let n = 0; n < 45; n += 1)
      await Promise.all(people.map((person) => store(feed, { id: `${person}-${n}`, person })));
    await (await start([feed])).drain();
    const order = await applied();
    expect(order).toHaveLength(270);
    for (const person of people)
      expect(order.filter((id) => id.startsWith(`${person}-`))).toEqual(
        Array.from({ length: 45 }, (_, n) => `${person}-${n}`),
      );
    const waiting = await fresh.store.db.selectFrom('backlog').select('key').where('pending', '<>', 0).execute();
    expect([waiting, await fresh.store.db.selectFrom('queued').selectAll().execute()]).toEqual([[], []]);
  });

  it('is woken by what arrives, and tells when it is done', async () => {
    const feed = sampleFeed();
    await start([feed]);
    const heard = new Promise<string>((resolve) => {
      void fresh.store.listen('heard', (notice) => {
        if (notice.kind === 'notified') resolve(notice.payload);
      });
    });
    await store(feed, { id: 'W1', person: '1' });
    expect(await heard).toBe(feed.name);
    expect(await applied()).toEqual(['W1']);
  });

  it('lets nobody past a held message of their person, and everybody else go on', async () => {
    const feed = sampleFeed();
    await store(
      feed,
      { id: 'A1', person: '1' },
      { id: 'BAD', person: '1' },
      { id: 'A2', person: '1' },
      { id: 'B1', person: '2' },
    );
    await (await start([feed])).drain();
    expect([...(await applied())].sort()).toEqual(['A1', 'B1']);
    expect(await states()).toEqual({ A1: 'translated', BAD: 'held', A2: 'received', B1: 'translated' });
    await store(feed, { id: 'A3', person: '1' }, { id: 'B2', person: '2' });
    await worker?.drain();
    expect([...(await applied())].sort()).toEqual(['A1', 'B1', 'B2']);
    const held = await fresh.store.db.selectFrom('partition').selectAll().where('held', '=', true).execute();
    expect(held).toMatchObject([{ record_id: 'https://fhir.rwe.example.nhs.uk/Id/hospital-number|1', blocked: true }]);
    const [message] = await fresh.store.db.selectFrom('message').select('reason').where('state', '=', 'held').execute();
    expect(message?.reason).toEqual({ hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' });
  });

  it('lets results pass a held one, and still says that one is held', async () => {
    const feed = sampleFeed({ whenHeld: 'pass' });
    await store(feed, { id: 'R1', person: '1' }, { id: 'BAD', person: '1' }, { id: 'R2', person: '1' });
    await (await start([feed])).drain();
    expect(await applied()).toEqual(['R1', 'R2']);
    const [partition] = await fresh.store.db.selectFrom('partition').selectAll().execute();
    expect(partition).toMatchObject({ held: true, blocked: false });
  });

  it('keeps nobody waiting for an acknowledgement while it works, not even on a partition in which it held one', async () => {
    const feed = sampleFeed({ whenHeld: 'pass' });
    await store(feed, { id: 'BAD', person: '1' }, { id: 'R1', person: '1' });
    const release = { now: (): void => undefined };
    const released = new Promise<void>((resolve) => (release.now = resolve));
    const inHand = new Promise<void>((resolve) => {
      void start([feed], async (trx, heard) => {
        resolve();
        await released;
        await record(trx, heard);
      });
    });
    await inHand;
    await store(feed, { id: 'M1', type: 'ADT^A40', person: '1', retired: '0' }, { id: 'R2', person: '1' });
    release.now();
    await worker?.drain();
    expect(await applied()).toEqual(['R1', 'M1', 'R2']);
  });

  it("holds what makes translation fail, without the message's values, after what came before it", async () => {
    const feed = sampleFeed();
    await store(
      feed,
      { id: 'A1', person: '1' },
      { id: 'A2', person: '1' },
      { id: 'BUG', person: '1', family: 'SECRET' },
    );
    await (await start([feed])).drain();
    expect(await applied()).toEqual(['A1', 'A2']);
    const [message] = await fresh.store.db.selectFrom('message').selectAll().where('state', '=', 'held').execute();
    expect(message?.reason).toMatchObject({ hl7: '207', reason: expect.stringContaining('TypeError') as string });
    expect(JSON.stringify([message?.reason, logged])).not.toContain('SECRET');
  });

  it('holds the one message whose application fails only when it commits', async () => {
    const feed = sampleFeed();
    await sql`alter table applied add constraint once unique (id) deferrable initially deferred`.execute(
      fresh.store.db,
    );
    await sql`insert into applied (id) values ('A3')`.execute(fresh.store.db);
    await store(feed, ...['A1', 'A2', 'A3'].map((id) => ({ id, person: '1' })));
    await (await start([feed])).drain();
    expect(await states()).toEqual({ A1: 'translated', A2: 'translated', A3: 'held' });
    expect(await applied()).toEqual(['A3', 'A1', 'A2']);
  });

  it.each([
    ['too many clients', '53300'],
    // A newer version has changed a table under this one.
    ['cached plan must not change result type', '0A000'],
  ])('comes back to what failed for a passing reason, later and in order: %s', async (words, code) => {
    const feed = sampleFeed();
    let faulty = true;
    const apply: Apply = async (trx, heard) => {
      if (faulty && heard.seq === 2) throw Object.assign(new Error(words), { code });
      await record(trx, heard);
    };
    await store(feed, ...['A1', 'A2', 'A3'].map((id) => ({ id, person: '1' })));
    await (await start([feed], apply)).drain();
    expect(await applied()).toEqual(['A1']);
    expect(await states()).toMatchObject({ A2: 'received', A3: 'received' });
    faulty = false;
    await worker?.drain();
    expect(await applied()).toEqual(['A1']);
    clock.advance(200);
    await worker?.drain();
    expect(await applied()).toEqual(['A1', 'A2', 'A3']);
  });

  it('goes again at once after a collision with another transaction', async () => {
    const feed = sampleFeed();
    let collisions = 3;
    const apply: Apply = async (trx, heard) => {
      if (collisions-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      await record(trx, heard);
    };
    await store(feed, { id: 'A1', person: '1' });
    await (await start([feed], apply)).drain();
    expect(await applied()).toEqual(['A1']);
  });

  it('merges in the order of both people, whichever way round the merges are', async () => {
    const feed = sampleFeed();
    const merge = (id: string, person: string, retired: string): SampleMessage => ({
      id,
      type: 'ADT^A40',
      person,
      retired,
    });
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      ids.push(`a${n}`, `b${n}`, `m${n}`);
      await store(feed, { id: `a${n}`, person: '1' }, { id: `b${n}`, person: '2' });
      await store(feed, n % 2 === 0 ? merge(`m${n}`, '1', '2') : merge(`m${n}`, '2', '1'));
    }
    await (await start([feed])).drain();
    const order = await applied();
    expect([...order].sort()).toEqual([...ids].sort());
    for (const person of ['a', 'b']) {
      const theirs = ids.filter((id) => id.startsWith(person) || id.startsWith('m'));
      expect(order.filter((id) => theirs.includes(id))).toEqual(theirs);
    }
  });

  it('holds a merge behind a held message of either person', async () => {
    const feed = sampleFeed();
    await store(feed, { id: 'BAD', person: '2' }, { id: 'A1', person: '1' });
    await store(feed, { id: 'M1', type: 'ADT^A40', person: '1', retired: '2' }, { id: 'A2', person: '1' });
    await (await start([feed])).drain();
    expect(await states()).toEqual({ BAD: 'held', A1: 'translated', M1: 'held', A2: 'received' });
  });

  it('leaves the messages of feeds it does not serve to others', async () => {
    const other = sampleFeed({}, 'lims@RWE');
    await store(other, { id: 'L1', person: '1' });
    await (await start([sampleFeed()])).drain();
    expect(await states()).toEqual({ L1: 'received' });
  });

  it('shares the work with another process without doing any of it twice', async () => {
    const feed = sampleFeed();
    for (let n = 0; n < 100; n += 1) await store(feed, { id: `m${n}`, person: `${n % 5}` });
    const second = await startWorker({
      store: fresh.store,
      feeds: [feed],
      translateFor: () => translate,
      apply: record,
      clock,
      log: () => undefined,
    });
    const first = await start([feed]);
    await Promise.all([first.drain(), second.drain()]);
    await second.close();
    const order = await applied();
    expect([...order].sort()).toEqual(Array.from({ length: 100 }, (_, n) => `m${n}`).sort());
    for (const person of [0, 1, 2, 3, 4]) {
      const theirs = order.map((id) => Number(id.slice(1))).filter((n) => n % 5 === person);
      expect(theirs).toEqual([...theirs].sort((a, b) => a - b));
    }
  });

  it('says when a feed was last heard once that message is dealt with', async () => {
    const feed = sampleFeed();
    await start([feed]);
    const lastHeard = async () =>
      (await fresh.store.db.selectFrom('feed').select('last_heard_at').executeTakeFirstOrThrow()).last_heard_at;
    expect(await lastHeard()).toBeNull();
    await store(feed, { id: 'T1', person: '1', processingId: 'T' });
    expect(await lastHeard()).toBeNull();
    await store(feed, { id: 'A1', person: '1' });
    await worker?.drain();
    expect(await lastHeard()).toEqual(new Date(AT));
  });

  it('acknowledges while a translation of the same person takes its time', async () => {
    const feed = sampleFeed();
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    await start([feed], async (trx, heard) => {
      begun();
      await slow;
      await record(trx, heard);
    });
    await store(feed, { id: 'A1', person: '1' });
    await started;
    await store(feed, { id: 'A2', person: '1' });
    expect(await states()).toEqual({ A1: 'received', A2: 'received' });
    release();
    await worker?.drain();
    expect(await applied()).toEqual(['A1', 'A2']);
  });

  it('says once that it cannot work, however long that lasts, and once that it works again', async () => {
    const feed = sampleFeed();
    const outage = async (): Promise<void> => {
      await sql`alter table backlog rename to gone`.execute(fresh.store.db);
      for (let times = 0; times < 3; times += 1) await expect(worker?.drain()).rejects.toThrow(/still waits/);
      await sql`alter table gone rename to backlog`.execute(fresh.store.db);
      await worker?.drain();
    };
    await start([feed]);
    await worker?.drain();
    await outage();
    await outage();
    const told = logged.filter((line) => line.startsWith('the inbox'));
    const lines = ['the inbox could not be worked on (error 42P01); it is tried again', 'the inbox is worked on again'];
    expect(told).toEqual([...lines, ...lines]);
  });
});
