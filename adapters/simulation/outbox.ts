import { connectMllp } from '../wire/mllp/client';
import type { MllpClient, MllpClientOptions } from '../wire/mllp/client';
import { wait, decideFault } from './fault-decision';
import type { Hospital, HospitalEvent, LivingHospital } from './hospital';
import { readOutboxState, writeOutboxState } from './outbox-state';
import type { OutboxState } from './outbox-state';
import { seededRandom } from './random';
import type { Fault } from './simulator';

export interface OutboxOptions {
  readonly hospital: LivingHospital;
  /** For the log: `pas@RWE`. */
  readonly name: string;
  /** Before the six digits of every control id: `PAS` gives `PAS000001`. */
  readonly prefix: string;
  /**
   * An event as this feed's messages; `[]` for what it does not tell. Calls `controlId` once for each. The same event
   * must give the same messages, for they may be sent again.
   */
  write(event: HospitalEvent, hospital: Hospital, controlId: () => string): readonly Buffer[];
  /** Where messages go, and how: MLLP over TCP where `connect` is not given. */
  readonly feed: { readonly host: string; readonly port: number };
  readonly connect?: (options: MllpClientOptions) => Promise<MllpClient>;
  /** How long to wait for a connection, and for each acknowledgement; 10 s where not given. */
  readonly timeoutMs?: number;
  /** Keeps what was acknowledged; absent: in memory. */
  readonly stateFile?: string;
  readonly log: (line: string) => void;
}

export interface Outbox {
  /** Resolves when every event there is now has been told and acknowledged; rejects when closed before that. */
  settled(): Promise<void>;
  /** `down`: sends nothing until mended. `slow`: waits before each message. Others do nothing to a feed. */
  setFault(fault: Fault | null): void;
  /** Messages acknowledged so far, refused ones included. */
  readonly sent: () => number;
  close(): Promise<void>;
}

const SAVE_EVERY = 50;
const FIRST_BACK_OFF = 100;
const LONGEST_BACK_OFF = 5_000;

/** MSA-1 of an acknowledgement; '' when it is not one. */
const acknowledgementCode = (reply: Buffer): string => {
  const text = reply.toString('latin1');
  const separator = text.charAt(3);
  const msa = text.split(/[\r\n]+/).find((line) => line.startsWith(`MSA${separator}`));
  return separator === '' ? '' : (msa?.split(separator)[1] ?? '');
};

