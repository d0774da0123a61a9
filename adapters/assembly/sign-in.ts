import type { IncomingHttpHeaders } from 'node:http';
import type { Purpose, Role, Viewer } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { DevelopmentPerson } from '../../schema/development-persons';
import {
  developmentKeys,
  developmentSettings,
  issueDevelopmentToken,
  issuerKeys,
  verifyToken,
  type DevelopmentTokenRequest,
  type TokenSettings,
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
  issueFor(role: Role, person?: DevelopmentPerson): Promise<string>;
}

const authenticating =
  (settings: TokenSettings): SignIn['authenticate'] =>
  async (headers) => {
    const verified = await verifyToken(headers.authorization, settings, headers['x-purpose']?.toString());
    if (verified.kind === 'refused') return new GraphRefusal(verified.code, verified.reason);
    const { viewer, purpose, client } = verified;
    return { viewer, purpose, client };
  };

/** NHS login, for patients and carers; nobody of them has access where none of it is set. */
const nhsLoginOf = (environment: Environment, clock: Clock): TokenSettings['nhsLogin'] => {
  const { NHS_LOGIN_ISSUER: issuer, NHS_LOGIN_AUDIENCE: audience, NHS_LOGIN_JWKS_URL: jwksUrl } = environment;
  if (issuer === undefined && audience === undefined && jwksUrl === undefined) return undefined;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined)
    throw new SettingsError([
      'environment: NHS login needs NHS_LOGIN_ISSUER, NHS_LOGIN_AUDIENCE and NHS_LOGIN_JWKS_URL, all three or none',
    ]);
  if (issuer === environment.OIDC_ISSUER)
    throw new SettingsError(['environment: NHS_LOGIN_ISSUER and OIDC_ISSUER are two issuers, and name one']);
  return { issuer, audience, algorithms: environment.OIDC_ALGORITHMS, keys: issuerKeys(jwksUrl, clock) };
};

/** Tokens of the issuers of the settings, and no others. */
const productionSignIn = (environment: Environment, clock: Clock): SignIn => {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = environment;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined)
    throw new SettingsError(['environment: production needs OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URL']);
  const algorithms = environment.OIDC_ALGORITHMS;
  const settings: TokenSettings = {
    ...{ issuer, audience, algorithms, keys: issuerKeys(jwksUrl, clock), clock },
    maxAgeS: environment.TOKEN_MAX_AGE_MINUTES * 60,
    nhsLogin: nhsLoginOf(environment, clock),
  };
  return {
    authenticate: authenticating(settings),
    issue: null,
    issueFor: () => Promise.reject(new Error('Development tokens are not made in production mode.')),
  };
};

/** Tokens signed with the key of CAUSEWAY_TOKEN_KEY, or the one in the data folder. */
const developmentSignIn = async (environment: Environment, clock: Clock): Promise<SignIn> => {
  const keys = await developmentKeys(environment.CAUSEWAY_DATA, environment.CAUSEWAY_TOKEN_KEY);
  const issue = (request: DevelopmentTokenRequest): Promise<string> => issueDevelopmentToken(request, keys, clock);
  return {
    authenticate: authenticating(developmentSettings(keys, clock)),
    issue,
    issueFor: (role, person = 1) => issue({ role, person }),
  };
};

/** Who may ask: in production whoever the OIDC issuer says, in development whoever asks for a token. */
export const openSignIn = async (environment: Environment, clock: Clock): Promise<SignIn> =>
  environment.CAUSEWAY_MODE === 'production'
    ? productionSignIn(environment, clock)
    : developmentSignIn(environment, clock);
