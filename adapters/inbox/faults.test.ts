import { sql } from 'kysely';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import { MINUTE } from '../../schema/time';
import type { Instant } from '../../schema/time';
import type { Translate } from '../contract';
import type { Feed } from './feed';
import { createIntake } from './intake';
import { sampleFeed, sampleMessage } from './sample-feed';
import type { SampleMessage } from './sample-feed';
import { startWorker } from './worker';
import type { Worker } from './worker';
import type { Apply } from './worker-means';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const peer = { address: '127.0.0.1', port: 4242 };

/** Reads PID-5 of BUG and then throws; KNOWN says itself where it failed. */
const translate: Translate = (message) => {
  if (message.controlId === 'BUG') throw new TypeError(`cannot read ${message.first('PID')?.text(5, 2) ?? ''}`);
  if (message.controlId === 'KNOWN')
    throw Object.assign(new Error('ADA'), { refusal: { hl7: '102', at: 'EVN-2', reason: 'EVN-2 is not a time' } });
  return { kind: 'events', events: [], notes: [] };
};

describe('a message that fails', () => {
  let fresh: FreshDatabase;
  let worker: Worker | null = null;
  let clock: ReturnType<typeof fixedClock>;
  let logged: string[] = [];
  beforeEach(async () => {
    fresh = await freshDatabase();
    clock = fixedClock(AT);
    logged = [];
  });
  afterEach(async () => {
    await worker?.close();
    worker = null;
    await fresh.drop();
  });

  const start = async (feed: Feed, apply: Apply): Promise<Worker> => {
    const log = (line: string): void => void logged.push(line);
    const { store } = fresh;
    const means = { store, feeds: [feed], translateFor: () => translate, apply, clock, log };
    return (worker = await startWorker({ ...means, housekeeping: false }));
  };
  const store = async (feed: Feed, ...messages: readonly SampleMessage[]): Promise<void> => {
    const intake = createIntake({ store: fresh.store, feed, clock });
    for (const message of messages) await intake.receive(sampleMessage(message), peer);
  };
  const message = (id: string) =>
    fresh.store.db.selectFrom('message').selectAll().where('control_id', '=', id).executeTakeFirstOrThrow();
  const happened = async (): Promise<readonly (readonly [string, string])[]> => {
    const rows = await fresh.store.db.selectFrom('message_happening').selectAll().orderBy('id').execute();
    return rows.map(({ what, words }) => [what, words] as const);
  };

  it('is held with the place that its translation had come to, or that it names itself; values stay out of it', async () => {
    const feed = sampleFeed();
    await store(feed, { id: 'BUG', person: '1' }, { id: 'KNOWN', person: '2' });
    await (await start(feed, () => Promise.resolve())).drain();
    expect((await message('BUG')).reason).toEqual({
      hl7: '207',
      at: 'PID-5.2',
      reason: 'translation failed with TypeError when it had read PID-5.2',
    });
    expect((await message('KNOWN')).reason).toEqual({ hl7: '102', at: 'EVN-2', reason: 'EVN-2 is not a time' });
    expect((await happened()).map(([what]) => what)).toEqual(['held', 'held']);
    expect(JSON.stringify([logged, await happened()])).not.toContain('ADA');
  });

  it('says which table and constraint took no more, where it is its application that fails', async () => {
    const feed = sampleFeed();
    await sql`create table applied (id text constraint applied_once unique)`.execute(fresh.store.db);
    await sql`insert into applied values ('ADA')`.execute(fresh.store.db);
    await store(feed, { id: 'A1', person: '1' });
    await (await start(feed, (trx) => sql`insert into applied values ('ADA')`.execute(trx))).drain();
    const { reason } = await message('A1');
    expect(reason?.reason).toContain('23505 at table applied constraint applied_once');
    expect(JSON.stringify([reason, logged])).not.toContain('ADA');
  });

  it('is tried again for as long as the age limit, told of at each longer wait, and then held', async () => {
    const feed = { ...sampleFeed(), retryForMs: 10 * MINUTE };
    const full = Object.assign(new Error('too many clients'), { code: '53300' });
    await store(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '1' });
    await start(feed, () => Promise.reject(full));
    const states = [];
    for (let minute = 0; minute <= 10; minute += 1) {
      await worker?.drain();
      states.push((await message('A1')).state);
      clock.advance(MINUTE);
    }
    expect(states).toEqual([...Array.from({ length: 10 }, () => 'received'), 'held']);
    expect(await message('A1')).toMatchObject({ reason: { hl7: '207' }, attempts: 10 });
    expect((await message('A1')).reason?.reason).toMatch(/^Error 53300 for longer than 10 min/);
    expect((await message('A2')).state).toBe('received');
    const told = await happened();
    expect(told.filter(([what]) => what === 'retried')).toHaveLength(10);
    expect(told.at(-1)?.[0]).toBe('held');
  });

  it('is not held because its worker stood still until the server undid its transaction', async () => {
    const feed = sampleFeed();
    const undone = Object.assign(new Error('terminating connection due to idle-in-transaction timeout'), {
      code: '25P03',
    });
    await store(feed, { id: 'A1', person: '1' });
    await (await start(feed, () => Promise.reject(undone))).drain();
    expect((await message('A1')).state).toBe('received');
  });

  it('is not held because there was no network for a moment', async () => {
    const feed = sampleFeed();
    const gone = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' });
    await store(feed, { id: 'A1', person: '1' });
    await (await start(feed, () => Promise.reject(gone))).drain();
    expect((await message('A1')).state).toBe('received');
  });

  it('is told of no more once its wait no longer grows, and its age is forgotten when it succeeds', async () => {
    const feed = { ...sampleFeed(), retryForMs: 60 * MINUTE };
    let faulty = true;
    await store(feed, { id: 'A1', person: '1' });
    await start(feed, () =>
      faulty ? Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' })) : Promise.resolve(),
    );
    for (let minute = 0; minute < 20; minute += 1) {
      await worker?.drain();
      clock.advance(MINUTE);
    }
    const retried = (await happened()).filter(([what]) => what === 'retried');
    expect(retried.length).toBeLessThan(12);
    // A lane may have looked by itself after the clock moved last.
    expect([20, 21]).toContain((await message('A1')).attempts);
    faulty = false;
    clock.advance(MINUTE);
    await worker?.drain();
    expect(await message('A1')).toMatchObject({ state: 'translated', failing_since: null, reason: null });
  });

  it('and that an engineer held back stops only what came after it', async () => {
    const feed = sampleFeed();
    await store(feed, ...['A1', 'A2', 'A3'].map((id) => ({ id, person: '1' })));
    const { seq } = await message('A2');
    // As an engineer's action leaves it.
    await sql`update message set state = 'held' where seq = ${seq}`.execute(fresh.store.db);
    await sql`delete from queued where seq = ${seq}`.execute(fresh.store.db);
    await sql`update backlog set pending = pending - 1`.execute(fresh.store.db);
    await sql`update partition set held = true, blocked = true, held_seq = ${seq}`.execute(fresh.store.db);
    await (await start(feed, () => Promise.resolve())).drain();
    expect([(await message('A1')).state, (await message('A3')).state]).toEqual(['translated', 'received']);
  });

  it('that a count tells of and that is not there is asked for once, and the count set right', async () => {
    const feed = sampleFeed();
    await store(feed, { id: 'A1', person: '1' }, { id: 'A2', person: '2' });
    await (await start(feed, () => Promise.resolve())).drain();
    await sql`update backlog set pending = 1`.execute(fresh.store.db);
    await worker?.drain();
    const { rows } = await sql<{ pending: number }>`select pending from backlog`.execute(fresh.store.db);
    expect(rows).toEqual([{ pending: 0 }, { pending: 0 }]);
  });

  it('is marked when it tells of something earlier than an earlier one of its feed told of the same thing', async () => {
    const feed = sampleFeed();
    const minutes: Record<string, number> = { A02: 30, A03: 20, OTHER: 10, A08: 40 };
    const told: Apply = async (trx, { instance, feed: name, seq, messageId }) => {
      const { control_id: id } = await trx
        .selectFrom('message')
        .select('control_id')
        .where('seq', '=', seq)
        .executeTakeFirstOrThrow();
      await sql`insert into event (instance, feed, seq, idx, stream, occurred_at, kind, message_id, body)
        values (${instance}, ${name}, ${seq}, 0, ${id === 'OTHER' ? 'stay|2' : 'stay|1'},
          ${AT}::timestamptz + ${minutes[id] ?? 0} * interval '1 minute', 'stay-changed', ${messageId}, '{}')`.execute(
        trx,
      );
    };
    await store(feed, ...['A02', 'A03', 'OTHER', 'A08'].map((id) => ({ id, person: '1' })));
    await (await start(feed, told)).drain();
    const rows = await fresh.store.db
      .selectFrom('message')
      .select('control_id')
      .where('out_of_order', '=', true)
      .execute();
    expect(rows.map(({ control_id }) => control_id)).toEqual(['A03']);
  });
});
