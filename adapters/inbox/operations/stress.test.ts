import { sql } from 'kysely';
import { freshDatabase, type FreshDatabase } from '../../../test/database';
import { fixedClock } from '../../../schema/clock';
import { MESSAGE_ACTIONS, type MessageAction } from '../../../schema/messages';
import type { Instant } from '../../../schema/time';
import type { Translate } from '../../contract';
import { openStore, type Store } from '../../store';
import type { Feed } from '../feed';
import { createIntake } from '../intake';
import { sampleFeed, sampleMessage } from '../sample-feed';
import { startWorker, type Worker } from '../worker';
import type { InboxMeans } from '../worker-means';
import { createInboxOperations, type RunningOperations } from '.';

const AT = '2026-11-20T10:00:00.000Z' as Instant;
const BY = { userId: 'u1', name: 'Ada Specimen', role: 'integration-engineer', requestId: 'r1' };
const MESSAGES = 160;
const PEOPLE = 4;

/** Repeats itself, so that a failure can be looked at (a linear congruential generator; Numerical Recipes, section 7.1). */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** Every seventh is not taken until it is mended; every eleventh not ever. */
let mended = false;
const translate: Translate = (message) => {
  const n = Number(message.controlId.slice(1));
  if (n % 11 === 0 || (n % 7 === 0 && !mended))
    return { kind: 'refused', refusal: { hl7: '103', at: 'PV1-3', reason: 'PV1-3 names no ward' } };
  return { kind: 'events', events: [], notes: [] };
};

let fresh: FreshDatabase;
let stores: Store[] = [];
beforeEach(async () => {
  fresh = await freshDatabase();
  mended = false;
  stores = await Promise.all([1, 2, 3].map(() => openStore({ kind: 'served', databaseUrl: fresh.url })));
  await sql`create table applied (position bigint generated always as identity, seq bigint)`.execute(fresh.store.db);
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await fresh.drop();
});

const meansFor = (store: Store, feed: Feed): InboxMeans => ({
  ...{ store, feeds: [feed], translateFor: () => translate, clock: fixedClock(AT), log: () => undefined },
  apply: (trx, { seq }) => sql`insert into applied (seq) values (${seq})`.execute(trx),
});

interface Standing {
  readonly seq: number;
  readonly state: string;
  readonly keys: readonly string[];
  readonly queued: number;
}

const standing = async (): Promise<readonly Standing[]> =>
  (
    await sql<Standing>`select m.seq, m.state, m.partition_keys as keys,
      (select count(*)::int from queued q where q.seq = m.seq and q.feed = m.feed) as queued
      from message m order by m.seq`.execute(fresh.store.db)
  ).rows;

/**
 * Until nobody has anything in hand: a worker passes over what another has, and may take the rest of it after both have
 * looked.
 */
const settle = async (workers: readonly Worker[]): Promise<void> => {
  for (let before = ''; ;) {
    for (const worker of workers) await worker.drain();
    const after = JSON.stringify(await standing());
    if (after === before) return;
    before = after;
  }
};

/** What must be true of any inbox in which nothing is under way. */
const expectSound = async (feed: Feed): Promise<void> => {
  const messages = await standing();
  for (const { state, keys, queued } of messages)
    expect([state, queued]).toEqual([state, state === 'received' ? keys.length : 0]);
  const { rows: backlog } = await sql`
    select b.key from backlog b
    where b.pending <> (select count(*) from queued q where q.feed = b.feed and q.key = b.key)
      or (b.pending > 0 and b.since > (select min(q.seq) from queued q where q.feed = b.feed and q.key = b.key))`.execute(
    fresh.store.db,
  );
  expect(backlog).toEqual([]);
  const partitions = await fresh.store.db.selectFrom('partition').selectAll().execute();
  for (const { key, held, held_seq, blocked } of partitions) {
    const first = messages.find(({ state, keys }) => state === 'held' && keys.includes(key))?.seq ?? null;
    expect({ key, held, held_seq, blocked }).toEqual({
      ...{ key, held: first !== null, held_seq: first },
      blocked: first !== null && feed.profile.whenHeld === 'wait',
    });
    // What waits, waits behind what is held, in one of the partitions it belongs to.
    if (feed.profile.whenHeld === 'pass') expect(messages.some(({ state }) => state === 'received')).toBe(false);
  }
};

