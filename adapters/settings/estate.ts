import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import { instanceParts, numberingOf, parseOdsCode, type InstanceName, type OdsCode } from '../../schema/identifiers';
import { clientTlsFrom, clientTlsProblems, clientTlsSettings } from './client-tls';
import { duration, retention } from './duration';
import { fromFolder, listenerSettings, returnAddress, tlsProblems } from './listeners';
import { profileSettings } from './profiles';
import { gateSection } from './gate';
import { shadowSection } from './shadow';

const instanceName = z.custom<InstanceName>(
  (text) => typeof text === 'string' && /^[a-z][a-z0-9-]*@[A-Z0-9]+$/.test(text),
  {
    error: 'is not a system@ORGANISATION name',
  },
);
const routeInstance = z.custom<InstanceName>(
  (text) => typeof text === 'string' && /^[a-z][a-z0-9-]*@([A-Z0-9]+|\*)$/.test(text),
  {
    error: 'is not a system@ORGANISATION name',
  },
);
const capability = z.custom<Capability>((text) => ALL_CAPABILITIES.some((known) => known === text), {
  error: 'is not a capability of schema/capabilities.ts',
});
const odsCode = z.string().transform((text, context): OdsCode => {
  const code = parseOdsCode(text);
  if (code) return code;
  context.addIssue({ code: 'custom', message: 'is not an ODS code' });
  return z.NEVER;
});
/** Ports of feeds that the outside contract has a number for, each a variable of the environment. A settings file may name others. */
export const FEED_PORTS = ['PAS_MLLP_PORT', 'LIMS_MLLP_PORT', 'RIS_MLLP_PORT', 'NERVECENTRE_MLLP_PORT'] as const;
const portName = z.string().regex(/^[A-Z][A-Z0-9_]*_PORT$/, 'is not a name of a port such as THEATRE_MLLP_PORT');

const estateSettings = z.strictObject({
  organisations: z.array(z.strictObject({ code: odsCode, name: z.string() })).min(1),
  instances: z
    .array(z.strictObject({ name: instanceName, systemName: z.string(), settings: z.record(z.string(), z.unknown()) }))
    .min(1),
  /** The register that an empty ledger begins with, as YAML: a path from this file's folder. */
  register: z.string().optional(),
  feeds: z.array(
    z.strictObject({
      name: z.string(),
      instance: instanceName,
      port: portName,
      silence: duration,
      profile: profileSettings,
      /** `original-mode` for a sender whose MSH-15 and MSH-16 mean nothing. */
      acknowledgements: z.enum(['as-asked', 'original-mode']).optional(),
      /** The return connection for application acknowledgements (MSH-16). */
      acknowledgeTo: returnAddress.optional(),
      /** How the return connection speaks TLS; plain where not given. */
      acknowledgeTls: clientTlsSettings.optional(),
      /** Which is tried first; the return connection where one is named. */
      acknowledgeOn: z.enum(['same-connection', 'return-connection']).optional(),
      /** When somebody is told that too much waits, or for too long. */
      alerts: z.strictObject({ backlog: z.int().positive().optional(), queueAge: duration.optional() }).optional(),
      /** How long content is kept, from arrival; for ever where not said. */
      retention: retention.optional(),
      /** How long what fails for a passing reason is tried again before it is held. */
      retryFor: duration.optional(),
    }),
  ),
  listeners: z.record(portName, listenerSettings).optional(),
  /** Where engineers may send recorded messages again, by MLLP; nowhere else. */
  destinations: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        host: z.string().min(1),
        port: z.int().min(1).max(65_535),
        tls: clientTlsSettings.optional(),
      }),
    )
    .optional(),
  routes: z
    .array(
      z.strictObject({
        organisation: z.union([z.literal('*'), odsCode]),
        role: z.string(),
        control: routeInstance,
        candidate: routeInstance.optional(),
        capabilities: z.array(capability).min(1),
      }),
    )
    .min(1),
  /** How live reads of routes in shadow or ramp are compared. */
  shadow: shadowSection.optional(),
  /** How strict the gate is by which a system is retired. */
  gate: gateSection.optional(),
  notConnected: z.array(
    z.strictObject({
      instance: instanceName,
      systemName: z.string(),
      role: z.string(),
      capabilities: z.array(capability).min(1),
      needed: z.boolean(),
    }),
  ),
});

