import { performance } from 'node:perf_hooks';
import { median } from '../query/measure';
import { insistAllTranslated, lastSeq, watchVisible, type Sender, type Side } from './causeway-side';
import { KINDS, type Kind } from './messages';
import type { Sending, Sent } from './sender-process';

/** Messages a second, each the median of its rounds. */
export interface Speeds {
  readonly kind: Kind;
  readonly connections: number;
  /** Acknowledged while nothing is translated, as where listeners and workers are processes of their own. */
  readonly acknowledged: number;
  /** Acknowledged by a listener that only keeps the bytes, in the same database, just before. */
  readonly bare: number;
  /** Translated and folded once all has arrived. */
  readonly projected: number;
  /** From the first byte until all of it can be read, both at once in one process. */
  readonly endToEnd: number;
  /** Acknowledged in that same time. */
  readonly acknowledgedMeanwhile: number;
}

/** Milliseconds at half of what was measured, sent at a steady rate. */
export interface Delays {
  readonly kind: Kind;
  readonly connections: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Of that listener at the same rate, just before. */
  readonly bareP99: number;
  /** Until it can be read. */
  readonly visibleP50: number;
  readonly visibleP99: number;
}

export const CONNECTIONS = [1, 10] as const;
const SECONDS = 5;

/** Enough for a few seconds at the rates that are aimed at. */
export const countOf = (kind: Kind, connections: number, share: number): number =>
  Math.round((kind === 'ADT' ? 1 : 0.6) * (connections === 1 ? 4_000 : 10_000) * share);

export const sendingOf = (
  side: Side,
  kind: Kind,
  connections: number,
  count: number,
  rate: number | null,
): Sending => ({
  port: side.receiving.ports[kind],
  connections,
  kind,
  ...side.next(kind, count),
  count,
  rate,
});

/** The same messages, sent to the listener that only keeps them. */
const sendBare = (
  { barePort }: Side,
  sender: Sender,
  sending: Pick<Sending, 'kind' | 'connections' | 'count' | 'rate'>,
): Promise<Sent> => sender.ask({ ...sending, port: barePort, run: 'K', from: 0 });

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

export const measureSpeeds = async (
  side: Side,
  sender: Sender,
  rounds: number,
  share: number,
  say: (line: string) => void,
): Promise<readonly Speeds[]> => {
  const found: Speeds[] = [];
  for (const kind of KINDS)
    for (const connections of CONNECTIONS) {
      // Once unmeasured: a process that has just started is still being compiled.
      await sender.ask(sendingOf(side, kind, connections, 100, null));
      await sendBare(side, sender, { kind, connections, count: 100, rate: null });
      await side.ask('drain');
      const count = countOf(kind, connections, share);
      const seen: Record<'bare' | 'acknowledged' | 'projected' | 'endToEnd' | 'acknowledgedMeanwhile', number[]> = {
        ...{ bare: [], acknowledged: [], projected: [], endToEnd: [], acknowledgedMeanwhile: [] },
      };
      for (let round = 0; round < rounds; round += 1) {
        await side.ask('rest');
        const bare = await sendBare(side, sender, { kind, connections, count, rate: null });
        seen.bare.push(count / bare.seconds);
        const alone = await sender.ask(sendingOf(side, kind, connections, count, null));
        seen.acknowledged.push(count / alone.seconds);
        seen.projected.push(count / (await secondsOf(() => side.ask('drain'))));
        const meanwhile = await sender.ask(sendingOf(side, kind, connections, count, null));
        await side.ask('drain');
        seen.endToEnd.push((count * 1_000) / (performance.timeOrigin + performance.now() - meanwhile.begunAt));
        seen.acknowledgedMeanwhile.push(count / meanwhile.seconds);
      }
      await insistAllTranslated(side);
      const speeds: Speeds = {
        kind,
        connections,
        acknowledged: median(seen.acknowledged),
        bare: median(seen.bare),
        projected: median(seen.projected),
        endToEnd: median(seen.endToEnd),
        acknowledgedMeanwhile: median(seen.acknowledgedMeanwhile),
      };
      say(JSON.stringify(speeds));
      found.push(speeds);
    }
  return found;
};

export const measureDelays = async (
  side: Side,
  sender: Sender,
  speeds: readonly Speeds[],
  say: (line: string) => void,
): Promise<readonly Delays[]> => {
  const found: Delays[] = [];
  await side.ask('work');
  for (const { kind, connections, endToEnd, acknowledgedMeanwhile } of speeds) {
    const rate = Math.round(Math.min(endToEnd, acknowledgedMeanwhile) / 2);
    const { p99: bareP99 } = await sendBare(side, sender, { kind, connections, count: rate * SECONDS, rate });
    const before = await lastSeq(side);
    const sending = sender.ask(sendingOf(side, kind, connections, rate * SECONDS, rate));
    const visible = await watchVisible(side, before, sending);
    const { p50, p99 } = await sending;
    await side.ask('drain');
    const at = (share: number): number => visible[Math.floor(visible.length * share)] ?? NaN;
    const delays = { kind, connections, rate, p50, p99, bareP99, visibleP50: at(0.5), visibleP99: at(0.99) };
    say(JSON.stringify(delays));
    found.push(delays);
  }
  return found;
};
