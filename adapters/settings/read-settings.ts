import { join } from 'node:path';
import { readEnvironment, type Environment } from './environment';
import { readEstate, type Estate } from './estate';
import { requireFit } from './production';

/** The estate of the example hospital, where the environment names no other. */
const SHIPPED_ESTATE = join(__dirname, 'leicester.yaml');

/** What a process goes by. Throws SettingsError naming all that is missing, malformed, or unfit for production. */
export const readSettings = (
  env: Readonly<Record<string, string | undefined>>,
): { readonly environment: Environment; readonly estate: Estate } => {
  const environment = readEnvironment(env);
  const estate = readEstate(environment.CAUSEWAY_SETTINGS ?? SHIPPED_ESTATE);
  requireFit(environment, env, estate);
  return { environment, estate };
};
