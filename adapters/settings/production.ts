import type { Environment } from './environment';
import { instanceOverrides, instancePrefix } from './environment';
import { SettingsError, type Estate } from './estate';
import { isLoopback } from './loopback';
import { feedPortProblems } from './feed-ports';
import { askerProblems } from './service-tls';

type Env = Readonly<Record<string, string | undefined>>;

/** Passwords and keys that are written in files of this repository, or that everybody tries first. */
const KNOWN_SECRETS: ReadonlySet<string> = new Set([
  'causeway-on-a-laptop',
  'a-development-key-of-32-characters-or-more',
  'another-development-key-of-32-characters',
  'causeway',
  'postgres',
  'password',
  'changeme',
]);

const SUBGRAPH_URL = /^SUBGRAPH_[A-Z_]+_URL$/;

const read = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** Anything that would cross a wire in the clear; what stays on this machine may. */
const plainHttp = (where: string, text: string): string[] => {
  const url = read(text);
  return url?.protocol === 'http:' && !isLoopback(url.hostname)
    ? [`${where}: plain HTTP to another machine; production asks by https only`]
    : [];
};

const oidcProblems = (environment: Environment): string[] => {
  const missing = (['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'] as const).filter(
    (name) => environment[name] === undefined,
  );
  return [
    ...missing.map((name) => `environment.${name}: is missing; production takes the tokens of an OIDC issuer only`),
    ...plainHttp('environment.OIDC_ISSUER', environment.OIDC_ISSUER ?? ''),
    ...plainHttp('environment.OIDC_JWKS_URL', environment.OIDC_JWKS_URL ?? ''),
  ];
};

/** NHS login may be left out; where it signs patients in, its keys come by https like those of staff. */
const nhsLoginProblems = ({ NHS_LOGIN_ISSUER, NHS_LOGIN_JWKS_URL }: Environment): string[] => [
  ...plainHttp('environment.NHS_LOGIN_ISSUER', NHS_LOGIN_ISSUER ?? ''),
  ...plainHttp('environment.NHS_LOGIN_JWKS_URL', NHS_LOGIN_JWKS_URL ?? ''),
];

const storeProblems = ({ DATABASE_URL, REDIS_URL }: Environment): string[] => {
  const problems: string[] = [];
  const database = read(DATABASE_URL ?? '');
  if (database !== null) {
    const remote = !isLoopback(database.hostname);
    const password = decodeURIComponent(database.password);
    if (KNOWN_SECRETS.has(password) || (remote && password === ''))
      problems.push('environment.DATABASE_URL: the password is missing, or one that everybody knows');
    if (remote && !['require', 'verify-ca', 'verify-full'].includes(database.searchParams.get('sslmode') ?? ''))
      problems.push('environment.DATABASE_URL: not encrypted to another machine; add sslmode=verify-full');
  }
  const redis = read(REDIS_URL ?? '');
  if (redis?.protocol === 'redis:' && !isLoopback(redis.hostname))
    problems.push('environment.REDIS_URL: not encrypted to another machine; use rediss://');
  return problems;
};

const keyProblems = ({ CAUSEWAY_ID_KEY, CAUSEWAY_TOKEN_KEY }: Environment): string[] => [
  ...(CAUSEWAY_ID_KEY === undefined
    ? ['environment.CAUSEWAY_ID_KEY: is missing; ids and picture tokens would be sealed with a published key']
    : KNOWN_SECRETS.has(CAUSEWAY_ID_KEY)
      ? ['environment.CAUSEWAY_ID_KEY: is a key that everybody knows']
      : []),
  ...(CAUSEWAY_TOKEN_KEY === undefined
    ? []
    : ['environment.CAUSEWAY_TOKEN_KEY: signs development tokens, which production does not take; unset it']),
];

/** What is wrong with one setting of an instance, wherever it was given. */
const settingProblems = (where: string, value: unknown): string[] =>
  typeof value !== 'string'
    ? []
    : [
        ...plainHttp(where, value),
        ...(/secret|password/i.test(where) && KNOWN_SECRETS.has(value)
          ? [`${where}: is one that everybody knows`]
          : []),
      ];

/** Each by the name under which it was given: in the settings file, or in the environment, which goes before it. */
const instanceProblems = (estate: Estate, env: Env): string[] =>
  estate.instances.flatMap(({ name, settings }) => {
    const replaced = instanceOverrides(env, name, Object.keys(settings));
    return [
      ...Object.entries(settings).flatMap(([key, value]) =>
        key in replaced ? [] : settingProblems(`${name}.${key}`, value),
      ),
      ...Object.entries(env).flatMap(([variable, value]) =>
        variable.startsWith(instancePrefix(name)) ? settingProblems(`environment.${variable}`, value) : [],
      ),
    ];
  });

const addressProblems = (env: Env): string[] =>
  Object.entries(env).flatMap(([name, value]) =>
    SUBGRAPH_URL.test(name) ? plainHttp(`environment.${name}`, value ?? '') : [],
  );

/** One subgraph of another machine is enough. */
const serviceProblems = (environment: Environment, env: Env): string[] => {
  for (const [name, value = ''] of Object.entries(env)) {
    const url = SUBGRAPH_URL.test(name) ? read(value) : null;
    const problems = url === null ? [] : askerProblems(environment, name, url.hostname);
    if (problems.length > 0) return problems;
  }
  return [];
};

/**
 * Everything that keeps a process from starting in production mode, each named: safe by default means that nothing
 * made for a laptop reaches patients because somebody forgot it. None in development mode, but for the one thing that
 * says both at once.
 */
export const productionProblems = (environment: Environment, env: Env, estate: Estate): readonly string[] => {
  if (environment.CAUSEWAY_MODE === 'development')
    return env['NODE_ENV'] === 'production'
      ? [
          'environment.NODE_ENV: says production while CAUSEWAY_MODE says development; development tokens would be taken',
        ]
      : [];
  return [
    ...(environment.CAUSEWAY_SETTINGS === undefined
      ? ['environment.CAUSEWAY_SETTINGS: is missing; the settings that are shipped describe an invented estate']
      : []),
    ...(env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
      ? ['environment.NODE_TLS_REJECT_UNAUTHORIZED: is 0; whoever answers would be believed to be who was asked']
      : []),
    ...(environment.USE_RECORDING === 'off'
      ? ['environment.USE_RECORDING: is off; nobody could say who still depends on a system, and its gate would open']
      : []),
    ...oidcProblems(environment),
    ...nhsLoginProblems(environment),
    ...keyProblems(environment),
    ...storeProblems(environment),
    ...instanceProblems(estate, env),
    ...addressProblems(env),
    ...serviceProblems(environment, env),
  ];
};

/** Throws {@link SettingsError} with everything that is unfit, `own` to this process too; called by every process before it opens anything. */
export const requireFit = (environment: Environment, env: Env, estate: Estate, own: readonly string[] = []): void => {
  const problems = [...feedPortProblems(estate, environment), ...productionProblems(environment, env, estate), ...own];
  if (problems.length > 0) throw new SettingsError(problems);
};
