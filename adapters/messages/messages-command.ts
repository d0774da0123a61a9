import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Ask, Viewer } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import { openAdapters } from '../assembly/open-adapters';
import { openSignIn, type SignedIn } from '../assembly/sign-in';
import { readEnvironment, type Environment } from '../settings/environment';
import { readEstate, SettingsError, type Estate } from '../settings/estate';
import { requireFit } from '../settings/production';
import { readArguments, USAGE, UsageError, type Asked } from './command-arguments';
import { runCommand } from './run-command';

const SHIPPED_ESTATE = join(__dirname, '../settings/leicester.yaml');
/** Said on record in place of the token's client: it was done in a terminal. */
const CLIENT = 'messages-command';
const LONGEST_MS = 10 * 60_000;

const EXIT = { misunderstood: 2, refused: 3, failed: 4 } as const;

/** In development whoever sits there may act as an engineer, under their own name; production wants to see a token. */
const whoAsks = async (
  { user, token }: Asked,
  environment: Environment,
  estate: Estate,
): Promise<Omit<SignedIn, 'client'>> => {
  const given = token ?? (process.env['CAUSEWAY_TOKEN'] || undefined);
  if (given !== undefined) {
    const { authenticate } = await openSignIn(environment, systemClock);
    const signedIn = await authenticate({ authorization: `Bearer ${given}` });
    if (signedIn instanceof GraphRefusal) throw signedIn;
    return signedIn;
  }
  if (environment.CAUSEWAY_MODE === 'production')
    throw new GraphRefusal('UNAUTHENTICATED', 'Production needs a token: --token or CAUSEWAY_TOKEN.');
  const [organisation] = estate.organisations;
  if (!organisation) throw new SettingsError(['settings.organisations: names none']);
  const name = user ?? userInfo().username;
  const viewer: Viewer = {
    ...{ userId: `terminal:${name}`, name, role: 'integration-engineer', roleProfileId: 'UNK', wards: [] },
    ...{ organisation: organisation.code, organisationName: organisation.name },
  };
  return { viewer, purpose: 'SYSADMIN' };
};

const askOf = ({ viewer, purpose }: Omit<SignedIn, 'client'>): Ask => ({
  ...{ viewer, purpose, client: CLIENT, operation: 'messages-command', requestId: randomUUID() },
  ...{ deadline: systemClock.millis() + LONGEST_MS, signal: new AbortController().signal, clock: systemClock },
});

const main = async (): Promise<void> => {
  const asked = readArguments(process.argv.slice(2));
  const environment = readEnvironment(process.env);
  const estate = readEstate(environment.CAUSEWAY_SETTINGS ?? SHIPPED_ESTATE);
  requireFit(environment, process.env, estate);
  const ask = askOf(await whoAsks(asked, environment, estate));
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
