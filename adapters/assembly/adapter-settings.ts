import type { Clock } from '../../schema/clock';
import type { DoorMetrics, GuardSettings } from '../routing';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import type { SystemsRole } from './simulated-systems';

export interface AdapterSettings {
  readonly environment: Environment;
  /** The whole environment: instances take their own settings from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly estate: Estate;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly metrics?: DoorMetrics;
  /** How each system and its askers are kept from harming each other; the door's own settings where not given. */
  readonly guard?: Partial<GuardSettings>;
  /**
   * `serve`: one of the installation's own processes, which says by what it goes. `visit`: a command of a terminal, which
   * goes by the same or not at all, changes nothing by being opened, and leaves to the others what they do from time to time.
   */
  readonly as: 'serve' | 'visit';
  /** Whether this process hears the feeds and works on the inbox. */
  readonly intake: boolean;
  /**
   * Whether the worker has a thread of its own, where translations keep nobody waiting, and comparing another, where it
   * keeps no live answer waiting. They have a thread's own clock, the system's, so only a process that goes by that may
   * say so.
   */
  readonly workerThread?: boolean;
  /** Milliseconds that only go forwards, by which comparing is paced; the process's own where not given. */
  readonly elapsedMs?: () => number;
  readonly systems: SystemsRole;
  /**
   * Told once where this process cannot go on, and is to be closed: a newer version brought the tables up to date. No
   * message is taken or worked on from then on. Only a process that serves is told.
   */
  readonly cannotGoOn?: (why: Error) => void;
  /** Where the simulated hospital is kept; absent: nowhere. */
  readonly simulationFolder?: string;
}
