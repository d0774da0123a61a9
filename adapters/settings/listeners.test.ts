import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destinationsOf } from '../assembly/destinations';
import { feedsOf } from '../assembly/feeds';
import { readEnvironment } from './environment';
import { readEstate, SettingsError } from './estate';
import type { Estate } from './estate';

const silent = (): void => undefined;

const folder = mkdtempSync(join(tmpdir(), 'listeners-'));
afterAll(() => rmSync(folder, { recursive: true }));
const generate = (name: string): void =>
  void execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`],
    ],
    { cwd: folder, stdio: 'pipe' },
  );
beforeAll(() => {
  generate('server');
  generate('other');
});

const written = (feed: string, listeners: string): string => {
  const path = join(folder, 'estate.yaml');
  writeFileSync(
    path,
    `organisations: [{code: RWE, name: x}]
instances: [{name: pas@RWE, systemName: P, settings: {}}]
feeds:
  - name: pas-adt
    instance: pas@RWE
    port: PAS_MLLP_PORT
    silence: 15m
    profile: {dialect: itk, sendingFacilities: [RWE], hospitalAuthorities: [RWE], whenHeld: wait}
    ${feed}
listeners: ${listeners}
routes: [{organisation: RWE, role: r, control: pas@RWE, capabilities: [wards]}]
notConnected: []
`,
  );
  return path;
};
const read = (feed: string, listeners: string): Estate => readEstate(written(feed, listeners));
const problems = (feed: string, listeners: string): readonly string[] => {
  try {
    read(feed, listeners);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
};

test('what is said of a listener and of a return connection reaches the feed', () => {
  const estate = read(
    'acknowledgeTo: "pas.example.nhs.uk:2600"\n    acknowledgements: original-mode',
    '{PAS_MLLP_PORT: {tls: {key: server.key, certificate: server.pem, clientAuthority: other.pem}, peers: [10.1.0.0/16, "fd00::7"], connections: 20, idle: 5m, largest: 32MB}}',
  );
  const [feed] = feedsOf(estate, readEnvironment({}), silent);
  expect(feed?.acknowledgeTo).toEqual({ host: 'pas.example.nhs.uk', port: 2600, sameConnection: false });
  expect(feed?.acknowledgements).toBe('original-mode');
  expect(feed?.listening).toMatchObject({
    peers: ['10.1.0.0/16', 'fd00::7'],
    maxConnections: 20,
    idleMs: 300_000,
    maxBytes: 32 * 1024 * 1024,
  });
  expect(feed?.listening?.tls?.().certificate.toString()).toContain('BEGIN CERTIFICATE');
  expect(feed?.listening?.tls?.().clientAuthority?.toString()).toContain('BEGIN CERTIFICATE');
});

test('a return connection and a destination speak TLS with the files that the settings name', () => {
  const tls = '{serverAuthority: other.pem, key: server.key, certificate: server.pem}';
  const estate = read(`acknowledgeTo: "pas:2600"\n    acknowledgeTls: ${tls}`, '{}');
  const [feed] = feedsOf(estate, readEnvironment({}), silent);
  expect(feed?.acknowledgeTo?.tls?.().authority?.toString()).toContain('BEGIN CERTIFICATE');
  expect(feed?.acknowledgeTo?.tls?.().key?.toString()).toContain('PRIVATE KEY');
  const where = (more: string) => read('', `{}\ndestinations: [{name: engine, host: engine, port: 2575${more}}]`);
  const [secure] = destinationsOf(where(`, tls: ${tls}`), silent);
  expect(secure?.tls?.().certificate?.toString()).toContain('BEGIN CERTIFICATE');
  expect(destinationsOf(where(', tls: {}'), silent)[0]?.tls?.()).toEqual({});
  expect(destinationsOf(where(''), silent)).toEqual([{ name: 'engine', host: 'engine', port: 2575 }]);
});

test.each([
  ['acknowledgeTls: {}', '{}', 'feeds.pas-adt.acknowledgeTls: there is no return connection without acknowledgeTo'],
  [
    'acknowledgeTo: "pas:2600"\n    acknowledgeTls: {serverAuthority: none.pem}',
    '{}',
    `feeds.pas-adt.acknowledgeTls.serverAuthority: ${join(folder, 'none.pem')} cannot be read`,
  ],
  [
    '',
    '{}\ndestinations: [{name: engine, host: engine, port: 1, tls: {key: server.key, certificate: other.pem}}]',
    'destinations.engine.tls: the files hold no authority, or no key and certificate that belong together',
  ],
  [
    '',
    '{}\ndestinations: [{name: engine, host: engine, port: 1, tls: {key: server.key}}]',
    'settings.destinations.0.tls: names a key without its certificate',
  ],
])('TLS of our own connections: %s %s is refused by name', (feed, more, expected) => {
  const [first = ''] = problems(feed, more);
  expect(first.slice(0, expected.length)).toBe(expected);
});

test('feeds that share a return connection share how it speaks', () => {
  const other = `acknowledgeTo: "pas:2600"
  - name: pas-two
    instance: pas@RWE
    port: LIMS_MLLP_PORT
    silence: 15m
    profile: {dialect: itk, sendingFacilities: [RWE], hospitalAuthorities: [RWE], whenHeld: wait}
    acknowledgeTo: "pas:2600"
    acknowledgeTls: {}`;
  expect(problems(other, '{}')).toEqual([
    'feeds.pas-two.acknowledgeTls: differs from that of pas-adt, which shares its return connection',
  ]);
});

test('the connection that a message came on may be tried first; without a return address it is the only one', () => {
  const both = read('acknowledgeTo: "[fd00::1]:2600"\n    acknowledgeOn: same-connection', '{}');
  expect(feedsOf(both, readEnvironment({}), silent)[0]?.acknowledgeTo).toEqual({
    host: 'fd00::1',
    port: 2600,
    sameConnection: true,
  });
  expect(feedsOf(read('', '{}'), readEnvironment({}), silent)[0]?.acknowledgeTo).toBeUndefined();
  expect(problems('acknowledgeOn: return-connection', '{}')).toEqual([
    'feeds.pas-adt.acknowledgeOn: there is no return connection without acknowledgeTo',
  ]);
});

test('files that cannot be read, and files that do not belong together, are named; nothing of what is in them', () => {
  expect(problems('', '{PAS_MLLP_PORT: {tls: {key: none.key, certificate: none.pem}}, LIMS_MLLP_PORT: {}}')).toEqual([
    `listeners.PAS_MLLP_PORT.tls.key: ${join(folder, 'none.key')} cannot be read`,
    `listeners.PAS_MLLP_PORT.tls.certificate: ${join(folder, 'none.pem')} cannot be read`,
    'listeners.LIMS_MLLP_PORT: no feed listens there',
  ]);
  expect(problems('', '{PAS_MLLP_PORT: {tls: {key: server.key, certificate: other.pem}}}')).toEqual([
    expect.stringMatching(/^listeners\.PAS_MLLP_PORT\.tls: the files hold no key and certificate that belong together/),
  ]);
});

test.each([
  ['', '{PAS_MLLP_PORT: {peers: [ward-4]}}', 'settings.listeners.PAS_MLLP_PORT.peers.0: is neither an address'],
  ['', '{PAS_MLLP_PORT: {peers: []}}', 'settings.listeners.PAS_MLLP_PORT.peers: '],
  ['', '{PAS_MLLP_PORT: {connections: 0}}', 'settings.listeners.PAS_MLLP_PORT.connections: '],
  ['', '{PAS_MLLP_PORT: {largest: 1GB}}', 'settings.listeners.PAS_MLLP_PORT.largest: is not a size such as 16MB'],
  ['', '{PAS_MLLP_PORT: {idel: 5m}}', 'settings.listeners.PAS_MLLP_PORT: '],
  ['acknowledgeTo: pas', '{}', 'settings.feeds.0.acknowledgeTo: is not an address such as'],
  ['acknowledgeTo: "pas:70000"', '{}', 'settings.feeds.0.acknowledgeTo: names a port that there is not'],
])('%s %s is refused by name', (feed, listeners, expected) => {
  const [first = ''] = problems(feed, listeners);
  expect(first.slice(0, expected.length)).toBe(expected);
});
