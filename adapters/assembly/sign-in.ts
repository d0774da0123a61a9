import type { IncomingHttpHeaders } from 'node:http';
import type { Purpose, Role, Viewer } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import {
  developmentKeys,
  developmentSettings,
  issueDevelopmentToken,
  verifyToken,
  type DevelopmentTokenRequest,
} from '../access';
import type { Environment } from '../settings/environment';
import { SettingsError } from '../settings/estate';

export interface SignedIn {
  readonly viewer: Viewer;
  readonly purpose: Purpose;
  readonly client: string;
}

export interface SignIn {
  authenticate(headers: IncomingHttpHeaders): Promise<SignedIn | GraphRefusal>;
  /** Makes a development token; null where none may be made. */
  readonly issue: ((request: DevelopmentTokenRequest) => Promise<string>) | null;
  issueFor(role: Role): Promise<string>;
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Who may ask, in development: tokens signed with the key of CAUSEWAY_TOKEN_KEY, or the one in the data folder. */
export const developmentSignIn = async (environment: Environment, clock: Clock): Promise<SignIn> => {
  if (environment.CAUSEWAY_MODE === 'production') {
    throw new SettingsError([
      'environment.CAUSEWAY_MODE: production needs an OIDC issuer, which this release cannot be given yet',
    ]);
  }
  const keys = await developmentKeys(environment.CAUSEWAY_DATA, environment.CAUSEWAY_TOKEN_KEY);
  const settings = developmentSettings(keys, clock);
  const issue = (request: DevelopmentTokenRequest): Promise<string> => issueDevelopmentToken(request, keys, clock);
  return {
    authenticate: async (headers) => {
      const verified = await verifyToken(headers.authorization, settings, one(headers['x-purpose']));
      if (verified.kind === 'refused') return new GraphRefusal(verified.code, verified.reason);
      const { viewer, purpose, client } = verified;
      return { viewer, purpose, client };
    },
    issue,
    issueFor: (role) => issue({ role }),
  };
};
