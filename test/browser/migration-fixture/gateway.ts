import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import { firstQuery } from '../../../gateway/assembly/first-query';
import { clientSchema } from '../../../gateway/federation/client-schema';
import type { Engine, JsonObject } from '../../../gateway/federation/engine';
import { buildGateway } from '../../../gateway/http';
import { nurse } from '../../../gateway/testing/ask';
import { systemClock } from '../../../schema/clock';
import { asGraphError } from '../../../subgraphs/errors';
import { AGREEMENT, ALERTS, ALL_SITES, FREEZES, NOW, OBSERVATIONS, ROUTES, SYSTEMS } from './estate';
import { CHANGED_SINCE, importPreview } from './register';
import { COMPARISONS, COVERAGE, HISTORY, REHEARSALS, traffic, USE, WHAT_IF } from './evidence';

type Input = Readonly<Record<string, unknown>>;
interface WithInput {
  readonly input: Input;
}
const page = (nodes: readonly object[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });

/** One conversation with the dashboard: what was asked to be done is kept, and a moved route stands where it was moved. */
export interface MigrationFixture {
  readonly url: string;
  /** Mutations, by name, with their input. */
  readonly done: readonly (readonly [mutation: string, input: Input])[];
  close(): Promise<void>;
}

/** The real entrance over HTTP, with the graph's schema and a fixed answer to everything that the dashboard asks. */
export const openMigrationFixture = async (): Promise<MigrationFixture> => {
  const schema = await clientSchema();
  const done: [string, Input][] = [];
  const stages = new Map<unknown, Input>();
  const routes = (): readonly (typeof ROUTES)[number][] =>
    ROUTES.map((route) => {
      const now = { ...route, ...stages.get(route.id) };
      return {
        ...now,
        group: () =>
          routes().filter(
            (each) =>
              each.id === route.id ||
              (route.candidate !== null && each.candidate !== null && each.control === route.control),
          ),
      };
    });
  const routeOf = ({ id }: Input) => routes().find((route) => route.id === id) ?? null;
  const systems = () =>
    SYSTEMS.map((system) => ({
      ...system,
      routes: routes().filter(({ control, candidate }) => [control, candidate].includes(system.id)),
    }));
  const doing =
    (name: string, answer: (input: Input) => object) =>
    ({ input }: WithInput): object => {
      done.push([name, input]);
      return { userErrors: [], ...answer(input) };
    };
  const moved = (input: Input): object => ({ routes: [routeOf({ id: input['route'] })], waiting: null });
  const systemOf = (input: Input): object => ({ system: systems().find(({ id }) => id === input['system']) ?? null });

  const root = {
    registeredSystems: systems,
    registeredSystem: ({ id }: Input) => systems().find((system) => system.id === id) ?? null,
    registerExport: ({ format }: Input) => (format === 'YAML' ? 'systems: []\n' : 'id,name\r\n'),
    migrationRoutes: routes,
    migrationRoute: routeOf,
    changeFreezes: FREEZES,
    routeMovePreview: ({ input }: WithInput) => ({
      refusals: input['stage'] === 'RETIRED' ? ['The control still answers: retire it through its gate.'] : [],
      routes: routes().filter(({ candidate }) => candidate === 'nervecentre@RWE'),
      people: null,
      sites: input['sites'] ?? (routeOf({ id: input['route'] })?.stage === input['stage'] ? [] : ALL_SITES),
      ...{ readsPerDay: 1_373, clients: ['bed-board', 'ward-list'], lostFields: ['Bed.sex'] },
      warnings: ['Three critical mismatches stand.'],
    }),
    ledgerHistory: () => page(HISTORY),
    comparisons: ({ filter }: { filter?: { outcomes?: readonly string[] } }) =>
      page(COMPARISONS.filter(({ outcome }) => !filter?.outcomes || filter.outcomes.includes(outcome))),
    rehearsals: () => REHEARSALS.map((each) => ({ ...each, agreement: AGREEMENT })),
    migrationAlerts: ALERTS,
    systemTraffic: ({ slices }: { slices: number }) => traffic(slices),
    fieldUse: ({ filter }: { filter?: Input }) =>
      USE.filter(
        ({ client, system }) => (filter?.['client'] ?? client) === client && (filter?.['system'] ?? system) === system,
      ),
    coverageMap: ({ route }: Input) => ({
      ...{ route, rows: COVERAGE },
      people: {
        control: { value: 128_400, how: 'counted', at: NOW },
        candidate: { value: null, how: 'estimated', at: null },
      },
    }),
    whatIf: WHAT_IF,
    programmeReport: ({ report }: Input) => `report\r\n${String(report)}\r\n`,

    moveRoute: doing('moveRoute', ({ route, stage, percent = null, sites = [] }) => {
      stages.set(route, { stage, percent, sites });
      return moved({ route });
    }),
    decideMove: doing('decideMove', () => ({ routes: [], waiting: null })),
    planCandidate: doing('planCandidate', moved),
    requireSecondApprover: doing('requireSecondApprover', ({ route, required }) => ({
      ...moved({ route }),
      loosening: required === false ? routeOf({ id: route })?.loosening : null,
    })),
    freezeChanges: doing('freezeChanges', ({ to }) => ({ freeze: { id: 'fr_3', to } })),
    endFreeze: doing('endFreeze', () => ({ loosening: routeOf({ id: OBSERVATIONS })?.loosening })),
    addRouteNote: doing('addRouteNote', moved),
    setRampBudget: doing('setRampBudget', moved),
    settleCondition: doing('settleCondition', systemOf),
    signOff: doing('signOff', systemOf),
    retireSystem: doing('retireSystem', (input) =>
      input['override'] === true
        ? { ...systemOf(input), waitsForSecond: true }
        : {
            ...{ system: null, waitsForSecond: false },
            userErrors: [
              { code: 'BAD_USER_INPUT', field: null, message: 'The gate refuses: month-end-return reads it.' },
            ],
          },
    ),
    acknowledgeAlert: doing('acknowledgeAlert', ({ alert }) => ({ alert: { id: alert } })),
    rehearse: doing('rehearse', () => ({ rehearsal: { id: 'rh_2', asks: 400 } })),
    revealDifference: doing('revealDifference', () => ({
      ...{ control: 'Bed 4, S9900101', candidate: 'Bed 7, S9900202', patient: { id: 'pt_synthetic1' } },
    })),
    registerSystem: doing('registerSystem', ({ id, version }) => {
      const known = systems().find((system) => system.id === id);
      if ((known?.version ?? 0) === version) return { system: known ?? null };
      const message = `version is ${known?.version ?? 0} by now: somebody changed the system in between`;
      return { system: null, userErrors: [{ code: 'BAD_USER_INPUT', field: 'version', message }] };
    }),
    registerImportPreview: ({ input }: WithInput) => importPreview(input['text']),
    importRegister: doing('importRegister', ({ text, preview }) => {
      if (text !== CHANGED_SINCE) return { systems: [{ id: 'new@RWE' }] };
      const message = `preview is of the register as it was before ${String(preview)}: look again`;
      return { systems: null, userErrors: [{ code: 'BAD_USER_INPUT', field: 'preview', message }] };
    }),
  };

  const engine: Engine = {
    schema,
    async execute({ query, variables, operationName }) {
      const { data, errors } = await graphql({
        ...{ schema, source: query, rootValue: root },
        ...(variables === undefined ? {} : { variableValues: variables }),
        ...(operationName === undefined ? {} : { operationName }),
      });
      const log = { error: () => undefined };
      const faults = (errors ?? []).map((error) => asGraphError(error, log, { name: 'fixture', schema }));
      return { data: (data ?? null) as JsonObject | null, ...(faults.length > 0 && { errors: faults }) };
    },
    ready: () => true,
    close: () => Promise.resolve(),
  };
  const app = buildGateway({
    engine,
    authenticate: () => Promise.resolve(nurse),
    clock: systemClock,
    log: { error: () => undefined },
    pages: { wrappings: () => [], firstQuery: firstQuery(), issueDevelopmentToken: () => Promise.resolve('fixture') },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, done, close: () => app.close() };
};
