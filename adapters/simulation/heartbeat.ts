import type { Clock } from '../../schema/clock';
import { now } from '../../schema/clock';
import { londonStamp } from '../../schema/time';
import { encode } from '../wire/hl7v2/charset';
import { buildMessage } from '../wire/hl7v2/build';
import { connectMllp } from '../wire/mllp/client';

export interface HeartbeatOptions {
  /** MSH-3 and MSH-4. */
  readonly application: string;
  readonly facility: string;
  readonly feed: { readonly host: string; readonly port: number };
  readonly everyMs: number;
  readonly clock: Clock;
  /** True while the system is down: then nothing is sent. */
  readonly silent: () => boolean;
  readonly log: (line: string) => void;
}

/** NMD^N02, application management data (HL7 2.4 section 14.3.2): "I am here", with the sender's clock in NCK. */
const beat = ({ application, facility, clock }: HeartbeatOptions): Buffer => {
  const stamp = londonStamp(now(clock));
  return encode(
    buildMessage([
      [
        'MSH',
        {
          3: application,
          4: facility,
          5: 'ROUTE',
          6: 'ROUTE',
          7: stamp,
          9: ['NMD', 'N02', 'NMD_N02'],
          10: `HB${clock.millis()}`,
          11: 'P',
          12: '2.4',
        },
      ],
      ['NCK', { 1: stamp }],
    ]),
    'UTF-8',
  );
};

/** Keeps a quiet feed heard: one beat at once and then at each interval. Returns how to stop. */
export const startHeartbeat = (options: HeartbeatOptions): (() => Promise<void>) => {
  let sending: Promise<void> = Promise.resolve();
  const send = async (): Promise<void> => {
    if (options.silent()) return;
    const client = await connectMllp({ ...options.feed, timeoutMs: 5_000 });
    await client.send(beat(options)).finally(() => client.close());
  };
  const tick = (): void => {
    sending = sending
      .then(send)
      .catch(() => options.log(`${options.application}@${options.facility}: a heartbeat did not arrive`));
  };
  tick();
  const timer = setInterval(tick, options.everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await sending;
  };
};
