import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Address } from '../../adapters/assembly/connections';
import type { PersonIdentity } from '../../schema/clinical/person';

/** The way to a system on which one person's numbers are swapped for another's: it is asked about somebody else, and answers. */
export interface MisledWay {
  readonly address: Address;
  /** How often a number was swapped. */
  swapped(): number;
  close(): Promise<void>;
}

const numbersOf = ({ nhsNumber, identifiers }: PersonIdentity): ReadonlyMap<string, string> =>
  new Map([
    ...identifiers.map(({ system, value }) => [system, value] as const),
    ...(nhsNumber === undefined ? [] : [['NHS', nhsNumber] as const]),
  ]);

/** Number by number of the same authority; of one length, so that no length said in a header is wrong afterwards. */
const swaps = (from: PersonIdentity, to: PersonIdentity): readonly (readonly [string, string])[] => {
  const others = numbersOf(to);
  return [...numbersOf(from)].flatMap(([authority, number]) => {
    const other = others.get(authority);
    return other?.length === number.length ? [[number, other] as const] : [];
  });
};

export const startMisledWay = async (target: Address, from: PersonIdentity, to: PersonIdentity): Promise<MisledWay> => {
  const pairs = swaps(from, to);
  const sockets = new Set<Socket>();
  let swapped = 0;
  const misled = (chunk: Buffer): Buffer => {
    const text = chunk.toString('latin1');
    const other = pairs.reduce((said, [number, instead]) => said.replaceAll(number, instead), text);
    if (other !== text) swapped += 1;
    return Buffer.from(other, 'latin1');
  };
  const server = createServer((asker) => {
    const system = connect(target);
    for (const socket of [asker, system]) {
      sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    }
    asker.on('data', (chunk) => system.write(misled(chunk))).once('close', () => system.destroy());
    system.pipe(asker);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: '127.0.0.1', port },
    swapped: () => swapped,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
