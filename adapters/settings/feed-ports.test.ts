import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedsOf } from '../assembly/feeds';
import { SettingsError } from './estate';
import { readSettings } from './read-settings';

const silent = (): void => undefined;

const folder = mkdtempSync(join(tmpdir(), 'feed-ports-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A feed of the PAS on a port of the outside contract, and one of theatre on the port that is given. */
const settings = (theatre: string, listeners: string, env: Readonly<Record<string, string>> = {}) => {
  const path = join(folder, 'estate.yaml');
  const feed = (name: string, port: string, facility: string): string =>
    `{name: ${name}, instance: pas@RWE, port: ${port}, silence: 15m, profile: {dialect: itk, sendingFacilities: [${facility}], hospitalAuthorities: [RWE], whenHeld: wait}}`;
  writeFileSync(
    path,
    `organisations: [{code: RWE, name: x}]
instances: [{name: pas@RWE, systemName: P, settings: {}}]
feeds: [${feed('pas-adt', 'PAS_MLLP_PORT', 'RWE')}, ${feed('theatre-siu', theatre, 'RWE2')}]
listeners: ${listeners}
routes: [{organisation: RWE, role: r, control: pas@RWE, capabilities: [wards]}]
notConnected: []
`,
  );
  return readSettings({ ...env, CAUSEWAY_SETTINGS: path });
};
const portsOf = (...given: Parameters<typeof settings>): unknown => {
  const { estate, environment } = settings(...given);
  return feedsOf(estate, environment, silent).map(({ name, port, listener }) => [name, port, listener]);
};
const problemsOf = (...given: Parameters<typeof settings>): unknown => {
  try {
    return settings(...given);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
};
const OWN = '{THEATRE_MLLP_PORT: {port: 2580, connections: 5}}';

test('a settings file names a port of its own, with its number; the environment’s goes before it', () => {
  expect(portsOf('THEATRE_MLLP_PORT', OWN)).toEqual([
    ['pas-adt', 2575, 'PAS_MLLP_PORT'],
    ['theatre-siu', 2580, 'THEATRE_MLLP_PORT'],
  ]);
  expect(portsOf('THEATRE_MLLP_PORT', OWN, { THEATRE_MLLP_PORT: '0', PAS_MLLP_PORT: '3000' })).toEqual([
    ['pas-adt', 3000, 'PAS_MLLP_PORT'],
    ['theatre-siu', 0, 'THEATRE_MLLP_PORT'],
  ]);
});

test('the environment’s number is enough', () => {
  expect(portsOf('THEATRE_MLLP_PORT', '{}', { THEATRE_MLLP_PORT: '2581' })).toContainEqual([
    'theatre-siu',
    2581,
    'THEATRE_MLLP_PORT',
  ]);
});

test.each<[string, Parameters<typeof settings>, string]>([
  [
    'declared nowhere',
    ['THEATRE_MLLP_PORT', '{}'],
    'listeners.THEATRE_MLLP_PORT.port: is missing; feeds name THEATRE_MLLP_PORT, and nothing says which number it is',
  ],
  [
    'out of range in the settings',
    ['THEATRE_MLLP_PORT', '{THEATRE_MLLP_PORT: {port: 70000}}'],
    'settings.listeners.THEATRE_MLLP_PORT.port: Too big: expected number to be <=65535',
  ],
  [
    'out of range in the environment',
    ['THEATRE_MLLP_PORT', OWN, { THEATRE_MLLP_PORT: '70000' }],
    'environment.THEATRE_MLLP_PORT: is not a port from 0 to 65535',
  ],
  [
    'no number in the environment',
    ['THEATRE_MLLP_PORT', OWN, { THEATRE_MLLP_PORT: 'tcp://10.0.0.1:2580' }],
    'environment.THEATRE_MLLP_PORT: is not a port from 0 to 65535',
  ],
  [
    'another listener’s number',
    ['THEATRE_MLLP_PORT', '{THEATRE_MLLP_PORT: {port: 2575}}'],
    'listeners.THEATRE_MLLP_PORT: is port 2575, and so is PAS_MLLP_PORT; feeds that share a port share its name',
  ],
  [
    'the name of another variable',
    ['SIMULATOR_CONTROL_PORT', '{SIMULATOR_CONTROL_PORT: {port: 2580}}'],
    'listeners.SIMULATOR_CONTROL_PORT: is a variable with another meaning',
  ],
  [
    'a name of the outside contract with a number of its own',
    ['LIMS_MLLP_PORT', '{LIMS_MLLP_PORT: {port: 2580}}'],
    'listeners.LIMS_MLLP_PORT.port: LIMS_MLLP_PORT has a number by default; the environment changes it',
  ],
  ['no name of a port', ['theatre', '{}'], 'settings.feeds.1.port: is not a name of a port such as THEATRE_MLLP_PORT'],
])('%s: refused by name before anything starts, with nothing beside', (_, given, problem) => {
  expect(problemsOf(...given)).toEqual([problem]);
});

test('two feeds share a port by its name', () => {
  expect(problemsOf('PAS_MLLP_PORT', '{}')).toMatchObject({ estate: { feeds: [{}, { port: 'PAS_MLLP_PORT' }] } });
});
