import { z } from 'zod';
import { problemsOf, SettingsError } from './estate';

const port = (byDefault: number) => z.coerce.number().int().min(0).max(65_535).default(byDefault);

/** As a browser writes it (RFC 6454, section 6.2): small letters, no slash at its end. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@A-Z]+$/;

/** The outside contract: every environment variable Causeway reads, once, checked at start. */
const variables = z.object({
  PORT: port(4000),
  HOST: z.string().default('127.0.0.1'),
  /** Requests a minute of one user through one client; 0 for no limit. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).default(3_000),
  /** Whether any operation is answered, or only those that `npm run operations` registered. */
  OPERATIONS: z.enum(['any', 'registered']).default('any'),
  /** Seconds for which requests that are under way are waited for when a gateway or a subgraph is told to stop. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(600).default(5),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((origin) => origin.trim() || []))
    .refine((origins) => origins.every((origin) => ORIGIN.test(origin)), {
      error: 'names what no browser sends as an origin; one is written as https://wards.example.nhs.uk, without a path',
    }),
  CAUSEWAY_MODE: z.enum(['development', 'production']).default('development'),
  CAUSEWAY_DATA: z.string().default('.causeway'),
  CAUSEWAY_SETTINGS: z.string().optional(),
  DATABASE_URL: z.url().optional(),
  REDIS_URL: z.url().optional(),
  SIMULATORS: z.enum(['on', 'off']).default('on'),
  TRAFFIC: z.enum(['off', 'gentle', 'busy']).default('gentle'),
  /** How often a simulated feed says that it is there; 0 for never. */
  HEARTBEAT_SECONDS: z.coerce.number().int().min(0).default(60),
  /** Whether it is counted who reads what; off only to measure what that costs. */
  USE_RECORDING: z.enum(['on', 'off']).default('on'),
  SEED: z.coerce.number().int().default(1),
  ANCHOR: z.iso.datetime().optional(),
  SIMULATOR_CONTROL_PORT: port(4900),
  PAS_MLLP_PORT: port(2575),
  LIMS_MLLP_PORT: port(2576),
  RIS_MLLP_PORT: port(2577),
  NERVECENTRE_MLLP_PORT: port(2578),
  /** Which subgraph `npm run start:subgraph` serves. */
  SUBGRAPH: z.string().optional(),
  /** Whether the gateway's process also hears the feeds; off where `npm run start:intake` does. */
  INTAKE: z.enum(['on', 'off']).default('on'),
  /** Where the feeds of simulators that are a process of their own send. */
  INTAKE_HOST: z.string().default('127.0.0.1'),
  /** The host that runs the simulators, where that is not this one. */
  SIMULATORS_HOST: z.string().optional(),
  /** The first of the ports they serve there, one an instance, in the order of the settings file. */
  SIMULATORS_PORT: port(4901),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  CAUSEWAY_TOKEN_KEY: z.string().min(32).optional(),
  CAUSEWAY_ID_KEY: z.string().min(32).optional(),
  /** Days for which what somebody was shown can be shown again, after it was last shown. */
  AS_SEEN_DAYS: z.coerce.number().int().min(1).default(2_922),
  /** Who signs access tokens in production: issuer, our name in `aud`, where its keys are, and the signatures taken. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: z.url().optional(),
  /** The oldest that a token may be, in minutes, whatever it says of its own end: what was taken back ends by then. */
  TOKEN_MAX_AGE_MINUTES: z.coerce.number().int().min(1).default(60),
  /** Who signs patients' and carers' tokens (NHS login); patients have no access where it is not set. */
  NHS_LOGIN_ISSUER: z.url().optional(),
  NHS_LOGIN_AUDIENCE: z.string().optional(),
  NHS_LOGIN_JWKS_URL: z.url().optional(),
  /** Days for which a stay that ended at the viewer's organisation is a relationship. */
  RELATIONSHIP_DAYS: z.coerce.number().int().min(0).max(3_650).default(90),
  /** Days before an appointment, and after it, on which it is one. */
  CLINIC_DAYS_BEFORE: z.coerce.number().int().min(0).max(365).default(42),
  CLINIC_DAYS_AFTER: z.coerce.number().int().min(0).max(365).default(42),
  /** How often the systems are asked who has people's tasks in hand: a relationship. 0 for never. */
  TASKS_EVERY_SECONDS: z.coerce.number().int().min(0).default(60),
  /** How often the systems are asked whom an organisation visits: a relationship. 0 for never. */
  VISITS_EVERY_SECONDS: z.coerce.number().int().min(0).default(60),
  /** PEM files by which the services of one installation know each other; the three together. */
  SERVICE_TLS_KEY: z.string().optional(),
  SERVICE_TLS_CERTIFICATE: z.string().optional(),
  SERVICE_TLS_AUTHORITY: z.string().optional(),
  OIDC_ALGORITHMS: z
    .string()
    .default('RS256')
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(['EdDSA', 'ES256', 'PS256', 'RS256'])).min(1)),
});

/** Their names. Instances add their own: see {@link instanceOverrides}. */
export const ENVIRONMENT_VARIABLES: readonly string[] = Object.keys(variables.shape);

const environmentSettings = variables.transform((settings, context) => {
  if (settings.CAUSEWAY_MODE === 'production' && settings.SIMULATORS === 'on') {
    context.addIssue({
      code: 'custom',
      path: ['SIMULATORS'],
      message: 'simulators do not run in production mode: set SIMULATORS=off',
    });
  }
  return settings;
});

export type Environment = z.infer<typeof environmentSettings> & {
  /** What is said of ports that only a settings file names: unread, for who else's variables end so is not known here. */
  readonly otherPorts?: Readonly<Record<string, string>>;
};

/** Throws {@link SettingsError} naming every variable that is missing or malformed. Empty counts as not set. */
export const readEnvironment = (env: Readonly<Record<string, string | undefined>>): Environment => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSettings.safeParse(given);
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error, 'environment'));
  const others = Object.entries(given).filter(
    (entry): entry is [string, string] => entry[0].endsWith('_PORT') && !ENVIRONMENT_VARIABLES.includes(entry[0]),
  );
  return { ...parsed.data, ...(others.length > 0 && { otherPorts: Object.fromEntries(others) }) };
};

const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** With which variables begin that are of one instance: `NERVECENTRE_RWE_`. */
export const instancePrefix = (instance: string): string => `${instance.replace(/[@-]/g, '_').toUpperCase()}_`;

/** What the environment says of one instance: NERVECENTRE_RWE_BASE_URL gives `baseUrl` of nervecentre@RWE. */
export const instanceOverrides = (
  env: Readonly<Record<string, string | undefined>>,
  instance: string,
  keys: readonly string[],
): Record<string, string> => {
  const prefix = instancePrefix(instance);
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = env[`${prefix}${words(key)}`];
      return value === undefined || value === '' ? [] : [[key, value]];
    }),
  );
};
