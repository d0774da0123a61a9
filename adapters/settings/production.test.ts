import { join } from 'node:path';
import { readEnvironment } from './environment';
import { readEstate } from './estate';
import { productionProblems } from './production';

const shipped = readEstate(join(__dirname, 'leicester.yaml'));

/** Fit for production: what each test then spoils. */
const FIT = {
  CAUSEWAY_MODE: 'production',
  SIMULATORS: 'off',
  CAUSEWAY_SETTINGS: '/etc/causeway/estate.yaml',
  OIDC_ISSUER: 'https://cis2.example.nhs.uk',
  OIDC_AUDIENCE: 'causeway',
  OIDC_JWKS_URL: 'https://cis2.example.nhs.uk/keys',
  CAUSEWAY_ID_KEY: 'thirty-two characters, known to nobody else',
  DATABASE_URL: 'postgres://causeway:not-easily-guessed@db.example.nhs.uk/causeway?sslmode=verify-full',
  REDIS_URL: 'rediss://cache.example.nhs.uk:6379',
  SUBGRAPH_PATHOLOGY_URL: 'https://pathology.example.nhs.uk',
  SERVICE_TLS_KEY: '/etc/causeway/gateway.key',
  SERVICE_TLS_CERTIFICATE: '/etc/causeway/gateway.pem',
  SERVICE_TLS_AUTHORITY: '/etc/causeway/authority.pem',
};

const problems = (change: Readonly<Record<string, string | undefined>>, settings: Record<string, unknown> = {}) => {
  const env = { ...FIT, ...change };
  const instances = shipped.instances.map((instance) =>
    instance.name === 'nervecentre@RWE' ? { ...instance, settings } : instance,
  );
  return productionProblems(readEnvironment(env), env, { ...shipped, instances });
};

test('what is fit has no problem, and neither has what stays on this machine', () => {
  expect(problems({})).toEqual([]);
  const besides = { DATABASE_URL: 'postgres://causeway@127.0.0.1/causeway', REDIS_URL: 'redis://localhost:6379' };
  const noTls = { SERVICE_TLS_KEY: '', SERVICE_TLS_CERTIFICATE: '', SERVICE_TLS_AUTHORITY: '' };
  expect(problems({ ...besides, ...noTls, SUBGRAPH_PATHOLOGY_URL: 'http://127.0.0.1:4001' })).toEqual([]);
});

test.each<[string, Readonly<Record<string, string | undefined>>, Record<string, unknown>, readonly RegExp[]]>([
  ['no issuer', { OIDC_ISSUER: undefined, OIDC_AUDIENCE: '' }, {}, [/OIDC_ISSUER.*missing/, /OIDC_AUDIENCE.*missing/]],
  ['keys fetched in the clear', { OIDC_JWKS_URL: 'http://cis2.example.nhs.uk/keys' }, {}, [/OIDC_JWKS_URL.*plain/]],
  [
    'patients’ keys fetched in the clear',
    { NHS_LOGIN_ISSUER: 'http://auth.example.nhs.uk', NHS_LOGIN_JWKS_URL: 'http://auth.example.nhs.uk/keys' },
    {},
    [/NHS_LOGIN_ISSUER.*plain/, /NHS_LOGIN_JWKS_URL.*plain/],
  ],
  [
    'certificates believed whatever they say',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    {},
    [/NODE_TLS_REJECT_UNAUTHORIZED/],
  ],
  ['no key for ids', { CAUSEWAY_ID_KEY: undefined }, {}, [/CAUSEWAY_ID_KEY.*missing/]],
  [
    'the published key',
    { CAUSEWAY_ID_KEY: 'another-development-key-of-32-characters' },
    {},
    [/CAUSEWAY_ID_KEY.*knows/],
  ],
  ['a development key', { CAUSEWAY_TOKEN_KEY: 'x'.repeat(32) }, {}, [/CAUSEWAY_TOKEN_KEY.*development tokens/]],
  ['nobody counted', { USE_RECORDING: 'off' }, {}, [/USE_RECORDING.*depends/]],
  ['the example estate', { CAUSEWAY_SETTINGS: undefined }, {}, [/CAUSEWAY_SETTINGS/]],
  [
    'a database that all know, in the clear',
    { DATABASE_URL: 'postgres://causeway:causeway-on-a-laptop@db.example.nhs.uk/causeway' },
    {},
    [/DATABASE_URL.*everybody knows/, /DATABASE_URL.*not encrypted/],
  ],
  ['a cache in the clear', { REDIS_URL: 'redis://cache.example.nhs.uk' }, {}, [/REDIS_URL.*not encrypted/]],
  ['a subgraph in the clear', { SUBGRAPH_FLOW_URL: 'http://flow.example.nhs.uk' }, {}, [/SUBGRAPH_FLOW_URL.*plain/]],
  ['a subgraph that could not know who asks', { SERVICE_TLS_KEY: '' }, {}, [/SERVICE_TLS_KEY.*SUBGRAPH_PATHOLOGY_URL/]],
  [
    'a system in the clear, with a secret that all know',
    {},
    { baseUrl: 'http://nc.example.nhs.uk', clientSecret: 'changeme' },
    [/^nervecentre@RWE\.baseUrl: plain/, /^nervecentre@RWE\.clientSecret: .*everybody knows/],
  ],
  ['a system from the environment', { PACS_RWE_BASE_URL: 'http://pacs.example' }, {}, [/PACS_RWE_BASE_URL.*plain/]],
  [
    'a secret from the environment, that all know',
    { NERVECENTRE_RWE_CLIENT_SECRET: 'changeme', SYSTMONE_RT5_TOKEN_URL: 'http://tokens.example' },
    {},
    [/^environment\.NERVECENTRE_RWE_CLIENT_SECRET: .*everybody knows/, /^environment\.SYSTMONE_RT5_TOKEN_URL: plain/],
  ],
  [
    'what the environment says in place of the settings file, once',
    { NERVECENTRE_RWE_BASE_URL: 'http://nc.example.nhs.uk' },
    { baseUrl: 'https://nc.example.nhs.uk' },
    [/^environment\.NERVECENTRE_RWE_BASE_URL: plain/],
  ],
])('%s: refused, and named', (_what, change, settings, expected) => {
  const found = problems(change, settings);
  expect(found).toHaveLength(expected.length);
  found.forEach((problem, at) => expect(problem).toMatch(expected[at] ?? /never/));
});

test('a name that is also a password everybody tries is only refused where it is a secret', () => {
  expect(problems({ NERVECENTRE_RWE_CLIENT_ID: 'causeway' }, { clientId: 'causeway' })).toEqual([]);
});

test('no problem repeats a secret', () => {
  const told = problems({ DATABASE_URL: 'postgres://causeway:postgres@db.example/causeway' }).join('\n');
  expect(told).not.toMatch(/:postgres@/);
});

test('an environment that says both production and development is refused', () => {
  const both = { NODE_ENV: 'production' };
  expect(productionProblems(readEnvironment(both), both, shipped)).toHaveLength(1);
  expect(productionProblems(readEnvironment({}), {}, shipped)).toEqual([]);
});
