import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../../adapters/settings/environment';
import { startCauseway } from '../../../gateway/assembly/causeway';
import { fixedClock } from '../../../schema/clock';
import type { Instant } from '../../../schema/time';
import { quietEstate } from '../quiet-estate';
import { serve } from './serving';

const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;

/** Longer than the door keeps any answer. */
const LATER_MS = 61_000;

const estateIn = (folder: string): string => {
  const file = join(folder, 'estate.yaml');
  writeFileSync(file, quietEstate());
  return file;
};

/**
 * Two of these make an installation in one folder. The `hospital` is up first: it runs the database server, the simulated
 * systems and the intake. The `gateway` has everything else, and is what is measured.
 */
const main = async (folder: string, part: 'hospital' | 'gateway'): Promise<void> => {
  const env = {
    ...{ CAUSEWAY_DATA: join(folder, 'data'), TRAFFIC: 'off', HEARTBEAT_SECONDS: '0', ANCHOR, LOG_LEVEL: 'silent' },
    CAUSEWAY_SETTINGS: estateIn(folder),
    ...{ PORT: '0', SIMULATOR_CONTROL_PORT: '0', INTAKE: part === 'hospital' ? 'on' : 'off' },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
  };
  const clock = fixedClock(ANCHOR);
  const causeway = await startCauseway({ environment: readEnvironment(env), env, clock, log: () => undefined });
  await causeway.adapters.simulated?.settled();
  await causeway.adapters.worker?.drain();
  const token = await causeway.tokenFor?.({ role: 'nurse', minutes: 1_440 });
  serve(
    { url: `${causeway.url}/graphql`, token, ward: causeway.adapters.door.ids.seal('ward', 'RWE|W30') },
    { close: () => causeway.close(), later: () => clock.advance(LATER_MS) },
  );
};

void main(process.argv[2] ?? '', process.argv[3] === 'hospital' ? 'hospital' : 'gateway');
