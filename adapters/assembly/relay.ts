import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import type { Address } from './connections';

export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Passes connections on, byte for byte. Simulators listen on loopback only, as everything of a laptop should; where they
 * are a service of their own, this is their one door to the network. A simulator that is down is a connection cut.
 */
export const startRelay = async (listen: Address, target: Address): Promise<Relay> => {
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(target);
    for (const socket of [from, to]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    // A pipeline destroys both ends when either breaks; nobody waits for its outcome.
    pipeline(from, to, () => undefined);
    pipeline(to, from, () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
};
