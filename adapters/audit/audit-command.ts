import { parseArgs } from 'node:util';
import { readEnvironment } from '../settings/environment';
import { installationKey } from '../settings/installation-key';
import { openStore } from '../store';
import { sealKey } from './chain';
import { verifyAudit, type Anchor, type Verification } from './verify';

const USAGE = `npm run audit -- verify [--anchor <position>:<hash> ...] [--json]
  Walks the chain over the record of reads. Says what was changed, taken out or moved, and where, and how much waits
  for its seal. Ends with 0 when the chain holds, 1 when it does not, 2 when there was nothing to ask.
  The last line of a run that holds is an anchor: keep it elsewhere, and a later run finds an end that was cut off.`;

class UsageError extends Error {}

const anchorOf = (text: string): Anchor => {
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    throw new UsageError('--anchor is a position and a hash: 1200:0f3a…');
  return { position: Number(position), hash };
};

const report = ({ sealed, head, faults, unsealed }: Verification): string =>
  [
    `${sealed} rows are sealed; ${unsealed.count} wait for their seal${unsealed.oldest === null ? '' : ` since ${unsealed.oldest}`}.`,
    ...faults.map(
      ({ kind, position, words }) => `${position === null ? 'outside the chain' : `at ${position}`}: ${kind}: ${words}`,
    ),
    faults.length > 0
      ? `The chain does NOT hold: ${faults.length} fault${faults.length === 1 ? '' : 's'}.`
      : head === null
        ? 'The chain holds; nothing is sealed yet.'
        : `The chain holds, up to ${head.position}:${head.hash}`,
  ].join('\n');

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    options: { anchor: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (positionals.length !== 1 || positionals[0] !== 'verify') throw new UsageError('Which?');
  const anchors = (values.anchor ?? []).map(anchorOf);
  const environment = readEnvironment(process.env);
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const store = await openStore(
    environment.DATABASE_URL
      ? { kind: 'served', databaseUrl: environment.DATABASE_URL }
      : { kind: 'embedded', folder: environment.CAUSEWAY_DATA, log },
  );
  try {
    const found = await verifyAudit(store.db, sealKey(installationKey(environment)), anchors);
    process.stdout.write(`${values.json ? JSON.stringify(found, null, 2) : report(found)}\n`);
    // A store without any record of reads is more likely the wrong one than an installation that nobody asked.
    const empty = found.sealed === 0 && found.unsealed.count === 0 && found.faults.length === 0;
    if (empty) log('This store holds no record of any read: is it the right one?');
    process.exitCode = found.faults.length > 0 ? 1 : empty ? 2 : 0;
  } finally {
    await store.close();
  }
};

main().catch((error: unknown) => {
  const usage = error instanceof UsageError || (error instanceof Error && error.name === 'TypeError');
  process.stderr.write(`${error instanceof Error ? error.message : 'The audit could not be verified.'}\n`);
  if (usage) process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
});
