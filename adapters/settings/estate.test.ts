import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedsOf } from '../assembly/feeds';
import { readEstate, SettingsError } from './estate';
import { instanceOverrides, readEnvironment } from './environment';

const silent = (): void => undefined;

const folder = mkdtempSync(join(tmpdir(), 'estate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const refusal = (act: () => unknown): readonly string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

test('the shipped estate is whole', () => {
  const estate = readEstate(join(__dirname, 'leicester.yaml'));
  expect(estate.feeds.map((feed) => feed.port)).toContain('LIMS_MLLP_PORT');
  expect(estate.feeds.find((feed) => feed.name === 'pas-adt')?.silence).toBe(900_000);
});

test('everything wrong with a settings file is named at once', () => {
  const path = join(folder, 'bad.yaml');
  writeFileSync(
    path,
    'organisations: [{code: rwe!, name: x}]\ninstances: [{name: pas, systemName: P, settings: {}}]\nfeeds: []\nroutes: [{organisation: RWE, role: r, control: pas@RWE, capabilities: [tea]}]\nnotConnected: []\n',
  );
  expect(refusal(() => readEstate(path))).toEqual([
    'settings.organisations.0.code: is not an ODS code',
    'settings.instances.0.name: is not a system@ORGANISATION name',
    'settings.routes.0.capabilities.0: is not a capability of schema/capabilities.ts',
  ]);
});

test('a route to an unknown instance and a missing file are refused', () => {
  const path = join(folder, 'dangling.yaml');
  writeFileSync(
    path,
    'organisations: [{code: RWE, name: x}]\ninstances: [{name: pas@RWE, systemName: P, settings: {}}]\nfeeds: []\nroutes: [{organisation: RWE, role: r, control: lims@RWE, capabilities: [wards]}]\nnotConnected: []\n',
  );
  expect(refusal(() => readEstate(path))).toEqual(['routes.r: lims@RWE is not among the instances']);
  expect(refusal(() => readEstate(join(folder, 'none.yaml')))).toHaveLength(1);
});

test('the gate by which a system is retired may be stricter, and not so lax that a monthly reader is overlooked', () => {
  const path = join(folder, 'gate.yaml');
  const withGate = (gate: string): readonly string[] => {
    writeFileSync(
      path,
      `organisations: [{code: RWE, name: x}]\ninstances: [{name: pas@RWE, systemName: P, settings: {}}]\nfeeds: []\nroutes: [{organisation: RWE, role: r, control: pas@RWE, capabilities: [wards]}]\nnotConnected: []\ngate: ${gate}\n`,
    );
    return refusal(() => readEstate(path));
  };
  expect(withGate('{readerDays: 100, feedDays: 14, signOffs: 3}')).toEqual([]);
  expect(withGate('{readerDays: 30, signOffs: 1}').map((words) => words.split(':')[0])).toEqual([
    'settings.gate.readerDays',
    'settings.gate.signOffs',
  ]);
});

test('every malformed variable is named at once, and empty counts as not set', () => {
  expect(refusal(() => readEnvironment({ PORT: 'tea', TRAFFIC: 'wild', HOST: '' }))).toHaveLength(2);
  expect(readEnvironment({ HOST: '' }).HOST).toBe('127.0.0.1');
  expect(refusal(() => readEnvironment({ CAUSEWAY_MODE: 'production' }))[0]).toContain('SIMULATORS=off');
});

test('origins are taken as browsers write them, and one that no page could match is named', () => {
  const given = 'https://wards.example, http://localhost:5173,capacitor://app';
  expect(readEnvironment({ CORS_ORIGINS: given }).CORS_ORIGINS).toEqual([
    ...['https://wards.example', 'http://localhost:5173', 'capacitor://app'],
  ]);
  for (const wrong of ['*', 'wards.example', 'https://wards.example/', 'https://Wards.example'])
    expect(refusal(() => readEnvironment({ CORS_ORIGINS: wrong }))).toEqual([expect.stringMatching(/CORS_ORIGINS/)]);
});

test('an instance takes its settings from the environment by prefix', () => {
  const env = { NERVECENTRE_RWE_BASE_URL: 'https://nc.example', GP_CONNECT_C82999_BASE_URL: 'https://gp.example' };
  expect(instanceOverrides(env, 'nervecentre@RWE', ['baseUrl', 'clientId'])).toEqual({ baseUrl: 'https://nc.example' });
  expect(instanceOverrides(env, 'gp-connect@C82999', ['baseUrl'])).toEqual({ baseUrl: 'https://gp.example' });
});

describe('how long a feed waits, keeps and tries', () => {
  const withFeed = (feed: string): string => {
    const path = join(folder, 'feed.yaml');
    writeFileSync(
      path,
      `organisations: [{code: RWE, name: x}]\ninstances: [{name: pas@RWE, systemName: P, settings: {}}]\nfeeds: [{name: pas-adt, instance: pas@RWE, port: PAS_MLLP_PORT, silence: 15m, profile: {dialect: itk, sendingFacilities: [RWE], hospitalAuthorities: [RWE], whenHeld: wait}${feed}}]\nroutes: [{organisation: RWE, role: r, control: pas@RWE, capabilities: [wards]}]\nnotConnected: []\n`,
    );
    return path;
  };

  test('is said in seconds, minutes, hours and days', () => {
    const [feed] = readEstate(withFeed(', alerts: {backlog: 500, queueAge: 2m}, retention: 90d, retryFor: 30m')).feeds;
    expect(feed).toMatchObject({
      alerts: { backlog: 500, queueAge: 120_000 },
      retention: 7_776_000_000,
      retryFor: 1_800_000,
    });
    expect(readEstate(withFeed('')).feeds[0]).not.toHaveProperty('retention');
  });

  test('reaches the inbox, with what is usual where one of two is not said', () => {
    const feedOf = (more: string) => feedsOf(readEstate(withFeed(more)), readEnvironment({}), silent)[0];
    expect(feedOf(', alerts: {backlog: 500}, retention: 1d, retryFor: 30m')).toMatchObject({
      alerts: { backlog: 500, queueAgeMs: 300_000 },
      retentionMs: 86_400_000,
      retryForMs: 1_800_000,
    });
    expect(Object.keys(feedOf('') ?? {})).not.toEqual(expect.arrayContaining(['alerts']));
  });

  test('a retention of minutes is a slip, and is named', () => {
    expect(refusal(() => readEstate(withFeed(', retention: 90m, alerts: {backlog: 0}')))).toEqual([
      expect.stringContaining('settings.feeds.0.alerts.backlog'),
      'settings.feeds.0.retention: is less than a day (1d)',
    ]);
  });
});

describe('a settings file that can be read, and means something else than it says', () => {
  const shipped = readFileSync(join(__dirname, 'leicester.yaml'), 'utf8');
  const withChange = (from: string, to: string): readonly string[] => {
    expect(shipped).toContain(from);
    const path = join(folder, 'changed.yaml');
    writeFileSync(path, shipped.replace(from, to));
    return refusal(() => feedsOf(readEstate(path), readEnvironment({}), silent));
  };

  test('two numberings are one only where somebody says so', () => {
    const said = "hospitalAuthorities: [RWE, '', MAT], oneNumbering: true";
    expect(withChange('hospitalAuthorities: [RWE]', said)).toEqual([]);
  });

  test.each<readonly [string, string, string]>([
    ['- name: ris-reports', '- name: lims-results', 'feeds.lims-results: is named twice'],
    ['- name: gp-connect@C82997', '- name: gp-connect@C82999', 'instances.gp-connect@C82999: is named twice'],
    ['code: C82997', 'code: C82999', 'organisations.C82999: is named twice'],
    ['- organisation: RT5', '- organisation: RTS', 'routes.community-record: RTS is not among the organisations'],
    [
      'sendingFacilities: [RT5]',
      'sendingFacilities: [RT5, RWE]',
      'feeds.nervecentre-lpt-adt.profile.sendingFacilities: RWE is also of nervecentre-adt, which shares its port',
    ],
    [
      'hospitalAuthorities: [RWE]',
      "hospitalAuthorities: [RWE, RT5, '', MAT]",
      'feeds.pas-adt.profile.hospitalAuthorities: MAT would be read as the numbering of RWE, and two people of one number as one person; only where they are one numbering, say so with oneNumbering: true',
    ],
    [
      'whenHeld: pass }',
      'whenHeld: pass, charset: latin-900 }',
      'feeds.lims-results.profile.charset: is not a charset known here',
    ],
    ...['ORU R01', 'ORU_R01', 'oru^r01', 'ORU^R01^ORU_R01', 'ORU^', ''].map(
      (type) =>
        [
          'whenHeld: pass }',
          `whenHeld: pass, messageTypes: [ORU^R01, OML, '${type}'] }`,
          'settings.feeds.3.profile.messageTypes.2: is not a message type such as ADT, or ORU^R01',
        ] as const,
    ),
  ])('%s as %s', (from, to, problem) => {
    expect(withChange(from, to)).toContain(problem);
  });

  test('a message type, and one event of another, are taken as they are written', () => {
    expect(withChange('whenHeld: pass }', 'whenHeld: pass, messageTypes: [OML, ORU^R01, ZPS^Z01] }')).toEqual([]);
  });

  test.each([
    ['    silence: 15m\n', '     silence: 15m\n'],
    ['    silence: 15m\n', '\tsilence: 15m\n'],
    ['    silence: 15m\n', '    silence: 15m\n    silence: 16m\n'],
    ['    settings: {}\n', '    settings: { password: *Tr0ub4dor }\n'],
  ])('%j as %j is no YAML: the file and the place are named, and nothing of what stands there', (from, to) => {
    const [problem, ...more] = withChange(from, to);
    expect(more).toEqual([]);
    expect(problem).toMatch(/changed\.yaml is not YAML( at line \d+, column \d+)?: [A-Z]/);
    expect(problem).not.toMatch(/15m|Tr0ub4dor|\n/);
  });
});
