import { join } from 'node:path';
import { sql } from 'kysely';
import { startChild } from '../../test/child-process';
import type { Child } from '../../test/child-process';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { dial, sampleMessage, toldBy } from './sample-feed';

const RECEIVER = join(__dirname, 'receiver.ts');
const CONNECTIONS = 4;
const EACH = 100;

describe('a receiver that is killed in mid-stream', () => {
  let fresh: FreshDatabase;
  let receiver: Child;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await sql`create table applied (seq bigint not null)`.execute(fresh.store.db);
    receiver = await startChild(RECEIVER, fresh.url);
  });
  afterAll(async () => {
    await receiver.end('SIGKILL');
    await fresh.drop();
  });

  /** Sends like a real sender: the same message again until it is acknowledged. */
  const sender = async (name: number, acknowledged: Set<string>): Promise<void> => {
    const left = Array.from({ length: EACH }, (_, n) => `${name}-${n}`);
    while (left.length > 0) {
      const client = await dial(Number(receiver.firstLine)).catch(() => null);
      try {
        for (let id = left[0]; client !== null && id !== undefined; id = left[0]) {
          const told = toldBy(await client.send(sampleMessage({ id, person: `${name}` })));
          if (told !== `AA ${id}`) throw new Error(`told ${told}`);
          acknowledged.add(id);
          left.shift();
        }
      } catch {
        // Cut off: what was not acknowledged is sent again.
      }
      await client?.close();
      if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('has every acknowledged message once, and applies each once', async () => {
    const acknowledged = new Set<string>();
    const sending = Promise.all(Array.from({ length: CONNECTIONS }, (_, name) => sender(name, acknowledged)));
    while (acknowledged.size < (CONNECTIONS * EACH) / 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await receiver.end('SIGKILL');
    const before = [...acknowledged];
    const { rows: kept } = await sql<{ id: string }>`select control_id as id from message`.execute(fresh.store.db);
    const ids = new Set(kept.map(({ id }) => id));
    expect(before.filter((id) => !ids.has(id))).toEqual([]);
    expect(before.length).toBeLessThan(CONNECTIONS * EACH);

    receiver = await startChild(RECEIVER, fresh.url);
    await sending;
    const waiting = sql`select 1 from queued limit 1`;
    while ((await waiting.execute(fresh.store.db)).rows.length > 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const { rows } = await sql<{ id: string; state: string; times: number }>`
      select control_id as id, state, count(a.seq)::int as times
      from message m left join applied a on a.seq = m.seq group by m.seq`.execute(fresh.store.db);
    expect(rows).toHaveLength(CONNECTIONS * EACH);
    expect(rows.filter(({ state, times }) => state !== 'translated' || times !== 1)).toEqual([]);
    expect(new Set(rows.map(({ id }) => id))).toEqual(acknowledged);
  });
});
