import { once } from 'node:events';
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fastify, { type FastifyInstance } from 'fastify';
import { nurse } from '../../gateway/testing/ask';
import { systemClock } from '../../schema/clock';
import { drainOnClose } from './draining';
import { graphqlEndpoint, prepare, serverOptions, type GraphQLAnswer } from './endpoint';

const log = { error: () => undefined };
const agents: Agent[] = [];
afterAll(() => agents.forEach((agent) => agent.destroy()));

/** A server that answers when it is told to, and not before. */
const serving = async (drainMs: number) => {
  let arrived = (): void => undefined;
  let answer = (_answer: GraphQLAnswer): void => undefined;
  const underWay = new Promise<void>((resolve) => (arrived = resolve));
  const answered = new Promise<GraphQLAnswer>((resolve) => (answer = resolve));
  const app = fastify(serverOptions());
  drainOnClose(app, drainMs);
  prepare(app, log);
  graphqlEndpoint(app, {
    ...{
      authenticate: () => Promise.resolve(nurse),
      clock: systemClock,
      log,
      deadlineMs: 60_000,
      behindGateway: false,
    },
    answer: () => {
      arrived();
      return answered;
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, port: (app.server.address() as AddressInfo).port, underWay, answer };
};

/** On a connection that its client means to keep. */
const post = (port: number): ClientRequest => {
  const agent = new Agent({ keepAlive: true });
  agents.push(agent);
  const headers = { 'content-type': 'application/json' };
  return request({ host: '127.0.0.1', port, agent, path: '/graphql', method: 'POST', headers });
};

const refused = async (port: number): Promise<unknown> => {
  const socket = connect(port, '127.0.0.1');
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  return error.code;
};

const stopsListening = async (app: FastifyInstance): Promise<void> => {
  while (app.server.listening) await new Promise(setImmediate);
};

test('what is under way is answered, on a connection that ends with it; nobody else is let in', async () => {
  const { app, port, underWay, answer } = await serving(60_000);
  const client = post(port);
  client.end('{"query":"{ a }"}');
  await underWay;
  const closing = app.close();
  await stopsListening(app);
  expect(await refused(port)).toBe('ECONNREFUSED');
  answer({ data: { a: 'told' } });
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  expect([response.statusCode, response.headers.connection]).toEqual([200, 'close']);
  expect(await text(response)).toBe('{"data":{"a":"told"}}');
  await closing;
});

test('a request whose body is still on its way is under way', async () => {
  const { app, port, answer } = await serving(60_000);
  answer({ data: { a: 'told' } });
  const client = post(port).setHeader('expect', '100-continue');
  client.flushHeaders();
  await once(client, 'continue');
  const closing = app.close();
  await stopsListening(app);
  client.end('{"query":"{ a }"}');
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  expect([response.statusCode, await text(response)]).toEqual([200, '{"data":{"a":"told"}}']);
  await closing;
});

test('what is never answered holds nobody back for longer than was agreed', async () => {
  const { app, port, underWay } = await serving(1);
  const client = post(port);
  client.end('{"query":"{ a }"}');
  const cut = once(client, 'error') as Promise<[NodeJS.ErrnoException]>;
  await underWay;
  await app.close();
  expect((await cut)[0].code).toBe('ECONNRESET');
});

test('a connection that is kept for later holds nobody back', async () => {
  const { app, port, answer } = await serving(60_000);
  answer({ data: {} });
  const client = post(port);
  client.end('{"query":"{ a }"}');
  const [response] = (await once(client, 'response')) as [IncomingMessage];
  await text(response);
  await app.close();
});
