import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Address } from '../../adapters/assembly/connections';

/** Something on the port that is not the system: what answers when a port was given to another service. */
export interface Stranger {
  readonly address: Address;
  close(): Promise<void>;
}

const MANNERS = {
  /** Takes the connection and hangs up at the first byte. */
  'hangs up': (socket: Socket) => void socket.destroy(),
  /** Answers, at once, in no protocol that anyone here speaks. */
  'talks nonsense': (socket: Socket) => void socket.end('\x0b\x00nonsense\xff\x1c\r\r\n\r\n'),
  /** Takes everything and says nothing. */
  'says nothing': () => undefined,
} as const;
export type Manner = keyof typeof MANNERS;

export const startStranger = async (manner: Manner): Promise<Stranger> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('data', () => MANNERS[manner](socket));
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: '127.0.0.1', port },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};

/** A port where nothing listens any more. */
export const deadAddress = async (): Promise<Address> => {
  const stranger = await startStranger('hangs up');
  await stranger.close();
  return stranger.address;
};
