import { isHeader } from './header';

/**
 * MLLP release 1 block characters: 0x0B, message, 0x1C 0x0D. UTF-16 and UTF-32 can hold these bytes inside a character, so
 * the transport specification rules them out; a message that happens to hold none of them is framed all the same.
 */
const START = 0x0b;
const END = 0x1c;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

export type Frame =
  | { readonly kind: 'message'; readonly bytes: Buffer }
  /** A block that never ended whole. `bytes` is what there was, at most `maxBytes`. */
  | { readonly kind: 'broken'; readonly bytes: Buffer; readonly reason: BrokenReason }
  /**
   * Bytes outside any block; told when the next block starts or the stream ends, unless they are line ends alone. `length`:
   * of all but the line ends. `bytes`: as they came, at most `maxBytes`.
   */
  | { readonly kind: 'noise'; readonly bytes: Buffer; readonly length: number };

export const BrokenReason = {
  /** A new start block, with a header behind it, came before the end block. */
  restarted: 'a new block started before the end block',
  tooLarge: 'the block is larger than this listener takes',
  ended: 'the connection ended before the end block',
  /** Half a message, then silence. */
  idle: 'nothing more came within the idle limit, and the end block was still missing',
  /** Noise that holds a header. */
  outside: 'a message began outside any block: its start block was missing',
} as const;
export type BrokenReason = (typeof BrokenReason)[keyof typeof BrokenReason];

export interface FrameDecoder {
  /** What became whole with these bytes, in order. However the stream is cut into chunks, the frames are the same. */
  push(chunk: Buffer): Frame[];
  /** The stream is over (`ended` where not said otherwise): what is left is reported, and the decoder can be used again. */
  end(reason?: BrokenReason): Frame[];
}

/** Grows by doubling, so that a message sent one byte a packet costs what it weighs and no more. */
class Block {
  #bytes = Buffer.allocUnsafe(4096);
  #length = 0;

  constructor(readonly maxBytes: number) {}

  /** False when it no longer fits; as much as fits is kept. */
  append(part: Buffer): boolean {
    const room = Math.min(part.length, this.maxBytes - this.#length);
    const needed = this.#length + room;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    part.copy(this.#bytes, this.#length, 0, room);
    this.#length = needed;
    return room === part.length;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    // One huge message must not hold its memory for as long as the connection lives.
    if (this.#bytes.length > 1_048_576) this.#bytes = Buffer.allocUnsafe(4096);
    return taken;
  }
}

const isLineEnd = (byte: number): boolean => byte === CARRIAGE_RETURN || byte === LINE_FEED;

type State = 'between' | 'inside' | 'discarding';

class Decoder implements FrameDecoder {
  #state: State = 'between';
  #noise = 0;
  /** The last byte was 0x1C, which ends the block only if 0x0D follows. */
  #ending = false;
  /** What followed a 0x0B inside a block, for as long as it may be the header of a new one; null where none stands open. */
  #restart: Buffer | null = null;
  readonly #block: Block;
  readonly #outside: Block;

  constructor(maxBytes: number) {
    this.#block = new Block(maxBytes);
    this.#outside = new Block(maxBytes);
  }

  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < chunk.length) {
      at = this.#state === 'between' ? this.#skip(chunk, at, frames) : this.#read(chunk, at, frames);
    }
    return frames;
  }

  end(reason: BrokenReason = BrokenReason.ended): Frame[] {
    const frames: Frame[] = [];
    this.#keepRestart(frames);
    if (this.#state === 'inside') frames.push(this.#broken(reason));
    this.#tellNoise(frames);
    this.#state = 'between';
    this.#ending = false;
    return frames;
  }

  /** Up to the next start block. */
  #skip(chunk: Buffer, from: number, frames: Frame[]): number {
    const start = chunk.indexOf(START, from);
    const noise = chunk.subarray(from, start === -1 ? chunk.length : start);
    // Line ends between blocks are usual; those within noise end its segments.
    const first = this.#noise > 0 ? 0 : noise.findIndex((byte) => !isLineEnd(byte));
    if (first !== -1) {
      this.#outside.append(noise.subarray(first));
      for (const byte of noise) if (!isLineEnd(byte)) this.#noise += 1;
    }
    if (start === -1) return chunk.length;
    this.#tellNoise(frames);
    this.#state = 'inside';
    return start + 1;
  }

  /** Up to the next byte that may end the block, or begin another. */
  #read(chunk: Buffer, from: number, frames: Frame[]): number {
    if (this.#restart !== null) return this.#lookBehindStart(this.#restart, chunk, from, frames);
    if (this.#ending) {
      this.#ending = false;
      if (chunk[from] === CARRIAGE_RETURN) {
        if (this.#state === 'inside') frames.push({ kind: 'message', bytes: this.#block.take() });
        this.#state = 'between';
        return from + 1;
      }
      this.#keep(Buffer.of(END), frames);
    }
    let at = from;
    while (at < chunk.length && chunk[at] !== END && chunk[at] !== START) at += 1;
    if (at > from) this.#keep(chunk.subarray(from, at), frames);
    if (at === chunk.length) return at;
    if (chunk[at] === END) this.#ending = true;
    else this.#restart = Buffer.alloc(0);
    return at + 1;
  }

  /**
   * A 0x0B inside a block begins another only with a header behind it: then the end block of the one before was lost. Any
   * other is of the message, though it may not be there: a vertical tab that a text editor wrote for a line end. Were the
   * block begun anew there, no part of it would be a message, and its sender would send it for ever.
   */
  #lookBehindStart(before: Buffer, chunk: Buffer, from: number, frames: Frame[]): number {
    const behind = Buffer.concat([before, chunk.subarray(from, from + 1)]);
    switch (isHeader(behind)) {
      case 'undecided':
        this.#restart = behind;
        return from + 1;
      case 'yes':
        this.#restart = null;
        // A start block sent twice has lost nothing.
        if (this.#state === 'inside' && !this.#block.isEmpty) frames.push(this.#broken(BrokenReason.restarted));
        this.#state = 'inside';
        this.#keep(behind, frames);
        return from + 1;
      case 'no':
        this.#keepRestart(frames);
        // Read again: it may be a block character itself.
        return from;
    }
  }

  #keepRestart(frames: Frame[]): void {
    const behind = this.#restart;
    this.#restart = null;
    if (behind !== null) this.#keep(Buffer.concat([Buffer.of(START), behind]), frames);
  }

  #keep(part: Buffer, frames: Frame[]): void {
    if (this.#state === 'inside' && !this.#block.append(part)) {
      frames.push(this.#broken(BrokenReason.tooLarge));
      this.#state = 'discarding';
    }
  }

  #broken(reason: BrokenReason): Frame {
    return { kind: 'broken', bytes: this.#block.take(), reason };
  }

  #tellNoise(frames: Frame[]): void {
    if (this.#noise > 0) frames.push({ kind: 'noise', bytes: this.#outside.take(), length: this.#noise });
    this.#noise = 0;
  }
}

/** `maxBytes`: of one message, the characters of its block not counted. */
export const createFrameDecoder = (options: { readonly maxBytes: number }): FrameDecoder =>
  new Decoder(options.maxBytes);

/** A message in its block. Throws when its bytes would be read as the block's own characters. */
export const frame = (bytes: Buffer): Buffer => {
  if (bytes.includes(START) || bytes.includes(Buffer.of(END, CARRIAGE_RETURN))) {
    throw new RangeError('a message that holds MLLP block characters cannot be framed; nothing was sent');
  }
  return Buffer.concat([Buffer.of(START), bytes, Buffer.of(END, CARRIAGE_RETURN)]);
};
