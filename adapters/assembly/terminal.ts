import type { Ask } from '../../schema/capabilities';
import { faultCode } from '../../schema/fault-name';
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

/** Asked how a command is used: by `--help`, `-h`, or the word alone. */
export const asksForHelp = (args: readonly string[]): boolean =>
  args[0] === 'help' || args.some((arg) => arg === '--help' || arg === '-h');

/** Says how a command is used, to whoever asked. */
export const sayUsage = (usage: string): void => void process.stdout.write(`${usage}\n`);

/** SQLSTATE classes of a store that let nobody in: the user or its password, and the database's name. */
const NOT_LET_IN = /^(28|3D)...$/;
const NOT_REACHED = /^(08...|57P..|53300|E(CONN|HOST|NET|PIPE|TIMEDOUT|NOTFOUND|AI_)[A-Z_]*)$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Codes only: a database's words may quote what is in it. Null for what is no fault of the store. */
const storeFault = (error: unknown): string | null => {
  const code = faultCode(error);
  if (NOT_REACHED.test(code))
    return `The store cannot be reached (${code}). DATABASE_URL names its database, or CAUSEWAY_DATA the folder of an embedded one, which npm start starts.`;
  if (NOT_LET_IN.test(code))
    return `The store let nobody in (${code}): the user or the database that DATABASE_URL names.`;
  return SQLSTATE.test(code) ? `The store failed (${code}).` : null;
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
  const store = storeFault(error);
  const words = error instanceof Error && error.message !== '' ? error.message : unable;
  process.stderr.write(`${store === null ? words : `${store} ${unable}`}\n`);
  if (misunderstood) process.stderr.write(`${usage}\n`);
};
