import { instanceParts, parseOdsCode, type OdsCode } from '../../../../schema/identifiers';
import { startHttpSimulator, type HttpAsk, type HttpReply } from '../../../simulation/http-simulator';
import { USER_CLAIMS_HEADER } from '../fhir/vocabulary';
import { holdingsOf } from './holdings';
import { outcome, respond, type Quirks } from './respond';
import { createTokens } from './tokens';
import { areUserClaims } from './user-claims';
import type { RunningSimulator, Simulator, SimulatorOptions } from '../../../simulation/simulator';

const FHIR = '/fhir/R4/';
const TOKEN = '/oauth2/token';
const FHIR_JSON = 'application/fhir+json; charset=utf-8';

const handlerOf = ({ hospital }: SimulatorOptions, organisation: OdsCode, quirks: Quirks) => {
  const tokens = createTokens();
  const answer = (ask: HttpAsk): HttpReply => {
    const header = (name: string): string | undefined => {
      const value = ask.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    if (ask.path === TOKEN && ask.method === 'POST') return tokens.issue(header('authorization'), ask.body.toString());
    if (!ask.path.startsWith(FHIR)) return outcome(404, 'not-found', 'There is nothing here');
    if (ask.method !== 'GET') return outcome(405, 'not-supported', 'Only GET: this record is read');
    if (!tokens.accepts(header('authorization')))
      return { ...outcome(401, 'login', 'An access token is needed'), headers: { 'www-authenticate': 'Bearer' } };
    if (!areUserClaims(header(USER_CLAIMS_HEADER)))
      return outcome(403, 'forbidden', 'No user is named in X-User-Claims');
    return respond(
      {
        type: decodeURIComponent(ask.path.slice(FHIR.length)),
        query: ask.query,
        base: `http://${header('host') ?? '127.0.0.1'}${FHIR.slice(0, -1)}`,
      },
      holdingsOf(hospital.current, organisation, hospital.now()),
      quirks,
    );
  };
  return (ask: HttpAsk): HttpReply => {
    const reply = answer(ask);
    const id = ask.headers['x-request-id'];
    return typeof id === 'string' ? { ...reply, headers: { ...reply.headers, 'x-request-id': id } } : reply;
  };
};

const whatOf = ({ method, path }: HttpAsk): string =>
  `${method} ${path.startsWith(FHIR) ? path.slice(FHIR.length) : path.slice(1)}`;

/** A SystmOne with something wrong with it, for tests of what then becomes of its answers. */
export const simulatorWith = (quirks: Quirks): Simulator => ({
  kind: 'systmone',
  start: async (options): Promise<RunningSimulator> => {
    const organisation = parseOdsCode(instanceParts(options.instance).organisation);
    if (organisation === null) throw new TypeError('A SystmOne simulator belongs to an organisation: systmone@RT5');
    const http = await startHttpSimulator({
      port: options.port,
      handle: handlerOf(options, organisation, quirks),
      what: whatOf,
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

/** SystmOne of a community trust: FHIR R4 UK Core at `/fhir/R4`, tokens at `/oauth2/token`. */
export const simulator: Simulator = simulatorWith({});
