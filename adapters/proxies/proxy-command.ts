import { createInterface } from 'node:readline';
import { runInTerminal } from '../assembly/terminal-command';
import { readProxyArguments, USAGE, UsageError } from './proxy-arguments';
import { runProxyCommand } from './run-proxy-command';

const readLines = async (count: number): Promise<readonly string[]> => {
  if (process.stdin.isTTY) process.stderr.write(`${count} line${count === 1 ? '' : 's'}, each with Enter: `);
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
};

void runInTerminal({
  terminal: { client: 'proxy-command', role: 'privacy-officer', purpose: 'HOPERAT' },
  read: (args) => readProxyArguments(args, readLines),
  misunderstood: UsageError,
  usage: USAGE,
  run: ({ access }, { command }, ask) => runProxyCommand(access.proxies, command, ask),
  unable: 'The store of proxies could not be asked.',
});
