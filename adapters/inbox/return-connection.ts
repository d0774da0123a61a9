import { parseMessage } from '../wire/hl7v2/parse';
import { decode } from '../wire/hl7v2/charset';
import { refusalIn } from './refused-acknowledgement';
import type { RefusalCode } from './refused-acknowledgement';
import { connectMllp, MllpError } from '../wire/mllp/client';
import type { ClientTls, MllpClient } from '../wire/mllp/client';

/** What became of an acknowledgement that was sent. `refused`: it was read, and will not be read otherwise a second time. */
export type Delivery = 'taken' | { readonly refused: RefusalCode } | { readonly failed: string };

export const isFailed = (delivery: Delivery): delivery is { readonly failed: string } =>
  typeof delivery === 'object' && 'failed' in delivery;

export interface ReturnConnection {
  /** Called again before the answer, it waits its turn, also where several feeds share the connection. */
  send(bytes: Buffer): Promise<Delivery>;
  /** After what is being sent; what still waits its turn is not sent. */
  close(): Promise<void>;
}

export interface ReturnPeer {
  readonly host: string;
  readonly port: number;
  /** Plain where not given. */
  readonly tls?: () => ClientTls;
}

export const RETURN_LIMIT_MS = 10_000;

const controlIdIn = (text: string, segment: 'MSH' | 'MSA'): string => {
  const parsed = parseMessage(text);
  if (parsed.kind === 'unreadable') return '';
  return segment === 'MSH' ? parsed.message.controlId : (parsed.message.first('MSA')?.text(2) ?? '');
};

const deliveryOf = (sent: Buffer, reply: Buffer): Delivery => {
  const text = decode(reply, 'utf-8').text;
  if (controlIdIn(text, 'MSA') !== controlIdIn(decode(sent, 'utf-8').text, 'MSH')) {
    return { failed: 'the answer names another message in MSA-2' };
  }
  const parsed = parseMessage(text);
  const refused = parsed.kind === 'message' ? refusalIn(parsed.message) : 'other';
  return refused === null ? 'taken' : { refused };
};

/**
 * A connection of our own to a sender, for what it is owed (2.5.1 section 2.9.3). Opened when it is needed and kept open;
 * opened anew after any fault. An acknowledgement is a message there, and its receiver's commit acknowledgement is waited
 * for. One at a time, in the order of the calls: an answer is never taken for another's, and a fault of one closes the
 * connection under no other.
 */
export const createReturnConnection = (to: ReturnPeer, timeoutMs = RETURN_LIMIT_MS): ReturnConnection => {
  let open: MllpClient | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let closing = false;
  const attempt = async (bytes: Buffer): Promise<Delivery> => {
    open ??= await connectMllp({ ...to, timeoutMs });
    return deliveryOf(bytes, await open.send(bytes));
  };
  const leave = async (): Promise<void> => {
    const last = open;
    open = null;
    await last?.close();
  };
  const sendNow = async (bytes: Buffer): Promise<Delivery> => {
    if (closing) return { failed: 'CLOSED' };
    for (const fresh of [open === null, true]) {
      try {
        const delivery = await attempt(bytes);
        if (isFailed(delivery)) await leave();
        return delivery;
      } catch (error) {
        await leave();
        if (!(error instanceof MllpError)) throw error;
        // A connection that was closed while nothing was owed is no fault of this acknowledgement.
        if (fresh || error.mayHaveArrived) return { failed: error.code };
      }
    }
    return { failed: 'CLOSED' };
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  return {
    send: (bytes) => inTurn(() => sendNow(bytes)),
    close: () => {
      closing = true;
      return inTurn(leave);
    },
  };
};
