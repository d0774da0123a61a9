import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { openRedis } from '../../adapters/store/redis';
import { openRateLimit, type RateLimit, type RateLimitSettings } from './rate';

const who = (userId: string): Parameters<RateLimit['admit']>[0] => ({
  client: 'ward-app',
  viewer: { userId } as Parameters<RateLimit['admit']>[0]['viewer'],
});
const LOST = 'Redis does not count requests; each process counts its own until it does';

const limits: RateLimit[] = [];
const opened = (settings: Partial<RateLimitSettings> = {}): RateLimit => {
  const limit = openRateLimit({ perMinute: 1, ...settings });
  limits.push(limit);
  return limit;
};
const servers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(limits.splice(0).map((limit) => limit.close()));
  await Promise.all(servers.splice(0).map((close) => close()));
});

/** The seconds that this Redis gives whoever it has counted: no process of its own would say them. */
const SECONDS = 7;

/** The first command that stands in what came: an array of bulk strings of RESP, here in bytes. Null until it is whole. */
const commandIn = (came: string): { readonly words: readonly string[]; readonly length: number } | null => {
  const array = /^\*(\d+)\r\n/.exec(came);
  if (!array) return null;
  const words: string[] = [];
  let at = array[0].length;
  while (words.length < Number(array[1])) {
    const bulk = /^\$(\d+)\r\n/.exec(came.slice(at));
    if (!bulk) return null;
    const [from, length] = [at + bulk[0].length, Number(bulk[1])];
    at = from + length + '\r\n'.length;
    if (came.length < at) return null;
    words.push(came.slice(from, from + length));
  }
  return { words, length: at };
};

/** As much of Redis as counts, and what the limiter's script would answer. Lost, it resets whoever comes; its port stays its own. */
const startCounting = async ({ lost = false } = {}) => {
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  let isLost = lost;
  const answer = ([command = '', , , key = '']: readonly string[]): string => {
    if (!command.toLowerCase().startsWith('eval')) return '+OK\r\n';
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return `*2\r\n:${counts.get(key)}\r\n:${SECONDS * 1_000}\r\n`;
  };
  const server: Server = createServer((socket) => {
    let came = '';
    sockets.add(socket);
    socket
      .setEncoding('latin1')
      .on('error', () => undefined)
      .on('close', () => sockets.delete(socket))
      .on('data', (more: string) => {
        came += more;
        for (let next = commandIn(came); next; next = commandIn(came)) {
          socket.write(answer(next.words));
          came = came.slice(next.length);
        }
      });
    if (isLost) socket.resetAndDestroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...{ counts, port },
    lose: () => {
      isLost = true;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    comeBack: () => {
      isLost = false;
    },
  };
};
const redisAt =
  (port: number, log: (line: string) => void = () => undefined) =>
  (lost: string): Redis =>
    openRedis(`redis://127.0.0.1:${port}`, { lost }, log);
/** Asks until it is Redis that refuses: until then this process counts, as where Redis is slow. */
const refusedByRedis = async (limit: RateLimit): Promise<void> => {
  while ((await limit.admit(who('u'))) !== SECONDS) await new Promise((resolve) => setTimeout(resolve, 20));
};

it('counts a user of a client once for all processes, and each kind of port for itself', async () => {
  const redis = await startCounting();
  const at = redisAt(redis.port);
  await refusedByRedis(opened({ redis: at }));
  await refusedByRedis(opened({ redis: at, of: 'things' }));
  expect([...redis.counts.keys()].sort()).toEqual(
    ['gateway', 'things'].map((of) => `causeway:rate:1:${of}:["ward-app","u"]`),
  );
  const before = redis.counts.get('causeway:rate:1:gateway:["ward-app","u"]') ?? 0;
  expect(before).toBeGreaterThan(1);
  await refusedByRedis(opened({ redis: at }));
  expect(redis.counts.get('causeway:rate:1:gateway:["ward-app","u"]')).toBeGreaterThan(before);
});

it('says once that Redis does not answer, and counts for itself; and again when it is lost again', async () => {
  const told: string[] = [];
  let tell = (): void => undefined;
  const lost = () => new Promise<void>((resolve) => (tell = resolve));
  const log = (line: string): void => {
    told.push(line);
    tell();
  };
  const redis = await startCounting({ lost: true });
  const first = lost();
  const limit = opened({ redis: redisAt(redis.port, log) });
  await first;
  expect(await limit.admit(who('u'))).toBeNull();
  expect(await limit.admit(who('u'))).toBeGreaterThan(0);
  redis.comeBack();
  await refusedByRedis(limit);
  expect(told).toEqual([LOST]);
  const second = lost();
  redis.lose();
  await second;
  expect(told).toEqual([LOST, LOST]);
});

it('asks no Redis where none is set', async () => {
  const connect = jest.spyOn(Redis.prototype, 'connect');
  const limit = opened();
  expect([await limit.admit(who('u')), await limit.admit(who('v'))]).toEqual([null, null]);
  expect(await limit.admit(who('u'))).toBeGreaterThan(0);
  expect(connect).not.toHaveBeenCalled();
  connect.mockRestore();
});

it('lets nobody in whom it cannot count', async () => {
  const nobody = { client: 'ward-app' } as Parameters<RateLimit['admit']>[0];
  await expect(opened().admit(nobody)).rejects.toThrow(TypeError);
});
