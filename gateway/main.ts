import { systemClock } from '../schema/clock';
import { readEnvironment } from '../adapters/settings/environment';
import { SettingsError } from '../adapters/settings/estate';
import { startCauseway } from './assembly/causeway';

/** One process: gateway, subgraphs, adapters, and in development the simulated hospital. */
const main = async (): Promise<void> => {
  const environment = readEnvironment(process.env);
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  log('Causeway is starting');
  const causeway = await startCauseway({ environment, env: process.env, clock: systemClock, log });
  log(await causeway.greeting());

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    log('Causeway is stopping');
    causeway.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

main().catch((error: unknown) => {
  // A wrong setting is the operator's to mend and needs no stack; anything else is ours.
  process.stderr.write(
    `${error instanceof SettingsError || !(error instanceof Error) ? String((error as Error).message) : (error.stack ?? error.message)}\n`,
  );
  process.exit(1);
});
