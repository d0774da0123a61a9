import { runInTerminal } from '../assembly/terminal-command';
import { readRouteArguments, USAGE, UsageError } from './route-arguments';
import { runRouteCommand } from './run-route-command';

void runInTerminal({
  terminal: { client: 'route-command', role: 'migration-planner', purpose: 'HOPERAT' },
  read: readRouteArguments,
  misunderstood: UsageError,
  usage: USAGE,
  run: ({ migration }, { command }, ask) => runRouteCommand(migration.routes, command, ask),
  unable: 'The ledger could not be asked.',
});
