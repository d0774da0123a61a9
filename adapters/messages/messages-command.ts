import { createInterface } from 'node:readline';
import { runInTerminal } from '../assembly/terminal-command';
import { readArguments, USAGE, UsageError } from './command-arguments';
import { runCommand } from './run-command';

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

void runInTerminal({
  terminal: { client: 'messages-command', role: 'integration-engineer', purpose: 'SYSADMIN' },
  read: (args) => readArguments(args, typedLine),
  misunderstood: UsageError,
  usage: USAGE,
  run: ({ inbox }, asked, ask) => runCommand(inbox, asked, ask),
  unable: 'The inbox could not be asked.',
});
