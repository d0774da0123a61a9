import { systemClock } from '../schema/clock';
import { openAdapters } from './assembly/open-adapters';
import { runUntilStopped } from './assembly/run-until-stopped';
import { serveSimulators } from './assembly/serve-simulators';
import { simulationFolder } from './assembly/simulated-systems';
import { readSettings } from './settings/read-settings';

type Log = (line: string) => void;

const settings = () => ({ ...readSettings(process.env), clock: systemClock });

/** Hears the feeds and works on what they said. */
const intake = async (log: Log, cannotGoOn: (why: Error) => void) => {
  const adapters = await openAdapters({
    ...{ ...settings(), env: process.env, log, cannotGoOn },
    ...{ as: 'serve', intake: true, workerThread: true, systems: 'leave' },
  });
  const ports = [...(adapters.feeds?.ports ?? [])].map(([name, port]) => `${name} ${port}`);
  log(`The intake is ready: ${ports.join(', ')}`);
  return adapters;
};

/** The simulated hospital's systems, for an installation whose processes are not on one machine. */
const simulators = async (log: Log) => {
  const given = settings();
  const served = await serveSimulators({ ...given, log, folder: simulationFolder(given.environment) });
  const lines = [...served.ports].map(([name, port]) => `${name} ${port}`);
  log(`The simulators are ready: ${lines.join(', ')}; faults are set on port ${served.controlPort}`);
  return served;
};

const ROLES: Readonly<
  Record<
    string,
    {
      readonly name: string;
      readonly start: (log: Log, cannotGoOn: (why: Error) => void) => Promise<{ close(): Promise<void> }>;
    }
  >
> = {
  intake: { name: 'The intake', start: intake },
  simulators: { name: 'The simulated hospital', start: simulators },
};

const asked = process.argv[2] ?? 'intake';
const role = Object.hasOwn(ROLES, asked) ? ROLES[asked] : undefined;
if (role) void runUntilStopped(role.name, process.env['DATABASE_URL'], role.start);
else {
  process.stderr.write(`npm run start:intake, or npm run start:intake -- ${Object.keys(ROLES).join('|')}\n`);
  process.exitCode = 2;
}
