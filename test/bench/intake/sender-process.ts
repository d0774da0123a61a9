import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { frame } from '../../../adapters/wire/mllp/frames';
import { messageOf, type Kind } from './messages';
import { answerAsked } from './process-ask';

export interface Sending {
  readonly port: number;
  readonly connections: number;
  readonly kind: Kind;
  readonly run: string;
  readonly from: number;
  readonly count: number;
  /** Messages a second, whatever the answers do (open loop); null: the next when the last is answered. */
  readonly rate: number | null;
}

export interface Sent {
  /** When the first byte was written, in milliseconds of the epoch: every message was made before. */
  readonly begunAt: number;
  readonly seconds: number;
  /** Milliseconds from when a message was due (open loop) or written to its acknowledgement. */
  readonly p50: number;
  readonly p99: number;
}

const END = Buffer.from([0x1c, 0x0d]);
const POSITIVE = /MSA\|[AC]A\|/;

/** One connection; one message under way at a time, as MLLP has it. */
const dial = async (port: number): Promise<{ send(framed: Buffer): Promise<void>; close(): void }> => {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const one = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(one));
    one.once('error', reject);
  });
  let waiting: { resolve(): void; reject(error: Error): void } | null = null;
  let read: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    read = read.length === 0 ? chunk : Buffer.concat([read, chunk]);
    if (!read.subarray(-2).equals(END)) return;
    const reply = read.toString('latin1');
    read = Buffer.alloc(0);
    const { resolve, reject } = waiting ?? { resolve: () => undefined, reject: () => undefined };
    waiting = null;
    if (POSITIVE.test(reply)) resolve();
    else reject(new Error(`not acknowledged: ${reply.split('\r')[1] ?? ''}`));
  });
  const lost = (): void => waiting?.reject(new Error('the connection was closed'));
  socket.on('close', lost);
  socket.on('error', lost);
  return {
    send: (framed) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(framed);
      }),
    close: () => socket.destroy(),
  };
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

const until = (at: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, at - performance.now()));

const send = async ({ port, connections, kind, run, from, count, rate }: Sending): Promise<Sent> => {
  const framed = Array.from({ length: count }, (_, at) => frame(messageOf(kind, from + at, run)));
  const lines = await Promise.all(Array.from({ length: connections }, () => dial(port)));
  const took: number[] = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    lines.map(async (line) => {
      for (;;) {
        const at = next;
        next += 1;
        const message = framed[at];
        if (message === undefined) return;
        const due = rate === null ? performance.now() : begun + (at * 1000) / rate;
        if (due > performance.now()) await until(due);
        await line.send(message);
        took.push(performance.now() - due);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const line of lines) line.close();
  took.sort((a, b) => a - b);
  return { begunAt: performance.timeOrigin + begun, seconds, p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
};

answerAsked('ready', send);
