import { join } from 'node:path';
import { instanceParts, parseOdsCode, type OdsCode } from '../../../../schema/identifiers';
import { startHttpSimulator, type HttpAsk, type HttpReply } from '../../../simulation/http-simulator';
import { createOutbox, type Outbox } from '../../../simulation/outbox';
import { adtMessage } from './adt-message';
import { holdingsOf } from './holdings';
import { outcome, type FhirReply } from './reply';
import { respond } from './respond';
import { createTaskDesk } from './task-desk';
import { createTokens } from './tokens';
import type { RunningSimulator, Simulator, SimulatorOptions } from '../../../simulation/simulator';

const FHIR = '/fhir/R4/';
const TOKEN = '/oauth2/token';
const FHIR_JSON = 'application/fhir+json; charset=utf-8';

const flat = (headers: HttpAsk['headers']): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** What a broken server sends: a searchset that forgot to say how many there are. */
const withoutTotal = (body: unknown): unknown => {
  if ((body as { readonly resourceType?: string } | undefined)?.resourceType !== 'Bundle') return undefined;
  return { resourceType: 'Bundle', type: 'searchset' };
};

const written = ({ status, headers, body }: FhirReply, requestId: string | undefined): HttpReply => {
  const whenEmpty = withoutTotal(body);
  return {
    status,
    headers: { ...headers, ...(requestId === undefined ? {} : { 'x-request-id': requestId }) },
    ...(body === undefined ? {} : { body }),
    ...(whenEmpty === undefined ? {} : { whenEmpty }),
  };
};

/** `GET Observation/$lastn`; a read of one resource counts as its type. */
const whatOf = ({ method, path }: HttpAsk): string => {
  if (!path.startsWith(FHIR)) return `${method} ${path.slice(1)}`;
  const [type, rest] = decodeURIComponent(path.slice(FHIR.length)).split('/');
  return `${method} ${rest?.startsWith('$') ? `${type}/${rest}` : type}`;
};

const handlerOf = ({ hospital }: SimulatorOptions, organisation: OdsCode) => {
  const tokens = createTokens();
  const desk = createTaskDesk();
  return (ask: HttpAsk): HttpReply => {
    const headers = flat(ask.headers);
    const reply = (answer: FhirReply): HttpReply => written(answer, headers['x-request-id']);
    const body = ask.body.toString('utf8');
    if (ask.path === TOKEN && ask.method === 'POST')
      return { ...reply(tokens.issue(headers, body)), contentType: 'application/json' };
    if (!ask.path.startsWith(FHIR)) return reply(outcome(404, 'not-found', 'There is nothing here'));
    if (!tokens.accepts(headers['authorization']))
      return reply({
        ...outcome(401, 'login', 'An access token is needed'),
        headers: { 'www-authenticate': 'Bearer' },
      });
    const fhirAsk = {
      method: ask.method,
      path: decodeURIComponent(ask.path.slice(FHIR.length)),
      query: ask.query,
      headers,
      body,
      base: `http://${headers['host'] ?? '127.0.0.1'}${FHIR.slice(0, -1)}`,
    };
    return reply(respond(fhirAsk, holdingsOf(hospital.current, organisation, hospital.now()), desk));
  };
};

const outboxesOf = (options: SimulatorOptions, organisation: OdsCode): readonly Outbox[] =>
  options.feeds.map((feed, index) =>
    createOutbox({
      hospital: options.hospital,
      name: options.instance,
      prefix: 'NC',
      feed,
      log: options.log,
      write: (event, hospital, controlId) => {
        // Written twice: only an event that is told uses up a control id.
        if (adtMessage(hospital, event, organisation, '') === null) return [];
        const text = adtMessage(hospital, event, organisation, controlId());
        return text === null ? [] : [Buffer.from(text, 'utf8')];
      },
      ...(options.stateFolder === undefined
        ? {}
        : { stateFile: join(options.stateFolder, `${options.instance}-adt-${index + 1}.json`) }),
    }),
  );

const start = async (options: SimulatorOptions): Promise<RunningSimulator> => {
  const organisation = parseOdsCode(instanceParts(options.instance).organisation);
  if (organisation === null) throw new TypeError('A Nervecentre simulator belongs to an organisation: nervecentre@RWE');
  const http = await startHttpSimulator({
    port: options.port,
    handle: handlerOf(options, organisation),
    what: whatOf,
    millis: () => Date.parse(options.hospital.now()),
    contentType: FHIR_JSON,
    log: options.log,
  });
  const outboxes = outboxesOf(options, organisation);
  return {
    port: http.port,
    asks: http.asks,
    setFault: (fault) => {
      void http.setFault(fault);
      for (const outbox of outboxes) outbox.setFault(fault);
    },
    settled: async () => {
      await Promise.all(outboxes.map((outbox) => outbox.settled()));
    },
    close: async () => {
      await Promise.all([http.close(), ...outboxes.map((outbox) => outbox.close())]);
    },
  };
};

/** Nervecentre of one organisation: FHIR R4 at `/fhir/R4`, tokens at `/oauth2/token`, and its ADT feed. */
export const simulator: Simulator = { kind: 'nervecentre', start };
