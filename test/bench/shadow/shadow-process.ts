import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../../adapters/settings/environment';
import { SHADOW_SETTINGS } from '../../../adapters/shadow';
import { startCauseway, type Causeway } from '../../../gateway/assembly/causeway';
import { fixedClock, type Clock } from '../../../schema/clock';
import type { Instant } from '../../../schema/time';
import { serve } from '../query/serving';
import { SIDE_NAMES, SIDES, type Side } from './sides';

const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
/** Longer than a difference takes to settle. */
const LATER_MS = 31_000;

/** By how much the pace lets people and places wait who were compared before (`adapters/shadow/pace.ts`). */
const COMPARED_BEFORE = 1.5;

/**
 * The shipped settings, with feeds that may be quiet. Who compares does so at the pace that holds where nothing is set,
 * by the time in which it is asked at all, which is one third; and, though the same ward is asked for again and again, as
 * often as if each ask were about somebody new.
 */
const estateFor = (folder: string, name: string, { shadow }: Side): string => {
  const file = join(folder, `estate-${name}.yaml`);
  const settings = join(__dirname, '../../../adapters/settings');
  const shipped = readFileSync(join(settings, 'leicester.yaml'), 'utf8').replace(
    /^register: /m,
    `register: ${settings}/`,
  );
  const everyMs = (SHADOW_SETTINGS.everyMs * SIDE_NAMES.length) / COMPARED_BEFORE;
  const comparing = shadow ? `shadow: { every: ${everyMs / 1_000}s }\n` : 'shadow: { percent: 0 }\n';
  writeFileSync(file, `${shipped.replace(/silence: \d+m/g, 'silence: 2880m')}\n${comparing}`);
  return file;
};

const start = async (
  folder: string,
  name: string,
  side: Side,
  { intake, clock }: { readonly intake: 'on' | 'off'; readonly clock: Clock },
): Promise<Causeway> => {
  const env = {
    ...{ CAUSEWAY_DATA: join(folder, 'data'), TRAFFIC: 'off', HEARTBEAT_SECONDS: '0', ANCHOR, LOG_LEVEL: 'silent' },
    CAUSEWAY_SETTINGS: estateFor(folder, name, side),
    USE_RECORDING: side.use ? 'on' : 'off',
    ...{ PORT: '0', SIMULATOR_CONTROL_PORT: '0', INTAKE: intake },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
  };
  return startCauseway({ environment: readEnvironment(env), env, clock, log: () => undefined });
};

/** Runs database, simulated systems and intake, and answers nobody: it compares nothing. Every planned route stands at shadow. */
const hospital = async (folder: string): Promise<void> => {
  const causeway = await start(
    folder,
    'hospital',
    { shadow: false, use: true },
    { intake: 'on', clock: fixedClock(ANCHOR) },
  );
  const { simulated, worker, store } = causeway.adapters;
  await simulated?.settled();
  await worker?.drain();
  await store.pool.query(
    `update route set stage = 'shadow', moved_by = 'bench', why = 'to be measured' where candidate is not null`,
  );
  serve({ databaseUrl: store.databaseUrl }, { close: () => causeway.close() });
};

/**
 * What is measured: a gateway for each side, all in this one process. Two processes of the same program differ by more
 * than a few per cent, by how their code happened to be compiled and laid out; here the sides share all of that, and
 * differ by what they do.
 */
const gateways = async (folder: string): Promise<void> => {
  const opened: Causeway[] = [];
  const clocks = new Map<string, ReturnType<typeof fixedClock>>();
  const sides = [];
  for (const name of SIDE_NAMES) {
    const clock = fixedClock(ANCHOR);
    clocks.set(name, clock);
    const causeway = await start(folder, name, SIDES[name], { intake: 'off', clock });
    opened.push(causeway);
    const { ledger, door } = causeway.adapters;
    await ledger.reload();
    const token = await causeway.tokenFor?.({ role: 'clinician', minutes: 1_440, wards: ['RWE|W30'] });
    sides.push({ name, url: `${causeway.url}/graphql`, token, ward: door.ids.seal('ward', 'RWE|W30') });
  }
  const close = async (): Promise<void> => {
    for (const causeway of opened.reverse()) await causeway.close();
  };
  serve({ sides }, { close, later: (name) => clocks.get(name)?.advance(LATER_MS) });
};

const [, , folder = '', part] = process.argv;
void (part === 'hospital' ? hospital(folder) : gateways(folder));
