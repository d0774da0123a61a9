import { join } from 'node:path';
import { systemClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import { openAdapters } from '../assembly/open-adapters';
import { terminalAsk } from '../assembly/who-asks';
import { readEnvironment } from '../settings/environment';
import { readEstate } from '../settings/estate';
import { requireFit } from '../settings/production';
import { readRouteArguments, USAGE, UsageError } from './route-arguments';
import { runRouteCommand } from './run-route-command';

const SHIPPED_ESTATE = join(__dirname, '../settings/leicester.yaml');
const TERMINAL = { client: 'route-command', role: 'migration-planner', purpose: 'HOPERAT' } as const;

const EXIT = { misunderstood: 2, refused: 3, failed: 4 } as const;

const main = async (): Promise<void> => {
  const asked = readRouteArguments(process.argv.slice(2));
  const environment = readEnvironment(process.env);
  const estate = readEstate(environment.CAUSEWAY_SETTINGS ?? SHIPPED_ESTATE);
  requireFit(environment, process.env, estate);
  const token = process.env['CAUSEWAY_TOKEN'] || undefined;
  const ask = await terminalAsk({ ...TERMINAL, user: asked.user, token }, environment, estate);
  const adapters = await openAdapters({
    ...{ environment, env: process.env, estate, clock: systemClock },
    ...{ intake: false, systems: 'leave', log: (line: string) => void process.stderr.write(`${line}\n`) },
  });
  try {
    const { lines, json, exitCode } = await runRouteCommand(adapters.door.migration.routes, asked.command, ask);
    process.stdout.write(`${asked.json ? JSON.stringify(json, null, 2) : lines.join('\n')}\n`);
    process.exitCode = exitCode;
  } finally {
    await adapters.close();
  }
};

main().catch((error: unknown) => {
  const misunderstood = error instanceof UsageError || error instanceof TypeError;
  const badInput = error instanceof GraphRefusal && error.code === 'BAD_USER_INPUT';
  const refused = error instanceof GraphRefusal && (error.code === 'FORBIDDEN' || error.code === 'UNAUTHENTICATED');
  process.stderr.write(`${error instanceof Error ? error.message : 'The ledger could not be asked.'}\n`);
  if (misunderstood) process.stderr.write(`${USAGE}\n`);
  process.exitCode = misunderstood || badInput ? EXIT.misunderstood : refused ? EXIT.refused : EXIT.failed;
});
