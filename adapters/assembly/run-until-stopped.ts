import { SettingsError } from '../settings/estate';
import { NotThisInstallation } from './installation';
import { storeFault } from './start-fault';

interface Running {
  close(): Promise<void>;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code, address, port } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (code === 'EADDRINUSE')
    return `${address}:${port} is in use by another process. Stop it, or choose another port: PORT, PAS_MLLP_PORT, LIMS_MLLP_PORT, RIS_MLLP_PORT, NERVECENTRE_MLLP_PORT, SIMULATOR_CONTROL_PORT, or the variable of a listener that the settings file names.`;
  const isTheirs = error instanceof SettingsError || error instanceof NotThisInstallation;
  return isTheirs ? error.message : (error.stack ?? error.message);
};

/** A wrong setting or key, a taken port or a store that is not there is the operator's to mend and needs no stack; anything else is ours. */
const complain = (name: string, databaseUrl: string | undefined, error: unknown): void =>
  void process.stderr.write(`${storeFault(error, name, databaseUrl) ?? textOf(error)}\n`);

/**
 * Runs one process until SIGINT or SIGTERM, then closes what it started and exits 0. Told to stop while it starts, it
 * stops as soon as it has started, so that nothing is left half open. A second signal ends it at once. Where it cannot
 * start it exits 1; `databaseUrl` names the store that it asked, undefined for the embedded one.
 */
export const runUntilStopped = (
  name: string,
  databaseUrl: string | undefined,
  start: (log: (line: string) => void) => Promise<Running>,
): Promise<void> => {
  let stopping = false;
  say(`${name} is starting`);
  // Told to stop, it is of no more interest where it would have been.
  const starting = start((line) => (stopping ? undefined : say(line)));
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say(`${name} is stopping`);
    starting
      .then((running) => running.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return starting.then(
    () => undefined,
    (error: unknown) => {
      complain(name, databaseUrl, error);
      process.exit(1);
    },
  );
};
