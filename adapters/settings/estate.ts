import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import { parseOdsCode, type InstanceName, type OdsCode } from '../../schema/identifiers';
import { profileSettings } from './profiles';

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
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;
const duration = z
  .string()
  .regex(/^\d+[smh]$/, 'is not a duration such as 30s, 15m or 2h')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS]);

/** Ports a feed may name: each is also an environment variable of the outside contract. */
export const FEED_PORTS = ['PAS_MLLP_PORT', 'LIMS_MLLP_PORT', 'RIS_MLLP_PORT', 'NERVECENTRE_MLLP_PORT'] as const;

const estateSettings = z.strictObject({
  organisations: z.array(z.strictObject({ code: odsCode, name: z.string() })).min(1),
  instances: z
    .array(z.strictObject({ name: instanceName, systemName: z.string(), settings: z.record(z.string(), z.unknown()) }))
    .min(1),
  feeds: z.array(
    z.strictObject({
      name: z.string(),
      instance: instanceName,
      port: z.enum(FEED_PORTS),
      silence: duration,
      profile: profileSettings,
    }),
  ),
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

/** Reads and checks the settings file. Throws {@link SettingsError} with everything that is wrong. */
export const readEstate = (path: string): Estate => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new SettingsError([`the settings file ${path} cannot be read`]);
  }
  const parsed = estateSettings.safeParse(parse(text));
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error, 'settings'));
  const dangling = danglingNames(parsed.data);
  if (dangling.length > 0) throw new SettingsError(dangling);
  return parsed.data;
};