const actAtRandom = async (operations: RunningOperations, feed: Feed, seed: number, until: () => boolean) => {
  const random = numbers(seed);
  const counts = { done: 0, previews: 0 };
  while (!until()) {
    const action: MessageAction = MESSAGE_ACTIONS[random(4)] ?? 'release';
    const wanted = { release: 'held', dismiss: 'held', hold: 'received', replay: 'translated', resend: '' }[action];
    const fit = (await standing()).filter(({ state }) => state === wanted).map(({ seq }) => seq);
    const seqs = Array.from({ length: 1 + random(6) }, () =>
      fit.length === 0 || random(8) === 0 ? 1 + random(MESSAGES) : (fit[random(fit.length)] ?? 1),
    );
    const chosen = [...new Set(seqs)].sort((a, b) => a - b);
    if (random(4) === 0) {
      await operations.preview(action, chosen);
      counts.previews += 1;
    } else if (action !== 'dismiss' || random(6) === 0) {
      const record = await operations.run({ action, seqs: chosen, selection: {}, by: BY, reason: 'Tried at random' });
      expect(record.finishedAt).toBe(AT);
      expect(record.done + record.notDone.length).toBe(chosen.length);
      counts.done += record.done;
    }
  }
  return counts;
};

it.each(['wait', 'pass'] as const)(
  'whatever engineers do while workers work, no message is lost, doubled or out of order (%s)',
  async (whenHeld) => {
    const feed = sampleFeed({ whenHeld });
    const workers: Worker[] = [];
    const operations = stores.map((store) => createInboxOperations(meansFor(store, feed)));
    try {
      for (const store of stores.slice(0, 2)) workers.push(await startWorker(meansFor(store, feed)));
      const random = numbers(7);
      let sent = false;
      const sending = (async () => {
        const intake = createIntake({ store: fresh.store, feed, clock: fixedClock(AT) });
        for (let n = 1; n <= MESSAGES; n += 1) {
          const person = random(PEOPLE);
          const other = (person + 1 + random(PEOPLE - 1)) % PEOPLE;
          const merge = n % 5 === 0 ? { type: 'ADT^A40', retired: `${other}` } : {};
          await intake.receive(sampleMessage({ id: `m${n}`, person: `${person}`, ...merge }), {
            ...{ address: '127.0.0.1', port: 4242 },
          });
        }
      })().finally(() => (sent = true));
      const counts = await Promise.all(operations.map((one, at) => actAtRandom(one, feed, 100 + at, () => sent)));
      await sending;
      expect(counts.every(({ done }) => done > 0)).toBe(true);
      await settle(workers);
      await expectSound(feed);

      // Mended, and all that is held released until nothing is held that could be taken; the rest is dismissed.
      mended = true;
      const [desk] = operations;
      for (let round = 0; round < 60; round += 1) {
        const held = (await standing()).filter(({ state }) => state === 'held').map(({ seq }) => seq);
        if (held.length === 0) break;
        const never = held.filter((seq) => seq % 11 === 0);
        const act = (action: MessageAction, seqs: readonly number[]) =>
          desk?.run({ action, seqs, selection: {}, by: BY, reason: 'Mended by now' });
        if (never.length > 0) await act('dismiss', never);
        await act('release', held);
        await settle(workers);
        await expectSound(feed);
      }
      const end = await standing();
      expect(end).toHaveLength(MESSAGES);
      expect(end.filter(({ state }) => state !== 'translated' && state !== 'superseded')).toEqual([]);
      const { rows } = await sql<{ seq: number }>`select seq from applied order by position`.execute(fresh.store.db);
      const firstTold = [...new Set(rows.map(({ seq }) => seq))];
      expect([...firstTold].sort((a, b) => a - b)).toEqual(
        end.filter(({ state }) => state === 'translated').map(({ seq }) => seq),
      );
      if (whenHeld === 'wait')
        for (const key of new Set(end.flatMap(({ keys }) => keys))) {
          const own = new Set(end.filter(({ keys }) => keys.includes(key)).map(({ seq }) => seq));
          const order = firstTold.filter((seq) => own.has(seq));
          expect(order).toEqual([...order].sort((a, b) => a - b));
        }
    } finally {
      await Promise.all([...operations.map((one) => one.close()), ...workers.map((one) => one.close())]);
    }
  },
  60_000,
);
