import type { Ask, Purpose, Role } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import { closeOnSignal } from './close-on-signal';
import { openAdapters, type Adapters } from './open-adapters';
import { asksForHelp, openTerminal, sayFault, sayUsage } from './terminal';

const EXIT = { misunderstood: 2, refused: 3, failed: 4 } as const;

export interface DoorCommand<Asked extends { readonly user?: string; readonly json: boolean }> {
  /** Who asks where no token says so. */
  readonly terminal: { readonly client: string; readonly role: Role; readonly purpose: Purpose };
  /** Throws `misunderstood`, or TypeError for an option that is unknown. */
  readonly read: (args: readonly string[]) => Asked | Promise<Asked>;
  readonly misunderstood: new (...given: never[]) => Error;
  readonly usage: string;
  readonly run: (
    door: Adapters['door'],
    asked: Asked,
    ask: Ask,
  ) => Promise<{ readonly lines: readonly string[]; readonly json: unknown; readonly exitCode: number }>;
  /** What is said where nothing better is known. */
  readonly unable: string;
}

/**
 * Asks the door from a terminal, as the graph would be asked: by the same rules, on the same record. Exit codes: the
 * command's own, 2 where it was misunderstood or cannot be done, 3 where the asker may not, 4 where it failed.
 */
export const runInTerminal = async <Asked extends { readonly user?: string; readonly json: boolean }>(
  command: DoorCommand<Asked>,
): Promise<void> => {
  const work = async (): Promise<void> => {
    const args = process.argv.slice(2);
    if (asksForHelp(args)) return sayUsage(command.usage);
    const asked = await command.read(args);
    const { environment, estate, ask: asker } = await openTerminal(process.env);
    const ask = await asker({ ...command.terminal, user: asked.user });
    const adapters = await openAdapters({
      ...{ environment, env: process.env, estate, clock: systemClock },
      ...{
        as: 'visit',
        intake: false,
        systems: 'leave',
        log: (line: string) => void process.stderr.write(`${line}\n`),
      },
    });
    closeOnSignal(() => adapters.close());
    try {
      const { lines, json, exitCode } = await command.run(adapters.door, asked, ask);
      process.stdout.write(`${asked.json ? JSON.stringify(json, null, 2) : lines.join('\n')}\n`);
      process.exitCode = exitCode;
    } finally {
      await adapters.close();
    }
  };
  await work().catch((error: unknown) => {
    const misunderstood = error instanceof command.misunderstood || error instanceof TypeError;
    const badInput = error instanceof GraphRefusal && error.code === 'BAD_USER_INPUT';
    const refused = error instanceof GraphRefusal && (error.code === 'FORBIDDEN' || error.code === 'UNAUTHENTICATED');
    sayFault(error, { ...command, misunderstood });
    process.exitCode = misunderstood || badInput ? EXIT.misunderstood : refused ? EXIT.refused : EXIT.failed;
  });
};
