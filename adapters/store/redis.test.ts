import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { openRedis } from './redis';

/** As much of Redis as says OK to whatever it is asked, or, hanging, takes it and says nothing. */
const startServer = async () => {
  const sockets = new Set<Socket>();
  let hangs = false;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket
      .setEncoding('latin1')
      .on('error', () => undefined)
      // One OK for each array of the protocol.
      .on('data', (came: string) => hangs || socket.write('+OK\r\n'.repeat(came.match(/\*\d+\r\n/g)?.length ?? 0)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hang: (now: boolean) => void (hangs = now),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const LOST = 'it does not answer';
const BACK = 'it answers again';

test('one that hangs is told of once, keeps nobody waiting from then on, and is told of when it answers again', async () => {
  const server = await startServer();
  const said: string[] = [];
  const redis = openRedis(
    `redis://127.0.0.1:${server.port}`,
    { lost: LOST, back: BACK },
    (line) => said.push(line),
    20,
  );
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await until(() => redis.status === 'ready');
  expect(await redis.get('a')).toBe('OK');
  expect(said).toEqual([]);

  server.hang(true);
  // Who asks meanwhile is told after its patience, as of one that is slow.
  await expect(redis.get('a')).rejects.toThrow('timed out');
  await until(() => said.length > 0);
  await expect(redis.get('a')).rejects.toThrow('enableOfflineQueue');
  expect(said).toEqual([LOST]);

  server.hang(false);
  await until(() => said.length > 1);
  expect(said).toEqual([LOST, BACK]);
  expect(await redis.get('a')).toBe('OK');
  redis.disconnect();
  await server.close();
});