class Running implements Outbox {
  #state: OutboxState;
  #unsaved = 0;
  #client: MllpClient | null = null;
  #fault: Fault | null = null;
  #random = seededRandom(1);
  #wake: () => void = () => undefined;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<{
    readonly seq: number;
    readonly resolve: () => void;
    readonly reject: (error: Error) => void;
  }>();
  readonly #stopListening: () => void;
  readonly #loop: Promise<void>;

  constructor(readonly options: OutboxOptions) {
    const state = readOutboxState(options.stateFile, options.log);
    // A state beyond the history belongs to a hospital that is no more.
    this.#state = state.seq <= options.hospital.current.history.length ? state : { seq: 0, messages: 0 };
    this.#stopListening = options.hospital.onEvents(() => this.#wake());
    this.#loop = this.#run();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const event = this.#fault?.kind === 'down' ? undefined : this.options.hospital.current.history[this.#state.seq];
      if (event === undefined) await this.#sleep();
      else await this.#tell(event);
    }
  }

  /** Until there is something to do. What was acknowledged is on disk before the outbox rests. */
  async #sleep(): Promise<void> {
    this.#save();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#closing.signal.aborted) resolve();
    });
  }

  async #tell(event: HospitalEvent): Promise<void> {
    const ids: string[] = [];
    const controlId = (): string => {
      const id = `${this.options.prefix}${String(this.#state.messages + ids.length + 1).padStart(6, '0')}`;
      ids.push(id);
      return id;
    };
    for (const [index, bytes] of this.#written(event, controlId).entries()) {
      if (!(await this.#deliver(bytes, ids[index] ?? 'a message without control id'))) return;
    }
    const messages = this.#state.messages + ids.length;
    this.#state = { seq: event.seq, messages };
    this.#unsaved += 1;
    if (this.#unsaved >= SAVE_EVERY) this.#save();
    for (const one of this.#waiting) {
      if (one.seq > event.seq) continue;
      this.#waiting.delete(one);
      one.resolve();
    }
  }

  /** An event that cannot be written is a fault of the simulator; it must not stop the feed. */
  #written(event: HospitalEvent, controlId: () => string): readonly Buffer[] {
    try {
      return this.options.write(event, this.options.hospital.current, controlId);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'no reason given';
      this.options.log(
        `${this.options.name}: event ${event.seq} (${event.kind}) cannot be written and is left out (${why})`,
      );
      return [];
    }
  }

  /** Until it is acknowledged. False when the outbox was closed or the feed went down first: then the event waits. */
  async #deliver(bytes: Buffer, id: string): Promise<boolean> {
    const { signal } = this.#closing;
    const { name, log } = this.options;
    for (let backOff = FIRST_BACK_OFF; ; backOff = Math.min(backOff * 2, LONGEST_BACK_OFF)) {
      const fault = this.#fault;
      if (fault?.kind === 'slow' && decideFault(fault, this.#random) !== null) await wait(fault.delayMs, signal);
      if (signal.aborted || this.#fault?.kind === 'down') return false;
      try {
        this.#client ??= await this.#connect();
        if (this.#closing.signal.aborted) return false;
        const code = acknowledgementCode(await this.#client.send(bytes));
        if (code === '') throw new Error('the reply is not an acknowledgement');
        if (!code.endsWith('A')) log(`${name}: ${id} was answered ${code} and is not sent again`);
        return true;
      } catch (error) {
        await this.#leave();
        if (signal.aborted) return false;
        if (backOff === FIRST_BACK_OFF) {
          log(
            `${name}: ${id} has not arrived (${error instanceof Error ? error.message : 'no reason given'}); trying again`,
          );
        }
        await wait(backOff, signal);
      }
    }
  }

  #connect(): Promise<MllpClient> {
    const { feed, connect = connectMllp, timeoutMs = 10_000 } = this.options;
    return connect({ host: feed.host, port: feed.port, timeoutMs });
  }

  async #leave(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.close();
  }

  #save(): void {
    if (this.#unsaved === 0) return;
    try {
      writeOutboxState(this.options.stateFile, this.#state);
      this.#unsaved = 0;
    } catch (error) {
      const why = error instanceof Error ? error.message : 'no reason given';
      this.options.log(
        `${this.options.name}: how far the feed has come could not be kept (${why}); a restart repeats messages`,
      );
    }
  }

  readonly sent = (): number => this.#state.messages;

  settled(): Promise<void> {
    const seq = this.options.hospital.current.history.length;
    if (this.#state.seq >= seq) return Promise.resolve();
    if (this.#closing.signal.aborted) return Promise.reject(this.#closed());
    return new Promise((resolve, reject) => this.#waiting.add({ seq, resolve, reject }));
  }

  #closed(): Error {
    return new Error(
      `The outbox of ${this.options.name} was closed before all was acknowledged; the rest is sent at the next start.`,
    );
  }

  setFault(fault: Fault | null): void {
    this.#fault = fault;
    this.#random = seededRandom(1);
    this.#wake();
  }

  async close(): Promise<void> {
    this.#stopListening();
    this.#closing.abort();
    this.#wake();
    await this.#leave();
    await this.#loop;
    await this.#leave();
    this.#save();
    for (const one of this.#waiting) one.reject(this.#closed());
    this.#waiting.clear();
  }
}

/**
 * Tells a feed everything that happens, in order, each message once it is acknowledged. Starts at once. After a crash the
 * last few may be sent again: exact repeats, under the same control ids. A message refused (AE, AR) is logged and left.
 */
export const createOutbox = (options: OutboxOptions): Outbox => new Running(options);
