import { join } from 'node:path';
import { readEnvironment, type Environment } from './environment';
import { readEstate, type Estate } from './estate';
import { requireFit } from './production';

/** The estate of the example hospital, where the environment names no other. */
const SHIPPED_ESTATE = join(__dirname, 'leicester.yaml');

/** The settings file that the environment names, or the shipped one. Throws SettingsError naming all that is wrong. */
export const estateFor = ({ CAUSEWAY_SETTINGS }: Pick<Environment, 'CAUSEWAY_SETTINGS'>): Estate =>
  readEstate(CAUSEWAY_SETTINGS ?? SHIPPED_ESTATE);

/** What a process goes by. Throws SettingsError naming all that is missing, malformed, or unfit for production. */
export const readSettings = (
  env: Readonly<Record<string, string | undefined>>,
): { readonly environment: Environment; readonly estate: Estate } => {
  const environment = readEnvironment(env);
  const estate = estateFor(environment);
  requireFit(environment, env, estate);
  return { environment, estate };
};
