import type { Socket } from 'node:net';
import type { Frame } from './frames';
import { BrokenReason, createFrameDecoder, frame } from './frames';
import { holdsHeader } from './header';
import type { MllpListenerOptions, Peer } from './listener';
import { NO_REPLY } from './reply';
import type { Reply } from './reply';

/** How long a peer is given to close its side after its last answer. */
const FAREWELL_MS = 1000;

/** How long, when this side closes. */
const CLOSE_MS = 5_000;

export interface ServedConnection {
  readonly peer: Peer;
  readonly closed: Promise<void>;
  /** A message of our own, between answers. False when the connection no longer takes any. */
  send(bytes: Buffer): Promise<boolean>;
  /** Answers what has arrived whole, then closes. A peer that takes no answers is cut off soon, and told of. */
  finish(): Promise<void>;
}

/** One connection: read, handle, answer, in that order, one message at a time. */
export const serveConnection = (socket: Socket, peer: Peer, options: MllpListenerOptions): ServedConnection => {
  const decoder = createFrameDecoder({ maxBytes: options.maxBytes });
  const waiting: Frame[] = [];
  let busy = false;
  let over = false;
  let farewell: NodeJS.Timeout | undefined;

  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      over = true;
      clearTimeout(farewell);
      resolve();
    });
  });

  let patienceMs = options.idleMs;
  let hurry = (): void => undefined;
  const cutOff = (): void => {
    options.onNote?.(
      `took no answer for ${patienceMs / 1000} s and was cut off; it sends again what it has no answer to`,
      peer,
    );
    socket.destroy();
  };
  /**
   * Sends and waits until the kernel has it, so that a peer that reads no answers is not answered into memory; one that
   * takes none for as long as is waited is cut off. What became of it does not matter here: a sender without its answer
   * asks again.
   */
  const write = (bytes: Buffer): Promise<boolean> =>
    new Promise((resolve) => {
      if (!socket.writable) {
        resolve(false);
        return;
      }
      let timer = setTimeout(cutOff, patienceMs);
      const sooner = (): void => {
        clearTimeout(timer);
        timer = setTimeout(cutOff, patienceMs);
      };
      const settle = (written: boolean): void => {
        clearTimeout(timer);
        if (hurry === sooner) hurry = () => undefined;
        socket.off('close', lost);
        resolve(written);
      };
      const lost = (): void => settle(false);
      hurry = sooner;
      socket.once('close', lost);
      socket.write(bytes, (error) => settle(!error));
    });

  const sayGoodbye = (): void => {
    if (over) return;
    over = true;
    // Reading on lets the peer's close be seen; unread bytes would turn ours into a reset and lose the last answer.
    socket.end();
    socket.resume();
    farewell = setTimeout(() => socket.destroy(), FAREWELL_MS);
  };

  const answer = async (one: Frame): Promise<Reply> => {
    if (one.kind === 'message') return options.onMessage(one.bytes, peer);
    if (one.kind === 'broken') return (await options.onBroken?.(one.bytes, one.reason, peer)) ?? null;
    options.onNote?.(`${one.length} bytes outside any block were skipped`, peer);
    // Of a message whose start block was lost nobody would else know more than how many bytes it had.
    if (!holdsHeader(one.bytes)) return NO_REPLY;
    return (await options.onBroken?.(one.bytes, BrokenReason.outside, peer)) ?? NO_REPLY;
  };

  /** True when the connection goes on. */
  const handle = async (one: Frame): Promise<boolean> => {
    try {
      const reply = await answer(one);
      // A connection lost meanwhile is no reason to leave what has arrived whole unread.
      if (reply !== null && reply !== NO_REPLY) await write(frame(reply));
      return reply !== null;
    } catch (error) {
      options.onFault?.(error, peer);
      return false;
    }
  };

  let draining: Promise<void> = Promise.resolve();
  const drain = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      if (!(await handle(one))) {
        waiting.length = 0;
        sayGoodbye();
      }
    }
    busy = false;
    if (!over) {
      // Idleness counts from the answer, not from the message.
      socket.setTimeout(options.idleMs);
      socket.resume();
    }
  };

  const take = (frames: readonly Frame[]): void => {
    waiting.push(...frames);
    if (busy || waiting.length === 0) return;
    busy = true;
    socket.pause();
    draining = drain();
  };

  const leave = async (): Promise<void> => {
    await draining;
    sayGoodbye();
  };
  /** The peer will send no more, or has sent nothing for too long, so a half block stays one. */
  const endOfStream = (reason: BrokenReason): Promise<void> => {
    if (!over) take(decoder.end(reason));
    return leave();
  };

  socket.on('data', (chunk: Buffer) => {
    if (!over) take(decoder.push(chunk));
  });
  socket.on('end', () => void endOfStream(BrokenReason.ended));
  // The close that follows says all there is to do; without a listener a reset by the peer would end the process.
  socket.on('error', () => undefined);
  // Not the callback of setTimeout, which is called once only: a first silence may fall while a message is handled.
  socket.on('timeout', () => {
    if (!busy) void endOfStream(BrokenReason.idle);
  });
  socket.setTimeout(options.idleMs);

  return {
    peer,
    closed,
    send: async (bytes) => {
      // After the answers to what has arrived: a sender must not hear what became of a message before it hears that it came.
      await draining;
      return over ? false : write(frame(bytes));
    },
    // A block cut short by our own closing is not the sender's fault: it is not reported, and not answered.
    finish: async () => {
      patienceMs = Math.min(options.idleMs, options.closeMs ?? CLOSE_MS);
      hurry();
      await leave();
      await closed;
    },
  };
};
