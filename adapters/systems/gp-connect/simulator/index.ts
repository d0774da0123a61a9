import { instanceParts, parseOdsCode, type OdsCode } from '../../../../schema/identifiers';
import { startHttpSimulator, type HttpAsk, type HttpReply } from '../../../simulation/http-simulator';
import { FHIR_JSON, type Interaction } from '../vocabulary';
import { findPatient, patientAppointments } from './appointments';
import { checkCredentials } from './credentials';
import { refusal, Refused } from './outcome';
import { practiceOf, type Practice } from './practice';
import { structuredRecord } from './structured-record';
import type { RunningSimulator, Simulator, SimulatorOptions } from '../../../simulation/simulator';

interface Route {
  readonly interaction: Interaction;
  /** What an ask of it is counted as. */
  readonly what: string;
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly answer: (ask: HttpAsk, practice: Practice, id: string) => HttpReply;
}

const routesOf = (unsupported: readonly string[]): readonly Route[] => [
  {
    interaction: 'structuredRecord',
    what: 'POST $gpc.getstructuredrecord',
    method: 'POST',
    path: /^\/([^/]+)\/STU3\/1\/gpconnect\/structured\/fhir\/Patient\/\$gpc\.getstructuredrecord$/,
    answer: ({ body }, practice) => structuredRecord(body, practice, unsupported),
  },
  {
    interaction: 'findPatient',
    what: 'GET Patient',
    method: 'GET',
    path: /^\/([^/]+)\/STU3\/1\/gpconnect\/fhir\/Patient$/,
    answer: ({ query }, practice) => findPatient(query, practice),
  },
  {
    interaction: 'patientAppointments',
    what: 'GET Appointment',
    method: 'GET',
    path: /^\/([^/]+)\/STU3\/1\/gpconnect\/fhir\/Patient\/([^/]+)\/Appointment$/,
    answer: ({ query }, practice, id) => patientAppointments(id, query, practice),
  },
];

/** Every body of GP Connect says that it may not be kept. */
const unkept = (reply: HttpReply): HttpReply => ({
  ...reply,
  headers: { ...reply.headers, 'cache-control': 'no-store' },
});

const answerOf = (ask: HttpAsk, routes: readonly Route[], ods: OdsCode, { hospital }: SimulatorOptions): HttpReply => {
  const path = decodeURIComponent(ask.path);
  const route = routes.find((each) => each.method === ask.method && each.path.test(path));
  if (route === undefined) return { status: 404 };
  const [, practiceAsked, id = ''] = route.path.exec(path) ?? [];
  try {
    if (practiceAsked !== ods) throw new Refused('ORGANISATION_NOT_FOUND', 'Another practice is asked for');
    checkCredentials(ask, route.interaction, ods, Date.parse(hospital.now()));
    return route.answer(ask, practiceOf(hospital.current, ods, hospital.now()), id);
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
};

/** A practice whose system has not built these parameters (`includeImmunisations`): it says so inside its answer. */
export const simulatorWithout = (unsupported: readonly string[]): Simulator => ({
  kind: 'gp-connect',
  start: async (options): Promise<RunningSimulator> => {
    const ods = parseOdsCode(instanceParts(options.instance).organisation);
    if (ods === null) throw new TypeError('A GP Connect simulator belongs to a practice: gp-connect@C82999');
    const routes = routesOf(unsupported);
    const http = await startHttpSimulator({
      port: options.port,
      handle: (ask) => unkept(answerOf(ask, routes, ods, options)),
      what: (ask) =>
        routes.find(({ method, path }) => method === ask.method && path.test(decodeURIComponent(ask.path)))?.what ??
        `${ask.method} elsewhere`,
      millis: () => Date.parse(options.hospital.now()),
      contentType: FHIR_JSON,
      log: options.log,
    });
    return {
      port: http.port,
      asks: http.asks,
      setFault: (fault) => void http.setFault(fault),
      settled: () => Promise.resolve(),
      close: () => http.close(),
    };
  },
});

/** One practice's GP Connect endpoints: the structured record, finding a patient, and their appointments. */
export const simulator: Simulator = simulatorWithout([]);