/** Which systems there are, what they send, and who answers for what: the one settings file. */
export type Estate = z.infer<typeof estateSettings>;

/** Every problem of a reading, named at once: a process with half its settings does not start. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

export const problemsOf = (error: z.ZodError, where: string): string[] =>
  error.issues.map((issue) => `${[where, ...issue.path.map(String)].join('.')}: ${issue.message}`);

const danglingNames = (estate: Estate): string[] => {
  const known = new Set<string>(estate.instances.map((instance) => instance.name));
  const named = [
    ...estate.feeds.map((feed) => ({ where: `feeds.${feed.name}`, instance: feed.instance })),
    ...estate.routes.flatMap((route) =>
      [route.control, ...(route.candidate ? [route.candidate] : [])].map((instance) => ({
        where: `routes.${route.role}`,
        instance,
      })),
    ),
  ];
  return named
    .filter(({ instance }) => !instance.endsWith('@*') && !known.has(instance))
    .map(({ where, instance }) => `${where}: ${instance} is not among the instances`);
};

/** Feeds that name one return address share its connection. */
const returnProblems = ({ feeds }: Estate): string[] => {
  const first = new Map<string, { readonly name: string; readonly tls: string }>();
  return feeds.flatMap(({ name, acknowledgeTo, acknowledgeTls }) => {
    if (acknowledgeTo === undefined) return [];
    const address = `${acknowledgeTo.host}:${acknowledgeTo.port}`;
    const tls = JSON.stringify(acknowledgeTls ?? null);
    const known = first.get(address) ?? { name, tls };
    first.set(address, known);
    return known.tls === tls
      ? []
      : [`feeds.${name}.acknowledgeTls: differs from that of ${known.name}, which shares its return connection`];
  });
};

const twice = (where: string, names: readonly string[]): string[] =>
  [...new Set(names.filter((name, at) => names.indexOf(name) !== at))].map(
    (name) => `${where}.${name}: is named twice`,
  );

/** What is known by its name would be one thing in the store, and two in the settings. */
const namedTwice = ({ organisations, instances, feeds, destinations = [] }: Estate): string[] => [
  ...twice(
    'organisations',
    organisations.map(({ code }) => code),
  ),
  ...twice(
    'instances',
    instances.map(({ name }) => name),
  ),
  ...twice(
    'feeds',
    feeds.map(({ name }) => name),
  ),
  ...twice(
    'destinations',
    destinations.map(({ name }) => name),
  ),
];

/** An organisation that is misspelt would be one that nobody knows, with records of its own. */
const unknownOrganisations = ({ organisations, instances, routes }: Estate): string[] => {
  const known = new Set<string>(['*', ...organisations.map(({ code }) => code)]);
  const named = [
    ...instances.map(({ name }) => ({ where: `instances.${name}`, code: name.slice(name.lastIndexOf('@') + 1) })),
    ...routes.map(({ role, organisation }) => ({ where: `routes.${role}`, code: organisation })),
  ];
  return [
    ...new Set(
      named
        .filter(({ code }) => !known.has(code))
        .map(({ where, code }) => `${where}: ${code} is not among the organisations`),
    ),
  ];
};

/** MSH-4 tells the feeds of a port apart: a message that two of them would take went to the first, and the other fell silent. */
const sharedFacilities = ({ feeds }: Estate): string[] => {
  const first = new Map<string, string>();
  return feeds.flatMap(({ name, port, profile }) =>
    profile.sendingFacilities.flatMap((facility) => {
      const key = `${port} ${facility}`;
      const other = first.get(key) ?? name;
      first.set(key, other);
      return other === name
        ? []
        : [`feeds.${name}.profile.sendingFacilities: ${facility} is also of ${other}, which shares its port`];
    }),
  );
};

/**
 * A number is a record's, by the numbering of its authority. Two numberings that are read as one make one record of two
 * people, and no rule of linking is asked: so whoever means one says so.
 */
