import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../../adapters/settings/environment';
import { startCauseway } from '../../../gateway/assembly/causeway';
import { fixedClock } from '../../../schema/clock';
import type { Instant } from '../../../schema/time';
import { serve } from '../query/serving';
import { SIDES, type Side } from './sides';

const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
/** Longer than a difference takes to settle. */
const LATER_MS = 31_000;

/** The hospital's own process answers nobody: it compares nothing. */
const sideOf = (part: string): Side =>
  new Map<string, Side>(Object.entries(SIDES)).get(part) ?? { shadow: false, use: true };

/** The shipped settings, with feeds that may be quiet. Who compares does so as it does where nothing else is set. */
const estateFor = (folder: string, part: string): string => {
  const file = join(folder, `estate-${part}.yaml`);
  const settings = join(__dirname, '../../../adapters/settings');
  const shipped = readFileSync(join(settings, 'leicester.yaml'), 'utf8').replace(
    /^register: /m,
    `register: ${settings}/`,
  );
  const nothing = sideOf(part).shadow ? '' : 'shadow: { percent: 0 }\n';
  writeFileSync(file, `${shipped.replace(/silence: \d+m/g, 'silence: 2880m')}\n${nothing}`);
  return file;
};

/**
 * Four of these make an installation in one folder: the `hospital` runs database, simulated systems and intake; the
 * gateways are what is measured, each a side ({@link SIDES}). Every planned route stands at shadow.
 */
const main = async (folder: string, part: string): Promise<void> => {
  const env = {
    ...{ CAUSEWAY_DATA: join(folder, 'data'), TRAFFIC: 'off', HEARTBEAT_SECONDS: '0', ANCHOR, LOG_LEVEL: 'silent' },
    CAUSEWAY_SETTINGS: estateFor(folder, part),
    USE_RECORDING: sideOf(part).use ? 'on' : 'off',
    ...{ PORT: '0', SIMULATOR_CONTROL_PORT: '0', INTAKE: part === 'hospital' ? 'on' : 'off' },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
  };
  const clock = fixedClock(ANCHOR);
  const causeway = await startCauseway({ environment: readEnvironment(env), env, clock, log: () => undefined });
  const { simulated, worker, store, ledger, door } = causeway.adapters;
  await simulated?.settled();
  await worker?.drain();
  if (part === 'hospital')
    await store.pool.query(
      `update route set stage = 'shadow', moved_by = 'bench', why = 'to be measured' where candidate is not null`,
    );
  await ledger.reload();
  const token = await causeway.tokenFor?.({ role: 'clinician', minutes: 1_440, wards: ['RWE|W30'] });
  const { databaseUrl } = store;
  serve(
    { url: `${causeway.url}/graphql`, token, ward: door.ids.seal('ward', 'RWE|W30'), databaseUrl },
    { close: () => causeway.close(), later: () => clock.advance(LATER_MS) },
  );
};

void main(process.argv[2] ?? '', process.argv[3] ?? 'plain');
