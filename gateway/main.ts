import { runUntilStopped } from '../adapters/assembly/run-until-stopped';
import { readEnvironment } from '../adapters/settings/environment';
import { systemClock } from '../schema/clock';
import { startCauseway } from './assembly/causeway';

/** One process: gateway, subgraphs, adapters, and in development the simulated hospital. */
void runUntilStopped('Causeway', process.env['DATABASE_URL'], async (log, cannotGoOn) => {
  const environment = readEnvironment(process.env);
  const causeway = await startCauseway({
    environment,
    env: process.env,
    clock: systemClock,
    log,
    cannotGoOn,
    workerThread: true,
  });
  log(await causeway.greeting());
  return causeway;
});
