import { ImpossibleRoutes } from '../ledger';
import { SettingsError } from '../settings/estate';
import { NoOwnSession, OtherTables } from '../store';
import { ENDING_SIGNALS } from './close-on-signal';
import { NotThisInstallation } from './installation';
import { storeFault } from './start-fault';

interface Running {
  close(): Promise<void>;
}

/** What takes longer to close than this is not waited for: draining, the last batch, and an embedded server's end. */
const LONGEST_STOP_MS = 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Of what an operator has to mend, the words are enough. */
const THEIRS = [SettingsError, ImpossibleRoutes, NotThisInstallation, OtherTables, NoOwnSession];

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code, address, port } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (code === 'EADDRINUSE')
    return `${address}:${port} is in use by another process. Stop it, or choose another port: PORT, PAS_MLLP_PORT, LIMS_MLLP_PORT, RIS_MLLP_PORT, NERVECENTRE_MLLP_PORT, SIMULATOR_CONTROL_PORT, or the variable of a listener that the settings file names.`;
  return THEIRS.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
};

/** A wrong setting or key, a taken port or a store that is not there is the operator's to mend and needs no stack; anything else is ours. */
const complain = (name: string, databaseUrl: string | undefined, error: unknown): void =>
  void process.stderr.write(`${storeFault(error, name, databaseUrl) ?? textOf(error)}\n`);

/**
 * Runs one process until SIGINT, SIGTERM or SIGHUP, then closes what it started and exits 0. Told to stop while it starts,
 * it stops as soon as it has started, so that nothing is left half open. A second signal ends it at once, and so does a
 * minute. Where it cannot start it exits 1, and so it does where it is told that it cannot go on: `start` is given how.
 * `databaseUrl` names the store that it asked, undefined for the embedded one.
 */
export const runUntilStopped = (
  name: string,
  databaseUrl: string | undefined,
  start: (log: (line: string) => void, cannotGoOn: (why: Error) => void) => Promise<Running>,
): Promise<void> => {
  let stopping = false;
  let isStarted = false;
  // Whoever read what it says has gone, as with a terminal that is closed: it goes on, or ends in order, unheard.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  say(`${name} is starting`);
  const stop = (exitCode: number): void => {
    if (stopping) return;
    stopping = true;
    say(`${name} is stopping${isStarted ? '' : ', once it has started; a second signal ends it at once'}`);
    for (const signal of ENDING_SIGNALS) process.removeAllListeners(signal);
    setTimeout(() => {
      process.stderr.write(`${name} does not stop; it is ended. What it acknowledged is on disk.\n`);
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    starting
      .then((running) => running.close())
      .then(
        () => process.exit(exitCode),
        () => process.exit(1),
      );
  };
  const cannotGoOn = (why: Error): void => {
    process.stderr.write(`${name} cannot go on: ${why.message}\n`);
    stop(1);
  };
  // Told to stop, it is of no more interest where it would have been.
  const starting = start((line) => (stopping ? undefined : say(line)), cannotGoOn);
  for (const signal of ENDING_SIGNALS) process.once(signal, () => stop(0));
  return starting.then(
    () => {
      isStarted = true;
    },
    (error: unknown) => {
      complain(name, databaseUrl, error);
      process.exit(1);
    },
  );
};
