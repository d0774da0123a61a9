import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { absent, failed, found, type Answer, type SourceStamp } from '../../schema/answer';
import { openRedisCache, type RedisCache } from './redis-cache';

const URL = process.env['CAUSEWAY_TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

const reachable = async (): Promise<boolean> => {
  const probe = new Redis(URL, { lazyConnect: true, connectTimeout: 1_000, retryStrategy: () => null });
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    return (await probe.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    probe.disconnect();
  }
};

const source = {
  instance: 'lims@RWE',
  asOf: '2026-11-20T10:00:00Z',
  retrievedAt: '2026-11-20T10:00:00Z',
  freshness: 'LIVE',
} as unknown as SourceStamp;

describe('answers kept in Redis', () => {
  const open: RedisCache[] = [];
  const opened = (url = URL, log: (line: string) => void = () => undefined): RedisCache => {
    const cache = openRedisCache(url, log);
    open.push(cache);
    return cache;
  };
  afterEach(async () => {
    for (const cache of open.splice(0)) await cache.close();
  });

  /** What was put is on its way: asked for until it is there. */
  const eventually = async (cache: RedisCache, key: string): Promise<Answer<unknown>> => {
    for (;;) {
      const [answer] = await cache.get<unknown>([key]);
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const putUntilKept = async (cache: RedisCache, key: string, answer: Answer<unknown>): Promise<void> => {
    for (;;) {
      cache.put(key, answer, 60_000);
      if ((await cache.get([key]))[0]) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const needsRedis = (name: string, run: () => Promise<void>): void =>
    it(name, async () => {
      if (await reachable()) return run();
      console.warn(`skipped, no Redis answers at ${URL}: ${name}`);
    });

  needsRedis('are found by another process, said to be cached, and only under their own key', async () => {
    const [one, other] = [opened(), opened()];
    const key = randomUUID();
    await putUntilKept(one, key, found([{ code: 'K', source }], source));
    expect(await eventually(other, key)).toMatchObject({
      kind: 'found',
      value: [{ code: 'K', source: { freshness: 'CACHED' } }],
      source: { freshness: 'CACHED', asOf: '2026-11-20T10:00:00Z' },
    });
    expect(await other.get([randomUUID(), key])).toEqual([undefined, expect.objectContaining({ kind: 'found' })]);
  });

  needsRedis('are kept only when whole, live and not failed, and no longer than they may be', async () => {
    const cache = opened();
    const marker = randomUUID();
    await putUntilKept(cache, marker, absent(source));
    const keys = ['failed', 'incomplete', 'projected', 'ended'].map((what) => `${what} ${marker}`);
    cache.put(`failed ${marker}`, failed({ code: 'SOURCE_TIMEOUT' } as never), 60_000);
    cache.put(`incomplete ${marker}`, found([], source, { complete: false }), 60_000);
    cache.put(`projected ${marker}`, absent({ ...source, freshness: 'PROJECTED' }), 60_000);
    cache.put(`ended ${marker}`, absent(source), 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    // One connection answers in order, so by now the others would be there.
    expect(await cache.get(keys)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('are simply not there when Redis is silent or gone, which is logged once', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const cache = opened(`redis://127.0.0.1:${port}`);
    expect(await cache.get(['a', 'b'])).toEqual([undefined, undefined]);
    cache.put('a', absent(source), 60_000);
    const lines: string[] = [];
    const logged = new Promise<void>((resolve) => {
      const gone = opened('redis://127.0.0.1:1', (line) => {
        lines.push(line);
        resolve();
      });
      void gone.get(['a']);
    });
    await logged;
    expect(lines).toEqual(['Redis does not answer; every system is asked anew until it does']);
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => silent.close(() => resolve()));
  });
});
