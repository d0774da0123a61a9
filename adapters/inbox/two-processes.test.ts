import { join } from 'node:path';
import { sql } from 'kysely';
import { startChild } from '../../test/child-process';
import type { Child } from '../../test/child-process';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { dial, sampleMessage, toldBy } from './sample-feed';

const RECEIVER = join(__dirname, 'receiver.ts');
const PEOPLE = 8;
const EACH = 40;

describe('two processes that work on one inbox', () => {
  let fresh: FreshDatabase;
  let children: readonly Child[] = [];
  beforeAll(async () => {
    fresh = await freshDatabase();
    await sql`create table applied (
      place bigint generated always as identity, seq bigint not null
    )`.execute(fresh.store.db);
    // So that each finds partitions that the other has in hand.
    await sql`create function take_time() returns trigger language plpgsql as
      'begin perform pg_sleep(0.002); return new; end'`.execute(fresh.store.db);
    await sql`create trigger takes_time before insert on applied for each row execute function take_time()`.execute(
      fresh.store.db,
    );
    children = await Promise.all([startChild(RECEIVER, fresh.url), startChild(RECEIVER, fresh.url)]);
  });
  afterAll(async () => {
    await Promise.all(children.map((child) => child.end('SIGKILL')));
    await fresh.drop();
  });

  it('apply every message once and in the order of each person, merges of two included', async () => {
    const sender = async (person: number): Promise<void> => {
      const client = await dial(Number(children[person % 2]?.firstLine));
      for (let n = 0; n < EACH; n += 1) {
        const id = `${person}-${n}`;
        // Pairs of people merge to and fro: both must have told what came before.
        const retired = n % 10 === 9 ? { type: 'ADT^A40', retired: `${person ^ 1}` } : {};
        expect(toldBy(await client.send(sampleMessage({ id, person: `${person}`, ...retired })))).toBe(`AA ${id}`);
      }
      await client.close();
    };
    await Promise.all(Array.from({ length: PEOPLE }, (_, person) => sender(person)));
    const waiting = sql`select 1 from queued limit 1`;
    while ((await waiting.execute(fresh.store.db)).rows.length > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));

    const { rows } = await sql<{ seq: number; keys: readonly string[] }>`
      select a.seq, m.partition_keys as keys from applied a join message m on m.seq = a.seq
      order by a.place`.execute(fresh.store.db);
    expect(rows).toHaveLength(PEOPLE * EACH);
    expect(new Set(rows.map(({ seq }) => seq)).size).toBe(PEOPLE * EACH);
    for (const key of new Set(rows.flatMap(({ keys }) => keys))) {
      const theirs = rows.filter(({ keys }) => keys.includes(key)).map(({ seq }) => seq);
      expect(theirs).toEqual([...theirs].sort((a, b) => a - b));
    }
    const { rows: left } = await sql`select 1 from backlog where pending <> 0`.execute(fresh.store.db);
    expect(left).toEqual([]);
  });
});
