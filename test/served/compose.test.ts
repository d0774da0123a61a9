import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { servedAddresses } from '../../adapters/assembly/simulated-systems';
import { ENVIRONMENT_VARIABLES, readEnvironment } from '../../adapters/settings/environment';
import { readEstate } from '../../adapters/settings/estate';
import { portOfFeed } from '../../adapters/settings/feed-ports';
import { remoteUrls } from '../../gateway/assembly/remote-urls';
import { SUBGRAPHS } from '../../subgraphs/registry';
import schema from './compose-schema.json';

const ROOT = join(__dirname, '../..');

interface Service {
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const document: unknown = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true });
const { services, volumes } = document as Compose;
const all = Object.entries(services);
const ours = all.filter(([, service]) => service.build !== undefined);

/** `${NAME:-default}` as Compose fills it in when nothing is set. */
const filledIn = (environment: Service['environment'] = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:-([^}]*)\}/g, (_, byDefault: string) => byDefault),
    ]),
  );

/** The Compose Specification's own schema, as the linter `dclint` ships it; it is not among our dependencies. */
const published = (): object | null => {
  try {
    const folder = dirname(createRequire(__filename).resolve('dclint/package.json'));
    return JSON.parse(readFileSync(join(folder, 'schemas/compose.schema.json'), 'utf8')) as object;
  } catch {
    return null;
  }
};

const problems = (of: object): unknown => {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  return ajv.validate(of, document) ? [] : ajv.errors;
};

describe('docker-compose.yml', () => {
  it('uses only what the Compose Specification knows, and publishes ports on loopback only', () => {
    expect(problems(schema)).toEqual([]);
  });

  const specification = published();
  (specification ? it : it.skip)('holds by the published schema of the Compose Specification', () => {
    const { $schema: _dialect, ...rules } = specification as { readonly $schema?: string };
    expect(problems(rules)).toEqual([]);
  });

  it('waits only for services that are there, and mounts only volumes that are there', () => {
    for (const [, { depends_on: waits = {}, volumes: mounts = [] }] of all) {
      for (const name of Object.keys(waits)) expect(Object.keys(services)).toContain(name);
      for (const mount of mounts) expect(Object.keys(volumes)).toContain(mount.split(':')[0]);
    }
  });

  it.each(ours)('%s runs a file that is there and that its image holds', (_, service) => {
    const file = service.command?.find((word) => word.endsWith('.ts')) ?? '';
    expect(existsSync(join(ROOT, file))).toBe(true);
    const copied = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').match(/^COPY (\S+) \1$/gm) ?? [];
    expect(copied).toContain(`COPY ${file.split('/')[0]} ${file.split('/')[0]}`);
  });

  it.each(ours)('%s is given settings that it knows and can use', (_, service) => {
    const env = filledIn(service.environment);
    const known = [...ENVIRONMENT_VARIABLES, 'NODE_ENV', ...SUBGRAPHS.map(({ name }) => variable(name))];
    for (const name of Object.keys(env)) expect(known).toContain(name);
    expect(() => readEnvironment(env)).not.toThrow();
  });

  it('runs every subgraph by its own name, and the gateway asks each where it is', () => {
    const names = SUBGRAPHS.map(({ name }) => name);
    for (const name of names) expect(services[name]?.command?.slice(-2)).toEqual(['subgraphs/main.ts', name]);
    const urls = remoteUrls(filledIn(services['gateway']?.environment), names);
    expect(Object.fromEntries(urls)).toEqual(Object.fromEntries(names.map((name) => [name, `http://${name}:4000`])));
  });

  it('gives every process the keys and the store of the others', () => {
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'CAUSEWAY_TOKEN_KEY', 'CAUSEWAY_ID_KEY', 'SIMULATORS_HOST'])
      expect(new Set(ours.map(([, service]) => service.environment?.[name])).size).toBe(1);
  });

  it('publishes the gateway, every feed and the fault control, at the ports they listen on', () => {
    const published_ = all.flatMap(([, { ports = [] }]) => ports.map((port) => Number(port.split(':')[2])));
    const environment = readEnvironment({});
    const estate = readEstate(join(ROOT, 'adapters/settings/leicester.yaml'));
    const feeds = new Set(estate.feeds.map((feed) => portOfFeed(feed, estate, environment)));
    expect(published_.sort()).toEqual([environment.PORT, environment.SIMULATOR_CONTROL_PORT, ...feeds].sort());
  });

  it('lets one service run the simulators, at ports that no other of its own takes', () => {
    const environment = readEnvironment(filledIn(services['simulators']?.environment));
    const estate = readEstate(join(ROOT, 'adapters/settings/leicester.yaml'));
    const ports = [...servedAddresses(estate, environment, 'simulators').values()].map(({ port }) => port);
    expect(ports).not.toContain(environment.SIMULATOR_CONTROL_PORT);
    expect(Object.keys(services)).toContain(environment.SIMULATORS_HOST);
    expect(Object.keys(services)).toContain(environment.INTAKE_HOST);
  });
});

const variable = (name: string): string => `SUBGRAPH_${name.replace(/-/g, '_').toUpperCase()}_URL`;

describe('docker-compose.tls.yml', () => {
  const merged = parse(readFileSync(join(ROOT, 'docker-compose.tls.yml'), 'utf8'), { merge: true }) as Compose;
  const names = SUBGRAPHS.map(({ name }) => name);
  const { gateway, ...subgraphs } = merged.services;

  it('gives every subgraph and the gateway certificates, and each a folder that holds its own alone', () => {
    expect(Object.keys(subgraphs).sort()).toEqual([...names].sort());
    for (const [name, { environment, volumes: mounts }] of Object.entries(merged.services)) {
      expect(mounts).toEqual([`./certificates/${name}:/certificates:ro`]);
      const files = Object.entries(environment ?? {}).filter(([variable]) => ENVIRONMENT_VARIABLES.includes(variable));
      expect(files.map(([variable]) => variable)).toEqual([
        ...['SERVICE_TLS_KEY', 'SERVICE_TLS_CERTIFICATE', 'SERVICE_TLS_AUTHORITY'],
      ]);
    }
  });

  it('has the gateway ask each by https, where the other file has it', () => {
    const plain = remoteUrls(services['gateway']?.environment ?? {}, names);
    const asked = remoteUrls(gateway?.environment ?? {}, names);
    expect([...asked]).toEqual([...plain].map(([name, url]) => [name, url.replace('http:', 'https:')]));
  });
});
