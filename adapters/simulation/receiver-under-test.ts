import { acknowledge } from '../wire/hl7v2/acknowledge';
import { mshOfText } from '../wire/hl7v2/msh';
import type { Hl7Message } from '../wire/hl7v2/message';
import { parseMessage } from '../wire/hl7v2/parse';
import { startMllpListener } from '../wire/mllp/listener';

export interface ReceiverUnderTest {
  readonly port: number;
  /** Every message heard so far, as sent, in order. */
  readonly heard: readonly string[];
  messages(): readonly Hl7Message[];
  close(): Promise<void>;
}

/** For tests: listens over MLLP on any port, acknowledges everything and keeps it. */
export const openReceiver = async (): Promise<ReceiverUnderTest> => {
  const heard: string[] = [];
  const listener = await startMllpListener({
    host: '127.0.0.1',
    port: 0,
    maxBytes: 1_000_000,
    idleMs: 60_000,
    maxConnections: 5,
    onMessage: (bytes) => {
      const text = bytes.toString('utf8');
      heard.push(text);
      const acknowledgement = { code: 'AA', controlId: `A${heard.length}`, at: '20261120100000' } as const;
      return Promise.resolve(Buffer.from(acknowledge(mshOfText(text), acknowledgement)));
    },
  });
  return {
    port: listener.port,
    heard,
    messages: () =>
      heard.map((text) => {
        const parsed = parseMessage(text);
        if (parsed.kind !== 'message') throw new Error(`A message that was sent cannot be read: ${parsed.reason}`);
        return parsed.message;
      }),
    close: () => listener.close(),
  };
};
