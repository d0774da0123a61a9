import { join } from 'node:path';
import { systemClock } from '../../schema/clock';
import { feedsOf } from '../assembly/feeds';
import { kindOf } from '../assembly/kinds';
import { createTranslation } from '../inbox/translation';
import { terminalAsk } from '../assembly/who-asks';
import { readEnvironment } from '../settings/environment';
import { readEstate } from '../settings/estate';
import { requireFit } from '../settings/production';
import { openEmbedded } from '../store/embedded';
import { replayIntoLive } from '../assembly/replay-into-live';
import { reasonGiven } from '../../schema/reason';
import { readArguments, USAGE, UsageError } from './arguments';
import { replayToScratch } from './rebuild';
import { jsonOf, reportOf } from './report';
import { revealed } from './reveal';

const SHIPPED_ESTATE = join(__dirname, '../settings/leicester.yaml');
const TERMINAL = { client: 'replay-command', role: 'integration-engineer', purpose: 'SYSADMIN' } as const;

const main = async (): Promise<void> => {
  const environment = readEnvironment(process.env);
  const estate = readEstate(environment.CAUSEWAY_SETTINGS ?? SHIPPED_ESTATE);
  requireFit(environment, process.env, estate);
  const feeds = feedsOf(estate, environment);
  const asked = readArguments(
    process.argv.slice(2),
    feeds.map(({ name }) => name),
  );
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  if (asked.into === 'live' && asked.reason !== null) {
    const done = await replayIntoLive({ environment, env: process.env, estate, log }, asked.selection, asked.reason);
    const { id, selected, done: count, notDone, finished } = done;
    const lines = [
      `${id}  replay: ${count} of ${selected} done${finished ? '' : ' so far; a process that works on the inbox goes on with it'}`,
      ...notDone.map((one) => `${one.id}: ${one.why}`),
    ];
    process.stdout.write(`${asked.json ? JSON.stringify(done, null, 2) : lines.join('\n')}\n`);
    process.exitCode = count === selected ? 0 : 1;
    return;
  }
  // Who asks, and why, before the long work: a refusal is not to be waited for.
  const token = process.env['CAUSEWAY_TOKEN'] || undefined;
  const revealing =
    asked.reveal && asked.reason !== null
      ? { reason: reasonGiven(asked.reason), ask: await terminalAsk({ ...TERMINAL, token }, environment, estate) }
      : null;
  // Not through the store, which would bring the live tables up to this working tree's: nothing here is deployed yet.
  const server = environment.DATABASE_URL
    ? { databaseUrl: environment.DATABASE_URL, close: () => Promise.resolve() }
    : await openEmbedded(environment.CAUSEWAY_DATA, log);
  try {
    const translate = createTranslation({
      feeds,
      translateFor: ({ instance }) => {
        const known = kindOf(instance)?.kind.translate;
        if (!known) throw new Error(`${instance} has a feed, but its kind translates no messages`);
        return known;
      },
    });
    const { databaseUrl } = server;
    const replayed = await replayToScratch({ databaseUrl, feeds, translate, clock: systemClock, log }, asked.selection);
    const shown = revealing === null ? null : await revealed({ databaseUrl, ...revealing }, replayed.differences);
    process.stdout.write(
      `${asked.json ? jsonOf(replayed, shown) : reportOf(replayed, !asked.diff ? 'none' : shown === null ? 'masked' : { revealed: shown })}\n`,
    );
    process.exitCode = replayed.total === 0 ? 0 : 1;
  } finally {
    await server.close();
  }
};

main().catch((error: unknown) => {
  const usage = error instanceof UsageError || (error instanceof Error && error.name === 'TypeError');
  process.stderr.write(`${error instanceof Error ? error.message : 'The replay could not be done.'}\n`);
  if (usage) process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
});
