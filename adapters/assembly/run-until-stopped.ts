import { SettingsError } from '../settings/estate';

interface Running {
  close(): Promise<void>;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A wrong setting is the operator's to mend and needs no stack; anything else is ours. */
const complain = (error: unknown): void => {
  const text =
    error instanceof SettingsError || !(error instanceof Error) ? String(error) : (error.stack ?? error.message);
  process.stderr.write(`${text.replace(/^SettingsError: /, '')}\n`);
};

/**
 * Runs one process until SIGINT or SIGTERM, then closes what it started and exits 0. Told to stop while it starts, it
 * stops as soon as it has started, so that nothing is left half open. A second signal ends it at once.
 */
export const runUntilStopped = (
  name: string,
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
      complain(error);
      process.exit(1);
    },
  );
};
