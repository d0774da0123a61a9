import { readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../../adapters/settings/environment';
import { startCauseway, type Causeway } from '../../../gateway/assembly/causeway';
import { systemClock } from '../../../schema/clock';
import { serve } from '../query/serving';
import { SIDE_NAMES, SIDES, type Side } from './sides';
import { createStopwatch, type Stopwatch } from './stopwatch';

/**
 * By how much the pace lets people and places wait who were compared before (`adapters/shadow/pace.ts`). Here the same ward
 * is asked for again and again; with its time so much faster it is compared as often as if each ask were about another.
 */
const COMPARED_BEFORE = 1.5;

/**
 * The shipped settings, with feeds that may be quiet. Who compares does so at the pace that holds where nothing is set.
 * What differs is asked again after a second: in the turn, or the rest after it, of the gateway whose read it was.
 */
const estateFor = (folder: string, name: string, { shadow }: Side): string => {
  const file = join(folder, `estate-${name}.yaml`);
  const settings = join(__dirname, '../../../adapters/settings');
  const shipped = readFileSync(join(settings, 'leicester.yaml'), 'utf8').replace(
    /^register: /m,
    `register: ${settings}/`,
  );
  const comparing = shadow ? 'shadow: { settle: 1s }\n' : 'shadow: { percent: 0 }\n';
  writeFileSync(file, `${shipped.replace(/silence: \d+m/g, 'silence: 2880m')}\n${comparing}`);
  return file;
};

const start = async (
  folder: string,
  name: string,
  side: Side,
  own: { readonly intake: 'on' | 'off'; readonly workerThread: boolean; readonly elapsedMs?: () => number },
): Promise<Causeway> => {
  const { intake, ...how } = own;
  const env = {
    ...{ CAUSEWAY_DATA: join(folder, 'data'), TRAFFIC: 'off', HEARTBEAT_SECONDS: '0', LOG_LEVEL: 'silent' },
    CAUSEWAY_SETTINGS: estateFor(folder, name, side),
    USE_RECORDING: side.use ? 'on' : 'off',
    ...{ PORT: '0', SIMULATOR_CONTROL_PORT: '0', INTAKE: intake },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
  };
  // What compares says so where it cannot: then there is nothing to be measured.
  const log = (line: string): void => void process.stderr.write(`${name}: ${line}\n`);
  return startCauseway({ environment: readEnvironment(env), env, clock: systemClock, log, ...how });
};

/**
 * Runs database, simulated systems and intake, and answers nobody: it compares nothing. Every planned route stands at
 * shadow. The simulated systems stand for other machines: where only so much processor is there, what a candidate takes for
 * its answer must not be missing to whoever is measured. So this thread gives way; the database, which has begun, does not.
 */
const hospital = async (folder: string): Promise<void> => {
  const side = { shadow: false, use: true };
  const causeway = await start(folder, 'hospital', side, { intake: 'on', workerThread: false });
  const { simulated, worker, store } = causeway.adapters;
  await simulated?.settled();
  await worker?.drain();
  await store.pool.query(
    `update route set stage = 'shadow', moved_by = 'bench', why = 'to be measured' where candidate is not null`,
  );
  setPriority(constants.priority.PRIORITY_LOW);
  serve({ databaseUrl: store.databaseUrl }, { close: () => causeway.close() });
};

/**
 * What is measured: a gateway for each side, all in this one process. Two processes of the same program differ by more
 * than a few per cent, by how their code happened to be compiled and laid out; here the sides share all of that, and
 * differ by what they do. Each compares in a thread of its own, as an installation does, or has one that is told nothing;
 * and each has time by which comparing is paced that stands still in the others' turns.
 */
const gateways = async (folder: string): Promise<void> => {
  const opened: Causeway[] = [];
  const watches = new Map<string, Stopwatch>();
  const sides = [];
  for (const name of SIDE_NAMES) {
    const watch = createStopwatch();
    watches.set(name, watch);
    const how = { intake: 'off', workerThread: true, elapsedMs: () => watch.elapsedMs() * COMPARED_BEFORE } as const;
    const causeway = await start(folder, name, SIDES[name], how);
    opened.push(causeway);
    const { ledger, door } = causeway.adapters;
    await ledger.reload();
    const token = await causeway.tokenFor?.({ role: 'clinician', minutes: 1_440, wards: ['RWE|W30'] });
    sides.push({ name, url: `${causeway.url}/graphql`, token, ward: door.ids.seal('ward', 'RWE|W30') });
  }
  const close = async (): Promise<void> => {
    for (const causeway of opened.reverse()) await causeway.close();
  };
  const turnOf = (name: string | null): void => {
    for (const watch of watches.values()) watch.stop();
    if (name !== null) watches.get(name)?.run();
  };
  serve({ sides }, { close, turnOf });
};

const [, , folder = '', part] = process.argv;
void (part === 'hospital' ? hospital(folder) : gateways(folder));
