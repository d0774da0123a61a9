import { isAlive } from './server-process';
import type { RunningServer } from './server-process';

export interface GuardedServer {
  pid(): number;
  /** After this it may end. Resolves when nothing starts it any more. */
  letGo(): Promise<void>;
}

export interface GuardMeans {
  /** Starts it on the port that its clients know, or finds it running there again. Rejects when it could not, or `signal` says stop. */
  readonly startAgain: (port: number, signal: AbortSignal) => Promise<RunningServer>;
  readonly log: (line: string) => void;
}

const LOOK_MS = 250;

/**
 * Starts a server again that ended though nobody let it go: its process was killed, or ran out of memory. Pools and
 * listeners make their connections anew by themselves, so that whoever uses it only has to wait.
 */
export const guardServer = (first: RunningServer, { startAgain, log }: GuardMeans): GuardedServer => {
  const letting = new AbortController();
  let server = first;
  let starting: Promise<void> | null = null;
  const look = (): void => {
    if (starting !== null || isAlive(server.pid)) return;
    log('the database server has ended by itself; it is started again');
    starting = startAgain(server.port, letting.signal)
      .then(
        (again) => {
          server = again;
          log('the database server runs again');
        },
        (error: unknown) => {
          if (!letting.signal.aborted)
            log(error instanceof Error ? error.message : 'the database server does not start');
        },
      )
      .finally(() => {
        starting = null;
      });
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return {
    pid: () => server.pid,
    letGo: async () => {
      clearInterval(timer);
      letting.abort();
      await starting;
    },
  };
};
