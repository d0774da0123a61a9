import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../../adapters/settings/environment';
import { startCauseway, type Causeway } from '../../../gateway/assembly/causeway';
import { systemClock } from '../../../schema/clock';
import { serve, type Turn } from '../query/serving';
import { quietEstate } from '../quiet-estate';
import { GATEWAY_NAMES, GATEWAYS } from './sides';
import { createStopwatch, type Stopwatch } from './stopwatch';

/**
 * Reads are compared at the pace that holds where nothing is set. What differs is asked again after a second: in the turn of
 * the gateway whose read it was, or the rest after it.
 */
const estateFor = (folder: string, name: string): string => {
  const file = join(folder, `estate-${name}.yaml`);
  writeFileSync(file, `${quietEstate()}\nshadow: { settle: 1s }\n`);
  return file;
};

const start = async (
  folder: string,
  name: string,
  own: {
    readonly use: boolean;
    readonly intake: 'on' | 'off';
    readonly workerThread: boolean;
    readonly elapsedMs?: () => number;
  },
): Promise<Causeway> => {
  const { use, intake, ...how } = own;
  const env = {
    ...{ CAUSEWAY_DATA: join(folder, 'data'), TRAFFIC: 'off', HEARTBEAT_SECONDS: '0', LOG_LEVEL: 'silent' },
    CAUSEWAY_SETTINGS: estateFor(folder, name),
    USE_RECORDING: use ? 'on' : 'off',
    ...{ PORT: '0', SIMULATOR_CONTROL_PORT: '0', INTAKE: intake },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
  };
  // What compares says so where it cannot: then there is nothing to be measured.
  const log = (line: string): void => void process.stderr.write(`${name}: ${line}\n`);
  return startCauseway({ environment: readEnvironment(env), env, clock: systemClock, log, ...how });
};

/**
 * Runs database, simulated systems and intake, and answers nobody. The simulated systems stand for other machines: where
 * only so much processor is there, what a candidate takes for its answer must not be missing to whoever is measured. So
 * this thread gives way to who answers, though not to who compares; the database, which has begun, does not.
 */
const hospital = async (folder: string): Promise<void> => {
  const causeway = await start(folder, 'hospital', { use: true, intake: 'on', workerThread: false });
  const { simulated, worker, store } = causeway.adapters;
  await simulated?.settled();
  await worker?.drain();
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL / 2);
  serve({ databaseUrl: store.databaseUrl }, { close: () => causeway.close() });
};

/**
 * What is measured, all in this one process. Two processes of the same program differ by more than a few per cent, by
 * how their code happened to be compiled and laid out; here the sides share all of that, and differ by what they do. Each
 * gateway compares in a thread of its own, as an installation does, and has time by which comparing is paced that stands
 * still in the others' turns. Every turn begins with a move of all planned routes, whether they stood so before or not.
 */
const gateways = async (folder: string): Promise<void> => {
  const opened: Causeway[] = [];
  const watches = new Map<string, Stopwatch>();
  const ready = [];
  for (const name of GATEWAY_NAMES) {
    const watch = createStopwatch();
    watches.set(name, watch);
    const causeway = await start(folder, name, {
      ...{ ...GATEWAYS[name], intake: 'off', workerThread: true },
      elapsedMs: () => watch.elapsedMs(),
    });
    opened.push(causeway);
    const token = await causeway.tokenFor?.({ role: 'clinician', minutes: 1_440, wards: ['RWE|W30'] });
    ready.push({
      name,
      url: `${causeway.url}/graphql`,
      token,
      ward: causeway.adapters.door.ids.seal('ward', 'RWE|W30'),
    });
  }
  const close = async (): Promise<void> => {
    for (const causeway of opened.reverse()) await causeway.close();
  };
  const turnOf = async (turn: Turn | null): Promise<void> => {
    for (const watch of watches.values()) watch.stop();
    if (turn === null) return;
    await opened[0]?.adapters.store.pool.query(
      `update route set stage = $1, moved_by = 'bench', why = 'to be measured' where candidate is not null`,
      [turn.stage],
    );
    for (const { adapters } of opened) await adapters.ledger.reload();
    if (turn.stage === 'shadow') watches.get(turn.gateway)?.run(turn.pace);
  };
  serve(ready, { close, turnOf });
};

const [, , folder = '', part] = process.argv;
void (part === 'hospital' ? hospital(folder) : gateways(folder));
