import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Ask, Purpose, Role, Viewer } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import { unabandoned } from '../../schema/unabandoned';
import type { Environment } from '../settings/environment';
import { SettingsError, type Estate } from '../settings/estate';
import { openSignIn, type SignedIn } from './sign-in';

/** A command of the terminal, and who may be taken for its user where no token is given. */
export interface TerminalCommand {
  /** Said on record in place of the token's client: it was done in a terminal. */
  readonly client: string;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly user?: string | undefined;
  readonly token?: string | undefined;
}

const LONGEST_MS = 10 * 60_000;

/** In development whoever sits there may act in the command's role, under their own name; production wants to see a token. */
const signedIn = async (
  { user, token: given, role, purpose }: TerminalCommand,
  environment: Environment,
  estate: Estate,
): Promise<Omit<SignedIn, 'client'>> => {
  if (given !== undefined) {
    const { authenticate } = await openSignIn(environment, systemClock);
    const found = await authenticate({ authorization: `Bearer ${given}` });
    if (found instanceof GraphRefusal) throw found;
    return found;
  }
  if (environment.CAUSEWAY_MODE === 'production')
    throw new GraphRefusal('UNAUTHENTICATED', 'Production needs a token in CAUSEWAY_TOKEN.');
  const [organisation] = estate.organisations;
  if (!organisation) throw new SettingsError(['settings.organisations: names none']);
  const name = user ?? userInfo().username;
  const viewer: Viewer = {
    ...{ userId: `terminal:${name}`, name, role, roleProfileId: 'UNK', wards: [] },
    ...{ organisation: organisation.code, organisationName: organisation.name },
  };
  return { viewer, purpose };
};

/** Who asks in a terminal, under the same policy and audit as the graph. Throws GraphRefusal. */
export const terminalAsk = async (command: TerminalCommand, environment: Environment, estate: Estate): Promise<Ask> => {
  const { viewer, purpose } = await signedIn(command, environment, estate);
  return {
    ...{ viewer, purpose, client: command.client, operation: command.client, requestId: randomUUID() },
    ...{ deadline: systemClock.millis() + LONGEST_MS, signal: unabandoned(), clock: systemClock },
  };
};