const mixedNumberings = ({ instances, feeds }: Estate): string[] =>
  instances.flatMap(({ name: instance }) => {
    const { organisation } = instanceParts(instance);
    const first = new Map<string, string>();
    return feeds
      .filter((feed) => feed.instance === instance)
      .flatMap(({ name, profile }) =>
        profile.hospitalAuthorities.flatMap((authority) => {
          // Without one, a number is of the first that is listed.
          if (authority === '') return [];
          const numbering = numberingOf(authority, organisation);
          const other = first.get(numbering) ?? authority;
          first.set(numbering, other);
          return other === authority || profile.oneNumbering
            ? []
            : [
                `feeds.${name}.profile.hospitalAuthorities: ${authority} would be read as the numbering of ${other}, and two people of one number as one person; only where they are one numbering, say so with oneNumbering: true`,
              ];
        }),
      );
  });

const listeningProblems = (estate: Estate): string[] => [
  ...estate.feeds
    .filter((feed) => feed.acknowledgeOn === 'return-connection' && feed.acknowledgeTo === undefined)
    .map(({ name }) => `feeds.${name}.acknowledgeOn: there is no return connection without acknowledgeTo`),
  ...estate.feeds
    .filter((feed) => feed.acknowledgeTls !== undefined && feed.acknowledgeTo === undefined)
    .map(({ name }) => `feeds.${name}.acknowledgeTls: there is no return connection without acknowledgeTo`),
  ...estate.feeds.flatMap(({ name, acknowledgeTls }) =>
    clientTlsProblems(`feeds.${name}.acknowledgeTls`, acknowledgeTls),
  ),
  ...returnProblems(estate),
  ...Object.entries(estate.listeners ?? {}).flatMap(([port, listener]) => {
    const where = `listeners.${port}`;
    const heard = estate.feeds.some((feed) => feed.port === port);
    return [...(heard ? [] : [`${where}: no feed listens there`]), ...tlsProblems(where, listener)];
  }),
];

const destinationProblems = ({ destinations = [] }: Estate): string[] =>
  destinations.flatMap(({ name, tls }) => clientTlsProblems(`destinations.${name}.tls`, tls));

/** Paths in the settings are from the folder that the settings are in, wherever the process was started. */
const withPaths = (estate: Estate, folder: string): Estate => {
  const { listeners, destinations } = estate;
  const whole = Object.entries(listeners ?? {}).map(
    ([port, listener]) => [port, fromFolder(folder, listener)] as const,
  );
  return {
    ...estate,
    ...(estate.register !== undefined && { register: resolve(folder, estate.register) }),
    ...(listeners && { listeners: Object.fromEntries(whole) }),
    ...(destinations && {
      destinations: destinations.map((one) => ({ ...one, ...(one.tls && { tls: clientTlsFrom(folder, one.tls) }) })),
    }),
    feeds: estate.feeds.map((feed) => ({
      ...feed,
      ...(feed.acknowledgeTls && { acknowledgeTls: clientTlsFrom(folder, feed.acknowledgeTls) }),
    })),
  };
};

/** Where a file is no YAML: the place and what is wrong there, without the line itself, which may hold a secret. */
const parsedYaml = (path: string, text: string): unknown => {
  try {
    return parse(text, { logLevel: 'error' }) as unknown;
  } catch (error) {
    const [words = ''] = error instanceof Error ? error.message.split(/:| at line /) : [];
    const [start] = error instanceof YAMLParseError ? (error.linePos ?? []) : [];
    const place = start === undefined ? '' : ` at line ${start.line}, column ${start.col}`;
    throw new SettingsError([`the settings file ${path} is not YAML${place}: ${words}`]);
  }
};

/** Reads and checks the settings file. Throws {@link SettingsError} with everything that is wrong. */
export const readEstate = (path: string): Estate => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new SettingsError([`the settings file ${path} cannot be read`]);
  }
  const parsed = estateSettings.safeParse(parsedYaml(path, text));
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error, 'settings'));
  const estate = withPaths(parsed.data, dirname(path));
  const problems = [
    ...namedTwice(estate),
    ...unknownOrganisations(estate),
    ...danglingNames(estate),
    ...sharedFacilities(estate),
    ...mixedNumberings(estate),
    ...listeningProblems(estate),
    ...destinationProblems(estate),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return estate;
};
