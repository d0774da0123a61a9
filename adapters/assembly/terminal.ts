import type { Ask } from '../../schema/capabilities';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { readSettings } from '../settings/read-settings';
import { hasCluster } from '../store/embedded';
import { terminalAsk, type TerminalCommand } from './who-asks';

export interface Terminal {
  readonly environment: Environment;
  readonly estate: Estate;
  /** Who sits there, by the token in `CAUSEWAY_TOKEN` where there is one. Throws GraphRefusal. */
  ask(command: Omit<TerminalCommand, 'token'>): Promise<Ask>;
}

/** Of a store that was just made a command could only say that there is nothing: no message held, nobody who looked. */
class NothingInstalled extends Error {
  override readonly name = 'NothingInstalled';

  constructor(folder: string) {
    super(
      `There is no Causeway in ${folder}: nobody was asked, and nothing was made. CAUSEWAY_DATA names the folder of the one that is meant, DATABASE_URL its database; npm start makes a new one.`,
    );
  }
}

/** What a command of a terminal with this environment goes by. Rejects with SettingsError, or where nothing is installed. */
export const openTerminal = async (env: Readonly<Record<string, string | undefined>>): Promise<Terminal> => {
  const { environment, estate } = readSettings(env);
  const { DATABASE_URL: databaseUrl, CAUSEWAY_DATA: folder } = environment;
  if (!databaseUrl && !(await hasCluster(folder))) throw new NothingInstalled(folder);
  const token = env['CAUSEWAY_TOKEN'] || undefined;
  return { environment, estate, ask: (command) => terminalAsk({ ...command, token }, environment, estate) };
};

/** Says what went wrong, and how the command is used where it was misunderstood. `unable`: where nothing better is known. */
export const sayFault = (
  error: unknown,
  {
    unable,
    usage,
    misunderstood,
  }: { readonly unable: string; readonly usage: string; readonly misunderstood: boolean },
): void => {
  process.stderr.write(`${error instanceof Error ? error.message : unable}\n`);
  if (misunderstood) process.stderr.write(`${usage}\n`);
};
