import type { Clock } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import type { AdapterKind, Connection } from '../contract';
import { createProjectionReader } from '../projections';
import { instanceOverrides } from '../settings/environment';
import { problemsOf, SettingsError, type Estate } from '../settings/estate';
import type { Store } from '../store';
import { kindOf } from './kinds';

/** Where a simulated instance listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface ConnectionMeans {
  readonly estate: Estate;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Simulated instances and where they are; null with real systems. */
  readonly simulated: ReadonlyMap<InstanceName, Address> | null;
  /** Whether an instance is off, and what it told an archive. */
  readonly isRetired?: (instance: InstanceName) => boolean;
}

export interface OpenConnection {
  readonly kind: AdapterKind;
  readonly connection: Connection;
}

/** The longest silence among the instance's feeds; one without a feed is never heard and never read from projections. */
const silenceOf = (estate: Estate, instance: InstanceName): number =>
  Math.max(0, ...estate.feeds.filter((feed) => feed.instance === instance).map((feed) => feed.silence));

const keysOf = (kind: AdapterKind): readonly string[] =>
  'shape' in kind.config && typeof kind.config.shape === 'object' && kind.config.shape !== null
    ? Object.keys(kind.config.shape)
    : [];

/** Connects every instance of the settings. Everything wrong with any of them is named in one {@link SettingsError}. */
export const openConnections = (means: ConnectionMeans): ReadonlyMap<InstanceName, OpenConnection> => {
  const problems: string[] = [];
  const parsed = means.estate.instances.flatMap(({ name, settings }) => {
    const registered = kindOf(name);
    if (!registered) {
      problems.push(`${name}: there is no kind of system of that name`);
      return [];
    }
    const address = means.simulated?.get(name);
    const given = {
      ...settings,
      ...(address && registered.simulatedSettings(address.host, address.port)),
      ...instanceOverrides(means.env, name, keysOf(registered.kind)),
    };
    const config = registered.kind.config.safeParse(given);
    if (!config.success) {
      problems.push(...problemsOf(config.error, name));
      return [];
    }
    return [{ name, kind: registered.kind, config: config.data }];
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return new Map(
    parsed.map(({ name, kind, config }) => {
      const projections = createProjectionReader({
        store: means.store,
        instance: name,
        silenceMs: silenceOf(means.estate, name),
        clock: means.clock,
        isRetired: () => means.isRetired?.(name) === true,
      });
      return [
        name,
        { kind, connection: kind.connect(config, { instance: name, clock: means.clock, projections, log: means.log }) },
      ] as const;
    }),
  );
};
