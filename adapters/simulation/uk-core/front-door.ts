import { conditional } from './conditional';
import { outcome, type FhirAsk } from './reply';
import { createTokens } from './tokens';
import { startHttpSimulator, type HttpAsk, type HttpReply, type HttpSimulator } from '../http-simulator';
import type { SimulatorOptions } from '../simulator';

const FHIR = '/fhir/R4/';
const TOKEN = '/oauth2/token';

const flat = (headers: HttpAsk['headers']): FhirAsk['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** `GET Observation/$lastn`; a read of one resource counts as its type. */
const whatOf = ({ method, path }: HttpAsk): string => {
  if (!path.startsWith(FHIR)) return `${method} ${path.slice(1)}`;
  const [type, rest] = decodeURIComponent(path.slice(FHIR.length)).split('/');
  return `${method} ${rest?.startsWith('$') ? `${type}/${rest}` : type}`;
};

const handlerOf = (answer: (ask: FhirAsk) => HttpReply) => {
  const tokens = createTokens();
  const replyTo = (ask: HttpAsk, headers: FhirAsk['headers']): HttpReply => {
    const body = ask.body.toString('utf8');
    if (ask.path === TOKEN && ask.method === 'POST') return tokens.issue(headers['authorization'], body);
    if (!ask.path.startsWith(FHIR)) return outcome(404, 'not-found', 'There is nothing here');
    if (!tokens.accepts(headers['authorization']))
      return { ...outcome(401, 'login', 'An access token is needed'), headers: { 'www-authenticate': 'Bearer' } };
    const fhirAsk: FhirAsk = {
      method: ask.method,
      path: decodeURIComponent(ask.path.slice(FHIR.length)),
      query: ask.query,
      headers,
      body,
      base: `http://${headers['host'] ?? '127.0.0.1'}${FHIR.slice(0, -1)}`,
    };
    return conditional(fhirAsk, answer(fhirAsk));
  };
  return (ask: HttpAsk): HttpReply => {
    const headers = flat(ask.headers);
    const reply = replyTo(ask, headers);
    const id = headers['x-request-id'];
    return id === undefined ? reply : { ...reply, headers: { ...reply.headers, 'x-request-id': id } };
  };
};

/** A FHIR R4 server at `/fhir/R4`, with tokens at `/oauth2/token`; `answer` hears only clients with a token. */
export const startFhirServer = (
  { port, hospital, log }: SimulatorOptions,
  answer: (ask: FhirAsk) => HttpReply,
): Promise<HttpSimulator> =>
  startHttpSimulator({
    port,
    handle: handlerOf(answer),
    what: whatOf,
    millis: () => Date.parse(hospital.now()),
    contentType: 'application/fhir+json; charset=utf-8',
    log,
  });
