import { setMaxListeners } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { Authenticate, Authenticated } from '../authenticate';
import { graphError, placeOf, type ErrorLog, type GraphError } from '../errors';
import { acceptedType, type MediaType } from './media-type';
import { GraphQLBody, forwardedOperation, forwardedTimeLeft, operationName, requestId, traceparent } from './request';

export interface GraphQLAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphError[];
  readonly extensions?: Readonly<Record<string, unknown>> | { readonly sources: readonly unknown[] };
}

export interface GraphQLCall {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string;
  readonly ask: Ask;
  readonly forwarded: { readonly authorization?: string; readonly traceparent?: string };
}

export interface EndpointOptions {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly log: ErrorLog;
  /** From the request's start, for everything behind it. */
  readonly deadlineMs: number;
  /** Behind a gateway: the time it leaves and its operation name are taken from the headers. Never at the public entrance. */
  readonly behindGateway: boolean;
  /** Whether the asker may ask now: null, or in how many seconds. Everybody may where it is left out. */
  readonly admit?: ((who: Authenticated) => Promise<number | null>) | undefined;
  /** Resolves when an operation may begin, with what ends its turn; null where it would begin too late. At once where it is left out. */
  readonly turn?: ((ask: Ask) => Promise<(() => void) | null>) | undefined;
  /** The text of a request that may name one by id. Without it only text is taken. */
  textOf?(body: GraphQLBody): Promise<string | GraphRefusal>;
  answer(call: GraphQLCall): Promise<GraphQLAnswer>;
  /** After every answer; for metrics. */
  answered?(call: GraphQLCall, answer: GraphQLAnswer): void;
}

