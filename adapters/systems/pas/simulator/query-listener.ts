import { wait } from '../../../simulation/fault-decision';
import type { LivingHospital } from '../../../simulation/hospital';
import type { Fault } from '../../../simulation/simulator';
import { parseMessage } from '../../../wire/hl7v2/parse';
import { startMllpListener } from '../../../wire/mllp/listener';
import type { MllpListener } from '../../../wire/mllp/listener';
import { answerQuery, errorReply } from './answer-query';

export interface QueryListenerOptions {
  readonly hospital: LivingHospital;
  /** 0 for any. */
  readonly port: number;
  /** The fault that befalls this ask, if one does. */
  readonly fault: () => Fault | null;
  /** Told of each query as it comes: `QBP^Q21`. */
  readonly asked: (what: string) => void;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Answers the PAS's queries over MLLP. Under a fault: closes, waits, says AE, sends something else, or an answer without its status. */
export const startQueryListener = async (options: QueryListenerOptions): Promise<MllpListener> => {
  const { hospital, port, fault, asked } = options;
  const closing = new AbortController();
  let replies = 0;
  const answer = async (received: Buffer): Promise<Buffer | null> => {
    const parsed = parseMessage(received.toString('utf8'));
    if (parsed.kind === 'unreadable') return null;
    const query = parsed.message;
    asked(`${query.messageType}^${query.triggerEvent}`);
    replies += 1;
    const header = { controlId: `P${String(replies).padStart(6, '0')}`, at: hospital.now() };
    const misbehaviour = fault();
    switch (misbehaviour?.kind) {
      case 'down':
        return null;
      case 'error':
        return bytes(errorReply(query, header));
      case 'garbage':
        return bytes('<html><body>Service unavailable</body></html>');
      case 'empty':
        return bytes(
          errorReply(query, header)
            .replace(/^MSA\|AE/m, 'MSA|AA')
            .replace(/\rQAK[^\r]*/, ''),
        );
      case 'slow':
        await wait(misbehaviour.delayMs, closing.signal);
        break;
      case undefined:
        break;
    }
    return bytes(answerQuery(query, hospital.current, header));
  };
  const listener = await startMllpListener({
    host: '127.0.0.1',
    port,
    maxBytes: 64 * 1024,
    idleMs: 60_000,
    maxConnections: 100,
    onMessage: answer,
  });
  return {
    ...listener,
    close: () => {
      closing.abort();
      return listener.close();
    },
  };
};
