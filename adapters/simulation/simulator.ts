import type { LivingHospital } from './hospital';
import type { InstanceName } from '../../schema/identifiers';

/**
 * What a fault does. `down`: refuses connections, and a feed sends nothing. `slow`: waits `delayMs` before each
 * answer. `error`: HTTP 500, or `AE`. `garbage`: 200 with something that is not the thing. `empty`: a 200 without a
 * body, or a searchset without its total. `share` is the part of asks it befalls, 0 to 1.
 */
export interface Fault {
  readonly kind: 'down' | 'slow' | 'error' | 'garbage' | 'empty';
  readonly delayMs: number;
  readonly share: number;
}

/** Each kind's `simulator/index.ts` exports `simulator: Simulator`. It speaks the real protocol on real sockets. */
export interface Simulator {
  readonly kind: string;
  start(options: SimulatorOptions): Promise<RunningSimulator>;
}

export interface SimulatorOptions {
  readonly instance: InstanceName;
  readonly hospital: LivingHospital;
  /** 0 for any. */
  readonly port: number;
  /** Where its feeds send: host and port of Causeway's listeners, by feed. Absent: it only answers. */
  readonly feeds: readonly { readonly host: string; readonly port: number }[];
  /** Where it keeps which messages were acknowledged; absent in tests: in memory. */
  readonly stateFolder?: string;
  readonly log: (line: string) => void;
  /** Whether it says a few things otherwise than they are, as a system does that is to take over (`planted.ts`). */
  readonly planted?: boolean;
}

export interface RunningSimulator {
  /** What it listens on for asks (HTTP or MLLP); null when it is only a feed. */
  readonly port: number | null;
  /** Every ask served, by what was asked (`GET Observation`), for counting in tests. */
  readonly asks: () => readonly { readonly what: string; readonly at: number }[];
  setFault(fault: Fault | null): void;
  /** Resolves when every event so far has been sent and acknowledged on its feeds. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
