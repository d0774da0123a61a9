import { z } from 'zod';
import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import type { Store } from '../store';
import { RECORD_ROLES, REGISTERED_PRACTICE, type Route, type Stage, type SystemInstance } from './routes';

/** Routes at one moment. */
export interface LedgerView {
  /** Routes of a capability in the order of role (as {@link RECORD_ROLES} ranks them) and organisation; all organisations' unless one is named. */
  routesFor(capability: Capability, organisation?: OdsCode): readonly Route[];
}

/** The routes as they stand, in memory: choosing one asks nobody. */
export interface Ledger extends LedgerView {
  /** The ledger as it stands at this moment: what is asked of it later agrees with what is asked now. */
  asItStands(): LedgerView;
  system(name: InstanceName): SystemInstance | undefined;
  systems(): readonly SystemInstance[];
  /** Raised by every change of systems or routes. */
  version(): number;
  /** Reads the ledger again; called by itself whenever a change is told. Keeps what it had when the store fails, and throws. */
  reload(): Promise<void>;
  /** Calls after every reload that found another version. Gives what ends it. */
  follow(changed: () => void): () => void;
  close(): Promise<void>;
}

const stage = z.enum(['off', 'shadow', 'ramp', 'live', 'retired']);
/** A stage as it stands in a row. */
export const stageOf = (text: string): Stage => stage.parse(text);

const routeRow = z.object({
  organisation: z.string(),
  capability: z.enum(ALL_CAPABILITIES as [Capability, ...Capability[]]),
  role: z.enum(RECORD_ROLES),
  control: z.string(),
  candidate: z.string().nullable(),
  stage,
  needed: z.boolean(),
  percent: z.int().nullable(),
  sites: z.array(z.string()),
  predecessors: z.array(z.string()),
});
const systemRow = z.object({
  name: z.string(),
  kind: z.string().nullable(),
  system_name: z.string(),
  organisation: z.string(),
  organisation_name: z.string(),
  lifecycle: z.enum(['planned', 'not-connected', 'live', 'retiring', 'retired']),
});

interface Snapshot {
  readonly version: number;
  readonly routes: ReadonlyMap<Capability, readonly Route[]>;
  readonly systems: ReadonlyMap<InstanceName, SystemInstance>;
}

const AGAIN_MS = 500;

/** Loads the ledger and follows it. `onError` hears of a reload that failed; the last good routes go on answering. */
export const createLedger = async (means: {
  readonly store: Store;
  readonly onError?: (error: unknown) => void;
}): Promise<Ledger> => {
  let snapshot = await load(means.store);
  let loading: Promise<void> = Promise.resolve();
  const followers = new Set<() => void>();
  const tell = (changed: () => void): void => {
    try {
      changed();
    } catch (error) {
      means.onError?.(error);
    }
  };
  const reload = (): Promise<void> => {
    // One after the other: of two overlapping reads, the older must not win.
    const next = loading
      .catch(() => undefined)
      .then(async () => {
        const { version } = snapshot;
        snapshot = await load(means.store);
        if (snapshot.version !== version) for (const changed of followers) tell(changed);
      });
    loading = next;
    return next;
  };
  let closed = false;
  let again: NodeJS.Timeout | undefined;
  /** Until it succeeds: a process that missed one change would answer from the old routes for good. */
  const follow = (): void => {
    clearTimeout(again);
    reload().catch((error: unknown) => {
      means.onError?.(error);
      if (!closed) again = setTimeout(follow, AGAIN_MS).unref();
    });
  };
  const stop = await means.store.listen('routes', follow);
  // A change between the first load and the first moment of listening would be missed.
  await reload();
  return {
    routesFor: (capability, organisation) => viewOf(snapshot).routesFor(capability, organisation),
    asItStands: () => viewOf(snapshot),
    follow: (changed) => {
      const own = (): void => changed();
      followers.add(own);
      return () => void followers.delete(own);
    },
    system: (name) => snapshot.systems.get(name),
    systems: () => [...snapshot.systems.values()],
    version: () => snapshot.version,
    reload,
    close: async () => {
      closed = true;
      clearTimeout(again);
      await stop();
      await loading.catch(() => undefined);
    },
  };
};

const viewOf = ({ routes }: Snapshot): LedgerView => ({
  routesFor: (capability, organisation) => {
    const all = routes.get(capability) ?? [];
    return organisation === undefined ? all : all.filter((route) => route.organisation === organisation);
  },
});

const load = ({ db }: Store): Promise<Snapshot> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const { version } = await trx.selectFrom('ledger_version').select('version').executeTakeFirstOrThrow();
      const systems = await trx.selectFrom('system_instance').selectAll().orderBy('name').execute();
      const rows = await trx.selectFrom('route').selectAll().orderBy('organisation').execute();
      const routes = new Map<Capability, Route[]>();
      for (const route of rows.map(toRoute).sort(byRole)) {
        routes.set(route.capability, [...(routes.get(route.capability) ?? []), route]);
      }
      return { version, routes, systems: new Map(systems.map(toSystem).map((system) => [system.name, system])) };
    });

/** The hospital stay's record speaks before a community or GP one: where routes disagree, the first fills the field. */
const byRole = (a: Route, b: Route): number => RECORD_ROLES.indexOf(a.role) - RECORD_ROLES.indexOf(b.role);

export const toRoute = (row: unknown): Route => {
  const { organisation, candidate, control, percent, sites, predecessors, ...route } = routeRow.parse(row);
  return {
    ...route,
    organisation: organisation === REGISTERED_PRACTICE ? REGISTERED_PRACTICE : (organisation as OdsCode),
    control: control as InstanceName,
    ...(candidate === null ? {} : { candidate: candidate as InstanceName }),
    ...(percent !== null && { percent }),
    ...(sites.length > 0 && { sites }),
    ...(predecessors.length > 0 && { predecessors: predecessors.map((name) => name as InstanceName) }),
  };
};

export const toSystem = (row: unknown): SystemInstance => {
  const system = systemRow.parse(row);
  return {
    name: system.name as InstanceName,
    kind: system.kind,
    systemName: system.system_name,
    organisation: system.organisation as OdsCode,
    organisationName: system.organisation_name,
    lifecycle: system.lifecycle,
  };
};