const STATUS: Partial<Record<GraphError['extensions']['code'], number>> = {
  UNAUTHENTICATED: 401,
  ISSUER_UNAVAILABLE: 503,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

/**
 * GraphQL over HTTP, section 6.4: an answer with data is 200 whatever else it says. Without, `application/json` says 200
 * too, because what was sent was a request and this is its answer; the other type's status says what was wrong.
 */
const statusOf = ({ data, errors }: GraphQLAnswer, media: MediaType): number => {
  const code = errors?.[0]?.extensions.code ?? 'INTERNAL';
  if (data !== undefined || (media === 'application/json' && code !== 'INTERNAL')) return 200;
  return STATUS[code] ?? 400;
};

const mediaOf = ({ request }: FastifyReply): MediaType => acceptedType(request.headers.accept) ?? 'application/json';

const send = (reply: FastifyReply, status: number, body: GraphQLAnswer): FastifyReply =>
  reply
    .code(status)
    .header('content-type', `${mediaOf(reply)}; charset=utf-8`)
    .send(JSON.stringify(body));

/** A GraphQL-shaped refusal with its status. */
export const refuse = (reply: FastifyReply, status: number, error: GraphError): FastifyReply =>
  send(reply, status, { errors: [error] });

interface Arrival extends Authenticated {
  readonly startedAt: number;
}

/** Aborts when the client goes away before it has its answer. */
const signalFor = (reply: FastifyReply): AbortSignal => {
  const controller = new AbortController();
  // Each system asked for the request listens: a wide query has more of them than Node takes for a leak.
  setMaxListeners(0, controller.signal);
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
};

const callOf = (
  request: FastifyRequest,
  reply: FastifyReply,
  body: Omit<GraphQLBody, 'query'> & { readonly query: string },
  arrival: Arrival,
  options: EndpointOptions,
): GraphQLCall => {
  const { headers } = request;
  const trace = traceparent(headers);
  const given = options.behindGateway ? forwardedTimeLeft(headers) : undefined;
  const ask: Ask = {
    viewer: arrival.viewer,
    purpose: arrival.purpose,
    client: arrival.client,
    operation:
      (options.behindGateway ? forwardedOperation(headers) : undefined) ??
      operationName(body.operationName, body.query),
    requestId: request.id,
    deadline: arrival.startedAt + Math.min(given ?? options.deadlineMs, options.deadlineMs),
    signal: signalFor(reply),
    clock: options.clock,
  };
  return {
    query: body.query,
    variables: body.variables ?? {},
    ...(body.operationName ? { operationName: body.operationName } : {}),
    ask,
    forwarded: {
      ...(headers.authorization === undefined ? {} : { authorization: headers.authorization }),
      ...(trace === undefined ? {} : { traceparent: trace }),
    },
  };
};

const NO_TEXT = new GraphRefusal('BAD_USER_INPUT', 'The body holds no `query`.');

/** RFC 6750, section 2.1, the scheme in any case (RFC 9110, section 11.1): a token alone is some other scheme's. */
const BEARER = /^Bearer +\S/i;
const NO_BEARER = new GraphRefusal('UNAUTHENTICATED', 'The header `authorization` is not `Bearer` and a token.');

/** Soon enough for somebody who looks at a page, and longer than it takes to find out how many are borne. */
const RETRY_SECONDS = 2;
const overloaded = (): GraphError =>
  graphError(
    'OVERLOADED',
    `More is asked than can be answered in time; nothing was done. Ask again in ${RETRY_SECONDS} s.`,
  );

const whoAsks = ({ headers }: FastifyRequest, authenticate: Authenticate): ReturnType<Authenticate> =>
  headers.authorization !== undefined && !BEARER.test(headers.authorization)
    ? Promise.resolve(NO_BEARER)
    : authenticate(headers);

/**
 * `POST /graphql`, and nothing else there: a query in a URL would put an NHS number into access logs. The token is
 * checked before the body is read. Answers are never stored by anyone on the way.
 */
export const graphqlEndpoint = (app: FastifyInstance, options: EndpointOptions): void => {
  const arrivals = new WeakMap<FastifyRequest, Arrival>();
  app.route({
    method: ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'],
    url: '/graphql',
    handler: (_request, reply) =>
      refuse(
        reply.header('allow', 'POST').header('cache-control', 'no-store'),
        405,
        graphError('BAD_USER_INPUT', 'The graph is asked by POST only.'),
      ),
  });
  app.route({
    method: 'POST',
    url: '/graphql',
    async onRequest(request, reply) {
      const startedAt = options.clock.millis();
      reply.header('cache-control', 'no-store').header('x-request-id', request.id);
      if (acceptedType(request.headers.accept) === null)
        return refuse(reply, 406, graphError('BAD_USER_INPUT', 'The graph answers in JSON only.'));
      const who = await whoAsks(request, options.authenticate);
      if (!(who instanceof GraphRefusal)) {
        const waitSeconds = (await options.admit?.(who)) ?? null;
        if (waitSeconds !== null)
          return refuse(
            reply.header('retry-after', String(waitSeconds)),
            429,
            graphError('RATE_LIMITED', `This client asks too often; in ${waitSeconds} s it may ask again.`),
          );
        arrivals.set(request, { ...who, startedAt });
        return;
      }
      if (who.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
      return refuse(reply, STATUS[who.code] ?? 403, graphError(who.code, who.message));
    },
    async handler(request, reply) {
      const arrival = arrivals.get(request);
      const body = GraphQLBody.safeParse(request.body);
      if (!arrival) throw new TypeError('A request reached the graph without a viewer');
      if (!body.success)
        return refuse(
          reply,
          400,
          graphError(
            'BAD_USER_INPUT',
            'The body is one JSON object with `query`, and `variables` and `operationName`.',
          ),
        );
      const query = (await options.textOf?.(body.data)) ?? body.data.query ?? NO_TEXT;
      if (query instanceof GraphRefusal)
        return refuse(reply, STATUS[query.code] ?? 400, graphError(query.code, query.message));
      const call = callOf(request, reply, { ...body.data, query }, arrival, options);
      const endTurn = options.turn ? await options.turn(call.ask) : (): void => undefined;
      if (endTurn === null) return refuse(reply.header('retry-after', String(RETRY_SECONDS)), 503, overloaded());
      try {
        const answer = await options.answer(call);
        options.answered?.(call, answer);
        return send(reply, statusOf(answer, mediaOf(reply)), answer);
      } finally {
        endTurn();
      }
    },
  });
};

/** U+0000 as JSON writes it, or as GraphQL does inside JSON: PostgreSQL holds no text with it, and nobody types it. */
const NUL = /\\u0000|\\u\{0+\}/;

/** Names every request, takes JSON only, has no answer taken for another type, and answers what goes wrong in the shape of GraphQL without inner workings. */
export const prepare = (app: FastifyInstance, log: ErrorLog): void => {
  app.removeAllContentTypeParsers();
  app.addHook('onRequest', (_request, reply, done) => {
    // What is said to be JSON is shown as nothing else (Fetch standard, X-Content-Type-Options).
    reply.header('x-content-type-options', 'nosniff');
    done();
  });
  const json = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (NUL.test(body)) done(Object.assign(new Error('NUL in a text'), { statusCode: 400 }));
    else void json(request, body, done);
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    reply.header('x-request-id', request.id);
    if (status === 413) return refuse(reply, 413, graphError('TOO_COSTLY', 'The request is larger than 1 MB.'));
    if (status === 415)
      return refuse(reply, 415, graphError('BAD_USER_INPUT', 'The graph takes application/json only.'));
    if (status >= 400 && status < 500)
      return refuse(reply, status, graphError('BAD_USER_INPUT', 'The request could not be read.'));
    const masked = graphError('INTERNAL', 'A fault in Causeway; the reference finds it in the log.');
    log.error({ ref: masked.extensions.ref, requestId: request.id, ...placeOf(error) }, 'request failed');
    return refuse(reply, 500, masked);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain').send('Not found\n'));
};

/** Milliseconds in which a whole request, headers and body, must have arrived. */
export const RECEIVE_MS = 10_000;

/**
 * Options of every HTTP server here: our own request ids, a body of at most 1 MB, and `receiveMs` to send it all in. A
 * sender that trickles has its connection closed with 408, so that a thousand of them cannot hold a thousand sockets.
 */
export const serverOptions = (receiveMs = RECEIVE_MS) =>
  ({
    bodyLimit: 1_048_576,
    genReqId: (request: { headers: Parameters<typeof requestId>[0] }) => requestId(request.headers),
    requestIdHeader: false,
    // What is under way when the server is told to close is answered: {@link drainOnClose}.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: receiveMs,
    http: { headersTimeout: receiveMs, connectionsCheckingInterval: Math.ceil(receiveMs / 4) },
    // A picture's token stands in its path.
    routerOptions: { maxParamLength: 2_048 },
  }) as const;
