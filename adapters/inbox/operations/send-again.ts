import { faultName } from '../../../schema/fault-name';
import { decode } from '../../wire/hl7v2/charset';
import { parseMessage } from '../../wire/hl7v2/parse';
import { connectMllp, MllpError, type MllpClient } from '../../wire/mllp/client';
import type { Destination } from '../worker-means';

const TIMEOUT_MS = 10_000;

/** MSA-1 of an answer; null where it is none. */
const answerIn = (bytes: Buffer): string | null => {
  const parsed = parseMessage(decode(bytes, 'utf-8').text);
  const code = parsed.kind === 'message' ? parsed.message.first('MSA')?.text(1) : undefined;
  return code !== undefined && /^[AC][AER]$/.test(code) ? code : null;
};

/** What the answer's MSA-1 is (null: not readable), or why there is none. */
export type Sent = { readonly code: string | null } | { readonly failed: string; readonly mayHaveArrived: boolean };

export interface Sending {
  /** Bytes as they came. Never rejects. */
  send(bytes: Buffer): Promise<Sent>;
  close(): Promise<void>;
}

/** One connection for all that is sent, opened at the first and again after a fault. */
export const openSending = ({ host, port, tls }: Destination): Sending => {
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
        client ??= await connectMllp({ host, port, timeoutMs: TIMEOUT_MS, ...(tls && { tls }) });
        return { code: answerIn(await client.send(bytes)) };
      } catch (error) {
        if (!(error instanceof MllpError)) {
          await close();
          return { failed: `it could not be sent: ${faultName(error)}`, mayHaveArrived: true };
        }
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

/** What became of a sending. `arrived`: anything but AA or CA counts as not done. `left`: bytes went out. */
export const outcomeOf = (
  sent: Sent,
): { readonly words: string; readonly arrived: boolean; readonly left: boolean } => {
  if ('failed' in sent) return { words: sent.failed, arrived: false, left: sent.mayHaveArrived };
  const { code } = sent;
  if (code === null) return { words: 'its answer has no MSA-1 that can be read', arrived: false, left: true };
  return { words: `it answered ${code} (MSA-1)`, arrived: GOOD.includes(code), left: true };
};
