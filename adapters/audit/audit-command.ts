import { parseArgs } from 'node:util';
import type { Ask } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import type { PersonId } from '../../schema/identifiers';
import { DAY, instantOf, parseInstant, type Instant } from '../../schema/time';
import { rolePolicy } from '../access';
import { closeOnSignal } from '../assembly/close-on-signal';
import { joinByKey } from '../assembly/installation';
import { asksForHelp, openTerminal, sayFault, sayUsage } from '../assembly/terminal';
import { createIdentityIndex } from '../identity';
import { createRecorder } from '../routing';
import type { Environment } from '../settings/environment';
import { installationKey } from '../settings/installation-key';
import { openStore, type Store } from '../store';
import { createAudit, seenKey } from '.';
import { sealKey } from './chain';
import { exportReads } from './export';
import { verifyAudit, type Anchor, type Verification } from './verify';

const TERMINAL = { client: 'audit-command', role: 'privacy-officer', purpose: 'HOPERAT' } as const;

const USAGE = `npm run audit -- verify [--anchor <position>:<hash> ...] [--json]
  Walks the chain over the record of reads. Says what was changed, taken out or moved, and where, what was shown and is
  changed, or no longer kept without a record of its pruning, and how much waits for its seal. Ends with 0 when the chain holds, 1 when it does not, 2 when there was nothing to ask.
  The last line of a run that holds is an anchor: keep it elsewhere, and a later run finds an end that was cut off.

npm run audit -- export --patient <id> [--since <moment>] [--user <name>]
  Prints every read of a person's record since then (the last 90 days), oldest first, as FHIR R4 AuditEvents, one a
  line (NDJSON), in the patterns of IHE BALP. <id> is the person's id in the graph. For privacy officers; that it was
  exported is on record itself. Production wants a token in CAUSEWAY_TOKEN; none is taken on the command line, which
  npm writes to its log.`;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

class UsageError extends Error {}

const anchorOf = (text: string): Anchor => {
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    throw new UsageError('--anchor is a position and a hash: 1200:0f3a…');
  return { position: Number(position), hash };
};

const report = ({ sealed, head, faults, seen, unsealed }: Verification): string =>
  [
    `${sealed} rows are sealed; ${unsealed.count} wait for their seal${unsealed.oldest === null ? '' : ` since ${unsealed.oldest}`}.`,
    `${seen.kept} contents that were shown are kept; ${seen.pruned} were let go after their time, which is on record.`,
    ...faults.map(
      ({ kind, position, words }) => `${position === null ? 'outside the chain' : `at ${position}`}: ${kind}: ${words}`,
    ),
    faults.length > 0
      ? `The chain does NOT hold: ${faults.length} fault${faults.length === 1 ? '' : 's'}.`
      : head === null
        ? 'The chain holds; nothing is sealed yet.'
        : `The chain holds, up to ${head.position}:${head.hash}`,
  ].join('\n');

const open = (environment: Environment): Promise<Store> =>
  openStore(
    environment.DATABASE_URL
      ? { kind: 'served', databaseUrl: environment.DATABASE_URL }
      : { kind: 'embedded', folder: environment.CAUSEWAY_DATA, log },
    'as-they-are',
  );

const verify = async (store: Store, key: Buffer, anchors: readonly Anchor[], json: boolean): Promise<void> => {
  const found = await verifyAudit(store.db, { chain: sealKey(key), seen: seenKey(key) }, anchors);
  process.stdout.write(`${json ? JSON.stringify(found, null, 2) : report(found)}\n`);
  // A store without any record of reads is more likely the wrong one than an installation that nobody asked.
  const empty = found.sealed === 0 && found.unsealed.count === 0 && found.faults.length === 0;
  if (empty) log('This store holds no record of any read: is it the right one?');
  process.exitCode = found.faults.length > 0 ? 1 : empty ? 2 : 0;
};

const exportTo = async (
  store: Store,
  key: Buffer,
  asked: { readonly patient: PersonId; readonly since: Instant },
  ask: Ask,
): Promise<void> => {
  const recorder = createRecorder(createAudit(store, seenKey(key)), rolePolicy, {});
  const index = createIdentityIndex({ store, clock: systemClock });
  const events = exportReads(
    {
      db: store.db,
      personBy: async (id) => (await index.byIds([id]))[0] ?? null,
      authorise: (asking) => recorder.authorise('access-log', asking),
      record: (asking, person, note) =>
        recorder.answered({ ask: asking, capability: 'access-log', persons: [person], instances: [], note }),
    },
    asked,
    ask,
  );
  for await (const event of events) process.stdout.write(`${JSON.stringify(event)}\n`);
};

const sinceOf = (text: string | undefined): Instant => {
  const since = text === undefined ? instantOf(systemClock.millis() - 90 * DAY) : parseInstant(text);
  if (since === null) throw new UsageError('--since is a moment with its offset: 2026-11-20T00:00:00Z');
  return since;
};

const main = async (): Promise<void> => {
  if (asksForHelp(process.argv.slice(2))) return sayUsage(USAGE);
  const { values, positionals } = parseArgs({
    options: {
      ...{ anchor: { type: 'string', multiple: true }, json: { type: 'boolean' } },
      ...{
        patient: { type: 'string' },
        since: { type: 'string' },
        user: { type: 'string' },
        token: { type: 'string' },
      },
    },
    allowPositionals: true,
  });
  const [what, ...more] = positionals;
  if (more.length > 0 || (what !== 'verify' && what !== 'export')) throw new UsageError('Which?');
  const anchors = (values.anchor ?? []).map(anchorOf);
  const since = sinceOf(values.since);
  const { patient, user } = values;
  if (values.token !== undefined)
    throw new UsageError(
      '--token is not taken: npm writes what is typed to its log, and every account here sees it. Set CAUSEWAY_TOKEN.',
    );
  if (what === 'export' && patient === undefined) throw new UsageError('--patient names whose reads are exported.');
  const { environment, ask: asker } = await openTerminal(process.env);
  const key = installationKey(environment);
  const ask = what === 'export' ? await asker({ ...TERMINAL, user }) : null;
  const store = await open(environment);
  closeOnSignal(() => store.close());
  try {
    await joinByKey(store, environment);
    if (ask === null) await verify(store, key, anchors, values.json ?? false);
    else await exportTo(store, key, { patient: patient as PersonId, since }, ask);
  } finally {
    await store.close();
  }
};

main().catch((error: unknown) => {
  const misunderstood = error instanceof UsageError || error instanceof TypeError;
  sayFault(error, { unable: 'The audit could not be read.', usage: USAGE, misunderstood });
  process.exitCode = 2;
});
