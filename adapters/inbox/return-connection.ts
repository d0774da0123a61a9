import { parseMessage } from '../wire/hl7v2/parse';
import { decode } from '../wire/hl7v2/charset';
import { connectMllp, MllpError } from '../wire/mllp/client';
import type { MllpClient } from '../wire/mllp/client';

/** What became of an acknowledgement that was sent. `refused`: it was read, and will not be read otherwise a second time. */
export type Delivery = 'taken' | 'refused' | { readonly failed: string };

export interface ReturnConnection {
  send(bytes: Buffer): Promise<Delivery>;
  close(): Promise<void>;
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
  const code = parsed.kind === 'message' ? parsed.message.first('MSA')?.text(1) : undefined;
  return code === 'CA' || code === 'AA' ? 'taken' : 'refused';
};

/**
 * A connection of our own to a sender, for what it is owed (2.5.1 section 2.9.3). Opened when it is needed and kept open;
 * opened anew after any fault. An acknowledgement is a message there, and its receiver's commit acknowledgement is waited
 * for. One at a time.
 */
export const createReturnConnection = (
  to: { readonly host: string; readonly port: number },
  timeoutMs = RETURN_LIMIT_MS,
): ReturnConnection => {
  let open: MllpClient | null = null;
  const attempt = async (bytes: Buffer): Promise<Delivery> => {
    open ??= await connectMllp({ ...to, timeoutMs });
    return deliveryOf(bytes, await open.send(bytes));
  };
  const leave = async (): Promise<void> => {
    const last = open;
    open = null;
    await last?.close();
  };
  return {
    send: async (bytes) => {
      for (const fresh of [open === null, true]) {
        try {
          const delivery = await attempt(bytes);
          if (typeof delivery === 'object') await leave();
          return delivery;
        } catch (error) {
          await leave();
          if (!(error instanceof MllpError)) throw error;
          // A connection that was closed while nothing was owed is no fault of this acknowledgement.
          if (fresh || error.mayHaveArrived) return { failed: error.code };
        }
      }
      return { failed: 'CLOSED' };
    },
    close: leave,
  };
};
