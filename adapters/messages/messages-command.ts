import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import { openAdapters } from '../assembly/open-adapters';
import { terminalAsk } from '../assembly/who-asks';
import { readEnvironment } from '../settings/environment';
import { readEstate } from '../settings/estate';
import { requireFit } from '../settings/production';
import { readArguments, USAGE, UsageError } from './command-arguments';
import { runCommand } from './run-command';

const SHIPPED_ESTATE = join(__dirname, '../settings/leicester.yaml');
const TERMINAL = { client: 'messages-command', role: 'integration-engineer', purpose: 'SYSADMIN' } as const;

const EXIT = { misunderstood: 2, refused: 3, failed: 4 } as const;

/** The first line of standard input; '' where there is none. */
const typedLine = async (): Promise<string> => {
  if (process.stdin.isTTY) process.stderr.write('One line, then Enter: ');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  return '';
};

const main = async (): Promise<void> => {
  const asked = await readArguments(process.argv.slice(2), typedLine);
  const environment = readEnvironment(process.env);
  const estate = readEstate(environment.CAUSEWAY_SETTINGS ?? SHIPPED_ESTATE);
  requireFit(environment, process.env, estate);
  const token = process.env['CAUSEWAY_TOKEN'] || undefined;
  const ask = await terminalAsk({ ...TERMINAL, user: asked.user, token }, environment, estate);
  const adapters = await openAdapters({
    ...{ environment, env: process.env, estate, clock: systemClock },
    ...{ intake: false, systems: 'leave', log: (line: string) => void process.stderr.write(`${line}\n`) },
  });
  try {
    const { lines, json, exitCode } = await runCommand(adapters.door.inbox, asked, ask);
    process.stdout.write(`${asked.json ? JSON.stringify(json, null, 2) : lines.join('\n')}\n`);
    process.exitCode = exitCode;
  } finally {
    await adapters.close();
  }
};

main().catch((error: unknown) => {
  const misunderstood = error instanceof UsageError || error instanceof TypeError;
  const badInput = error instanceof GraphRefusal && error.code === 'BAD_USER_INPUT';
  const refused = error instanceof GraphRefusal && (error.code === 'FORBIDDEN' || error.code === 'UNAUTHENTICATED');
  process.stderr.write(`${error instanceof Error ? error.message : 'The inbox could not be asked.'}\n`);
  if (misunderstood) process.stderr.write(`${USAGE}\n`);
  process.exitCode = misunderstood || badInput ? EXIT.misunderstood : refused ? EXIT.refused : EXIT.failed;
});
