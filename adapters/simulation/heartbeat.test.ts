import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { parseMessage } from '../wire/hl7v2/parse';
import { startMllpListener } from '../wire/mllp/listener';
import { startHeartbeat } from './heartbeat';

const listening = async (): Promise<{
  port: number;
  heard: Promise<string>;
  count: () => number;
  close(): Promise<void>;
}> => {
  let tell: (text: string) => void = () => undefined;
  let count = 0;
  const heard = new Promise<string>((resolve) => (tell = resolve));
  const listener = await startMllpListener({
    ...{ host: '127.0.0.1', port: 0, maxBytes: 10_000, idleMs: 5_000, maxConnections: 2 },
    onMessage: (bytes) => {
      count += 1;
      tell(bytes.toString('utf8'));
      return Promise.resolve(Buffer.from('MSH|^~\\&|A|B|C|D|20261120||ACK|1|P|2.4\rMSA|AA|1\r'));
    },
  });
  return { port: listener.port, heard, count: () => count, close: () => listener.close() };
};

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const options = { application: 'LIMS', facility: 'RWE', everyMs: 60_000, clock, log: () => undefined };

test('a heartbeat is an NMD^N02 of its sender, sent at once', async () => {
  const receiver = await listening();
  const stop = startHeartbeat({ ...options, feed: { host: '127.0.0.1', port: receiver.port }, silent: () => false });
  const parsed = parseMessage(await receiver.heard);
  await stop();
  await receiver.close();
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  expect([parsed.message.messageType, parsed.message.triggerEvent]).toEqual(['NMD', 'N02']);
  expect([parsed.message.msh.text(3), parsed.message.msh.text(4), parsed.message.msh.text(7)]).toEqual([
    'LIMS',
    'RWE',
    '20261120100000',
  ]);
});

test('a system that is down sends none', async () => {
  const receiver = await listening();
  const stop = startHeartbeat({ ...options, feed: { host: '127.0.0.1', port: receiver.port }, silent: () => true });
  await stop();
  await receiver.close();
  expect(receiver.count()).toBe(0);
});
