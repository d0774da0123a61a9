import { decode } from '../../wire/hl7v2/charset';
import { parseMessage } from '../../wire/hl7v2/parse';
import { connectMllp, MllpError, type MllpClient } from '../../wire/mllp/client';
import { writeHappening } from '../happenings';
import type { Destination } from '../worker-means';
import type { Effect } from './effect';

const TIMEOUT_MS = 10_000;

/** MSA-1 of an answer; null where it is none. */
const answerIn = (bytes: Buffer): string | null => {
  const parsed = parseMessage(decode(bytes, 'utf-8').text);
  const code = parsed.kind === 'message' ? parsed.message.first('MSA')?.text(1) : undefined;
  return code !== undefined && /^[AC][AER]$/.test(code) ? code : null;
};

export interface Sending {
  /** What the answer's MSA-1 is (null: not readable), or why there is none. */
  send(
    bytes: Buffer,
  ): Promise<{ readonly code: string | null } | { readonly failed: string; readonly mayHaveArrived: boolean }>;
  close(): Promise<void>;
}

/** One connection for all that is sent, opened at the first and again after a fault. */
export const openSending = ({ host, port }: Destination): Sending => {
  let client: MllpClient | null = null;
  let unreachable: string | null = null;
  const close = async (): Promise<void> => {
    const old = client;
    client = null;
    await old?.close().catch(() => undefined);
  };
  return {
    close,
    send: async (bytes) => {
      // It was tried moments ago: a thousand messages do not each wait for it.
      if (unreachable !== null) return { failed: unreachable, mayHaveArrived: false };
      try {
        client ??= await connectMllp({ host, port, timeoutMs: TIMEOUT_MS });
        return { code: answerIn(await client.send(bytes)) };
      } catch (error) {
        if (!(error instanceof MllpError)) throw error;
        if (error.code !== 'UNSENDABLE') await close();
        if (error.code === 'CONNECT_FAILED') unreachable = 'it cannot be reached; nothing was sent';
        if (error.code === 'TIMEOUT') unreachable = 'it did not answer the message before; nothing was sent';
        return {
          failed: error.mayHaveArrived ? 'no answer that can be read came' : (unreachable ?? 'it was not sent'),
          mayHaveArrived: error.mayHaveArrived,
        };
      }
    },
  };
};

const GOOD = ['AA', 'CA'];

/**
 * Sends bytes as they came. Whatever was answered is on record; anything but AA or CA counts as not done. Should the process
 * end between the sending and its record, the message is sent again: its control id tells the receiver.
 */
export const resendTo =
  (name: string, sending: Sending): Effect =>
  async (trx, { messages, at, by }) => {
    const notDone = new Map<number, string>();
    for (const { seq, bytes } of messages) {
      if (bytes === null) continue;
      const sent = await sending.send(bytes);
      const went =
        'failed' in sent
          ? sent.failed
          : sent.code === null
            ? 'its answer has no MSA-1 that can be read'
            : `it answered ${sent.code} (MSA-1)`;
      if (!('failed' in sent) || sent.mayHaveArrived)
        await writeHappening(trx, [seq], { what: 'resent', words: `sent to ${name}: ${went}`, at, by });
      if (!('code' in sent && sent.code !== null && GOOD.includes(sent.code))) notDone.set(seq, `${name}: ${went}`);
    }
    return notDone;
  };
