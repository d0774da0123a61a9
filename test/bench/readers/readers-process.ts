import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../../adapters/settings/environment';
import { startCauseway } from '../../../gateway/assembly/causeway';
import { systemClock } from '../../../schema/clock';
import { serve } from '../query/serving';
import { quietEstate } from '../quiet-estate';

const PARTS = ['hospital', 'turns', 'all at once'] as const;
type Part = (typeof PARTS)[number];
const isPart = (name: string | undefined): name is Part => PARTS.some((part) => part === name);

/**
 * Three of these make an installation in one folder: the `hospital` runs the database server, the simulated systems and
 * the intake, and two gateways are asked. Of these one begins all that is asked at once.
 */
const main = async (folder: string, part: Part): Promise<void> => {
  const estate = join(folder, 'estate.yaml');
  if (part === 'hospital') writeFileSync(estate, quietEstate());
  const env = {
    ...{ CAUSEWAY_DATA: join(folder, 'data'), CAUSEWAY_SETTINGS: estate, TRAFFIC: 'off', LOG_LEVEL: 'silent' },
    ...{ PORT: '0', SIMULATOR_CONTROL_PORT: '0', INTAKE: part === 'hospital' ? 'on' : 'off' },
    ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
    RATE_LIMIT_PER_MINUTE: '0',
  };
  const causeway = await startCauseway({
    ...{ environment: readEnvironment(env), env, clock: systemClock, log: () => undefined },
    workerThread: part !== 'hospital',
    allAtOnce: part === 'all at once',
  });
  await causeway.adapters.simulated?.settled();
  await causeway.adapters.worker?.drain();
  const token = await causeway.tokenFor?.({ role: 'clinician', minutes: 1_440 });
  serve({ url: `${causeway.url}/graphql`, token }, { close: () => causeway.close() });
};

const [, , folder = '', part] = process.argv;
if (!isPart(part)) throw new Error('Which part?');
void main(folder, part);
