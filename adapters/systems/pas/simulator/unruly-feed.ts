import { connect as connectSocket } from 'node:net';
import { connectMllp } from '../../../wire/mllp/client';
import type { MllpClient, MllpClientOptions } from '../../../wire/mllp/client';

/** What a bad day of a real PAS looks like, for tests: every n-th message is sent so. */
export interface Unruliness {
  /** Twice, as after a lost acknowledgement. */
  readonly duplicateEvery?: number;
  /** After the one that follows it. */
  readonly lateEvery?: number;
  /** Preceded by half of itself on a connection that breaks. */
  readonly halfEvery?: number;
}

const ACCEPTED = Buffer.from('MSH|^~\\&|||||20260101||ACK|LATE|P|2.4\rMSA|AA|LATE\r');

/** Half a block, then the connection is gone. */
const sendHalf = (bytes: Buffer, { host, port }: MllpClientOptions): Promise<void> =>
  new Promise((resolve) => {
    const socket = connectSocket({ host, port }, () => {
      socket.write(Buffer.concat([Buffer.of(0x0b), bytes.subarray(0, bytes.length >> 1)]), () => socket.destroy());
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
  });

/**
 * A connection whose messages arrive late, twice, or broken first. A late one is acknowledged to its sender before it
 * has left, and leaves with the next or at the close: so everything arrives once the feed is closed.
 */
export const unrulyConnect =
  ({ duplicateEvery, lateEvery, halfEvery }: Unruliness) =>
  async (options: MllpClientOptions): Promise<MllpClient> => {
    const client = await connectMllp(options);
    let count = 0;
    let late: Buffer | null = null;
    const isNth = (every: number | undefined): boolean => every !== undefined && count % every === 0;
    const flush = async (): Promise<void> => {
      const waiting = late;
      late = null;
      if (waiting !== null) await client.send(waiting);
    };
    return {
      send: async (bytes) => {
        count += 1;
        if (isNth(halfEvery)) await sendHalf(bytes, options);
        if (late === null && isNth(lateEvery)) {
          late = bytes;
          return ACCEPTED;
        }
        const reply = await client.send(bytes);
        await flush();
        return isNth(duplicateEvery) ? client.send(bytes) : reply;
      },
      close: async () => {
        await flush().catch(() => undefined);
        await client.close();
      },
    };
  };
