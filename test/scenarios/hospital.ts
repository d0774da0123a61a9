import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DevelopmentTokenRequest } from '../../adapters/access';
import type { Adapters } from '../../adapters/assembly/open-adapters';
import { readEnvironment } from '../../adapters/settings/environment';
import type { Fault, RunningSimulator } from '../../adapters/simulation/simulator';
import { startCauseway } from '../../gateway/assembly/causeway';
import type { Role } from '../../schema/capabilities';
import { ANCHOR, hospitalEnvironment } from './hospital-environment';
import { remoteSubgraphNames, startRemoteSubgraphs } from './remote-subgraphs';
import { scenarioClock, type ScenarioClock } from './scenario-clock';
import { seededHospital } from './seeded';

export { ANCHOR };
const QUERIES = join(__dirname, '../../docs/queries');

export interface GraphFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors: readonly GraphFault[];
  readonly extensions: {
    readonly sources?: readonly Readonly<Record<string, unknown>>[];
    readonly breakGlass?: readonly Readonly<Record<string, unknown>>[];
  };
}

export interface Hospital {
  readonly url: string;
  readonly clock: ScenarioClock;
  readonly adapters: Adapters;
  /** By instance: `lims@RWE`. */
  readonly simulators: ReadonlyMap<string, RunningSimulator>;
  /** Asks the graph over HTTP as someone of this role, by a kept query's name (`01-patient-header`) or a query's text. */
  ask(role: Role, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  askWith(headers: Record<string, string>, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  tokenFor(role: Role, wards?: readonly string[], more?: Partial<DevelopmentTokenRequest>): Promise<string>;
  /** Breaks (or with null mends) every instance of a kind, through the control port that testers use. */
  setFault(kind: string, fault: Partial<Fault> | null): Promise<void>;
  /** Milliseconds from each request's start in which every system must have answered; null for the gateway's own. */
  giveUpAfter(ms: number | null): void;
  /** How often each instance was asked while `act` ran, by what was asked: `{'nervecentre@RWE': {'GET Flag': 1}}`. */
  asksDuring(act: () => Promise<unknown>): Promise<Record<string, Record<string, number>>>;
  close(): Promise<void>;
}

/** The variables kept beside a query, `docs/queries/NN-name.json`. */
export const variablesOf = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(QUERIES, `${name}.json`), 'utf8')) as Record<string, unknown>;

const queryText = (query: string): string =>
  /^\d\d-[a-z0-9-]+$/.test(query) ? readFileSync(join(QUERIES, `${query}.graphql`), 'utf8') : query;

/** All of Causeway in this process, over real sockets and a database of its own, at 10:00 on 20 November 2026, traffic off. */
export const openHospital = async (
  more: Readonly<Record<string, string>> = {},
  /** By which comparing is paced; the process's own where not given. */
  elapsedMs?: () => number,
): Promise<Hospital> => {
  const { folder, database } = await seededHospital();
  const clock = scenarioClock(ANCHOR);
  const own = { ...hospitalEnvironment(folder, database.url), ...more };
  const remote = await startRemoteSubgraphs(remoteSubgraphNames(), readEnvironment(own), clock);
  const env = { ...own, ...remote.env };
  const clean = async (): Promise<void> => {
    await remote.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  const causeway = await startCauseway({
    environment: readEnvironment(env),
    env,
    clock,
    log: () => undefined,
    // Systems are broken and mended faster here than a breaker would open and close.
    guard: { breakAfter: 1_000 },
    ...(elapsedMs && { elapsedMs }),
  }).catch(async (error: unknown) => {
    await clean();
    throw error;
  });
  remote.openTo(causeway.adapters.door);
  const { simulated, worker } = causeway.adapters;
  const { tokenFor } = causeway;
  if (!simulated || !worker || !tokenFor)
    throw new Error('A scenario needs simulators, a worker and development tokens');
  await simulated.settled();
  await worker.drain();

  let patienceMs: number | null = null;
  const { engine } = causeway;
  const execute = engine.execute.bind(engine);
  engine.execute = (request) => {
    if (patienceMs === null) return execute(request);
    return execute({ ...request, ask: { ...request.ask, giveUpAt: clock.millis() + patienceMs } });
  };

  const tokens = new Map<Role, Promise<string>>();
  const tokenOf = (role: Role): Promise<string> => {
    const token = tokens.get(role) ?? tokenFor({ role });
    tokens.set(role, token);
    return token;
  };
  const askWith: Hospital['askWith'] = async (headers, query, variables = {}) => {
    const response = await fetch(`${causeway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: queryText(query), variables }),
    });
    const body = (await response.json()) as Partial<Reply>;
    return {
      status: response.status,
      headers: response.headers,
      data: body.data,
      errors: body.errors ?? [],
      extensions: body.extensions ?? {},
    };
  };
  const counted = (): Map<string, number> =>
    new Map([...simulated.simulators].map(([name, simulator]) => [name, simulator.asks().length]));

  return {
    url: causeway.url,
    clock,
    adapters: causeway.adapters,
    simulators: simulated.simulators,
    ask: async (role, query, variables) =>
      askWith({ authorization: `Bearer ${await tokenOf(role)}` }, query, variables),
    askWith,
    tokenFor: (role, wards, more) => tokenFor({ role, ...(wards && { wards }), ...more }),
    setFault: async (kind, fault) => {
      const response = await fetch(`http://127.0.0.1:${simulated.controlPort}/systems/${kind}/faults`, {
        method: fault ? 'POST' : 'DELETE',
        ...(fault && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) }),
      });
      if (!response.ok) throw new Error(`The control port refused to set a fault of ${kind}: ${response.status}`);
    },
    giveUpAfter: (ms) => {
      patienceMs = ms;
    },
    asksDuring: async (act) => {
      const before = counted();
      await act();
      return Object.fromEntries(
        [...simulated.simulators].flatMap(([name, simulator]) => {
          const asked: Record<string, number> = {};
          for (const { what } of simulator.asks().slice(before.get(name) ?? 0)) asked[what] = (asked[what] ?? 0) + 1;
          return Object.keys(asked).length > 0 ? [[name, asked]] : [];
        }),
      );
    },
    close: async () => {
      await causeway.close();
      await clean();
    },
  };
};
