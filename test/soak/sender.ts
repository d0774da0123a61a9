import { setTimeout as pause } from 'node:timers/promises';
import { toldBy } from '../../adapters/inbox/sample-feed';
import { connectMllp, MllpError } from '../../adapters/wire/mllp/client';
import type { MllpClient } from '../../adapters/wire/mllp/client';
import type { Scripted, SoakFeed } from './script';
import { Violation } from './violation';

/** What all senders together have seen. */
export interface Tally {
  /** `feed controlId`, in the order of the acknowledgements. */
  readonly acknowledged: Set<string>;
  /** Sends that no acknowledgement followed: each is sent again. */
  unanswered: number;
  /** No message is begun while so many are acknowledged: the next kill must find senders that have something to send. */
  limit: number;
}

export interface SenderMeans {
  /** Null while nothing listens. */
  readonly port: (feed: SoakFeed) => number | null;
  readonly tally: Tally;
  /** The soak has failed: there is no point in going on. */
  readonly over: () => boolean;
}

const PATIENCE_MS = 15_000;
const AGAIN_MS = 50;
const TURN_MS = 5;

export const nameOf = ({ feed, controlId }: Scripted): string => `${feed} ${controlId}`;

/**
 * One connection, as a hospital's sender behaves: the next message only after the acknowledgement of the one before; the
 * same one again, on a new connection, where none came. Rejects with a {@link Violation} when it is told anything but AA.
 */
export const sendAll = async (script: readonly Scripted[], { port, tally, over }: SenderMeans): Promise<void> => {
  let client: MllpClient | null = null;
  for (const one of script) {
    while (!over() && tally.acknowledged.size >= tally.limit) await pause(TURN_MS);
    while (!over() && !tally.acknowledged.has(nameOf(one))) {
      const listening = port(one.feed);
      let sent = false;
      try {
        if (client === null) {
          if (listening === null) throw new MllpError('CONNECT_FAILED', 'nothing listens', false);
          client = await connectMllp({ host: '127.0.0.1', port: listening, timeoutMs: PATIENCE_MS });
        }
        sent = true;
        const told = toldBy(await client.send(one.bytes));
        if (told !== `AA ${one.controlId}`)
          throw new Violation(`${nameOf(one)} was told ${told ?? 'nothing'} in place of AA`);
        tally.acknowledged.add(nameOf(one));
      } catch (error) {
        if (!(error instanceof MllpError)) throw error;
        if (sent) tally.unanswered += 1;
        await client?.close();
        client = null;
        await pause(AGAIN_MS);
      }
    }
  }
  await client?.close();
};
