import type { Ask } from '../../schema/capabilities';
import type { Environment } from '../settings/environment';
import type { Estate } from '../settings/estate';
import { readSettings } from '../settings/read-settings';
import { terminalAsk, type TerminalCommand } from './who-asks';

export interface Terminal {
  readonly environment: Environment;
  readonly estate: Estate;
  /** Who sits there, by the token in `CAUSEWAY_TOKEN` where there is one. Throws GraphRefusal. */
  ask(command: Omit<TerminalCommand, 'token'>): Promise<Ask>;
}

/** What a command of a terminal with this environment goes by. Throws SettingsError. */
export const openTerminal = (env: Readonly<Record<string, string | undefined>>): Terminal => {
  const { environment, estate } = readSettings(env);
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
