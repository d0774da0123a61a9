import { systemClock } from '../../schema/clock';
import { closeOnSignal } from '../assembly/close-on-signal';
import { feedsOf } from '../assembly/feeds';
import { kindOf } from '../assembly/kinds';
import { createTranslation } from '../inbox/translation';
import { asksForHelp, openTerminal, sayFault, sayUsage } from '../assembly/terminal';
import { openEmbedded } from '../store/embedded';
import { replayIntoLive } from '../assembly/replay-into-live';
import { reasonGiven } from '../../schema/reason';
import { readArguments, USAGE, UsageError } from './arguments';
import { replayToScratch } from './rebuild';
import { jsonOf, reportOf } from './report';
import { revealed } from './reveal';

const TERMINAL = { client: 'replay-command', role: 'integration-engineer', purpose: 'SYSADMIN' } as const;

const main = async (): Promise<void> => {
  const args = process.argv.slice(2);
  if (asksForHelp(args)) return sayUsage(USAGE);
  const { environment, estate, ask } = await openTerminal(process.env);
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const feeds = feedsOf(estate, environment, log);
  const asked = readArguments(
    args,
    feeds.map(({ name }) => name),
  );
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
  const revealing =
    asked.reveal && asked.reason !== null ? { reason: reasonGiven(asked.reason), ask: await ask(TERMINAL) } : null;
  // Not through the store, which would bring the live tables up to this working tree's: nothing here is deployed yet.
  const server = environment.DATABASE_URL
    ? { databaseUrl: environment.DATABASE_URL, close: () => Promise.resolve() }
    : await openEmbedded(environment.CAUSEWAY_DATA, log);
  closeOnSignal(server.close);
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
  const misunderstood = error instanceof UsageError || error instanceof TypeError;
  sayFault(error, { unable: 'The replay could not be done.', usage: USAGE, misunderstood });
  process.exitCode = 2;
});
