import { faultName } from '../../../schema/fault-name';
import { decode } from '../../wire/hl7v2/charset';
import { mshOf, type Msh } from '../../wire/hl7v2/msh';
import { parseMessage } from '../../wire/hl7v2/parse';
import { connectMllp, MllpError, type MllpClient } from '../../wire/mllp/client';
import { askedBy } from '../acknowledgement-mode';
import type { Destination } from '../worker-means';

const TIMEOUT_MS = 10_000;

/** What the answer's MSA-1 is (null: not readable), or why there is none. */
export type Sent = { readonly code: string | null } | { readonly failed: string; readonly mayHaveArrived: boolean };

/** What an answer says of the message that was sent. */
const saidOf = (msh: Msh | null, reply: Buffer): Sent => {
  const parsed = parseMessage(decode(reply, 'utf-8').text);
  const msa = parsed.kind === 'message' ? parsed.message.first('MSA') : undefined;
  const code = msa?.text(1) ?? '';
  if (!/^[AC][AER]$/.test(code)) return { code: null };
  return msa?.text(2) === (msh?.controlId ?? '')
    ? { code }
    : { failed: 'its answer names another message (MSA-2)', mayHaveArrived: true };
};

/** Two answers may come to one message of the enhanced mode, the second whenever its receiver is done with it. */
const isAnsweredTwice = (msh: Msh | null): boolean => {
  const asked = askedBy(msh);
  return asked.mode === 'enhanced' && asked.application !== 'NE';
};

const neverLeft = (error: unknown): boolean =>
  error instanceof MllpError && error.code === 'CLOSED' && !error.mayHaveArrived;

export interface Sending {
  /** Bytes as they came. Never rejects. */
  send(bytes: Buffer): Promise<Sent>;
  close(): Promise<void>;
}

/**
 * One connection for all that is sent, opened at the first, and again after a fault or where its receiver closes it after
 * each message.
 */
export const openSending = ({ host, port, tls }: Destination): Sending => {
  let client: MllpClient | null = null;
  let unreachable: string | null = null;
  const close = async (): Promise<void> => {
    const old = client;
    client = null;
    await old?.close().catch(() => undefined);
  };
  const exchange = async (bytes: Buffer): Promise<Buffer> => {
    client ??= await connectMllp({ host, port, timeoutMs: TIMEOUT_MS, ...(tls && { tls }) });
    return client.send(bytes);
  };
  /** What never left, because the connection had been closed meanwhile, goes on a new one. */
  const exchangeOnce = async (bytes: Buffer): Promise<Buffer> => {
    const isFresh = client === null;
    try {
      return await exchange(bytes);
    } catch (error) {
      if (isFresh || !neverLeft(error)) throw error;
      await close();
      return exchange(bytes);
    }
  };
  return {
    close,
    send: async (bytes) => {
      // It was tried moments ago: a thousand messages do not each wait for it.
      if (unreachable !== null) return { failed: unreachable, mayHaveArrived: false };
      try {
        const msh = mshOf(bytes);
        const said = saidOf(msh, await exchangeOnce(bytes));
        // What may still come would be taken for the next one's answer.
        if ('failed' in said || isAnsweredTwice(msh)) await close();
        return said;
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
