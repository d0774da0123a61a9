import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createHttpClient, type HttpClient, type HttpClientOptions, type HttpRequest } from './client';
import type { HttpFault } from './fault';

const open: { server: Server; client: HttpClient }[] = [];
const serving = async (listener: RequestListener, options: Partial<HttpClientOptions> = {}) => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createHttpClient({ baseUrl: `${origin}/fhir/R4`, ...options });
  open.push({ server, client });
  return { client, origin, server };
};
afterEach(async () => {
  for (const { server, client } of open.splice(0)) {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
const faultOf = (client: HttpClient, request: HttpRequest = { path: 'Patient' }): Promise<string> =>
  client.json(request).then(
    () => 'none',
    (error: HttpFault) => error.kind,
  );

it('joins path and query to the base, repeats a repeated key, and sends headers and body', async () => {
  const { client } = await serving(
    (request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () =>
        response.end(
          JSON.stringify([request.method, request.url, request.headers['x-a'], request.headers['content-type'], body]),
        ),
      );
    },
    { headers: () => ({ 'x-a': 'always' }) },
  );
  const got = await client.json({ path: '/Patient', query: { start: ['ge1', 'le2'], none: undefined, _count: '5' } });
  expect(got.body).toEqual(['GET', '/fhir/R4/Patient?start=ge1&start=le2&_count=5', 'always', null, '']);
  const posted = await client.json({
    method: 'POST',
    path: '$op',
    headers: { 'content-type': 'application/fhir+json' },
    body: { a: 1 },
  });
  expect(posted.body).toEqual(['POST', '/fhir/R4/$op', 'always', 'application/fhir+json', '{"a":1}']);
});

it('follows a paging link under its base, and takes no patient to another server', async () => {
  const asked: (string | undefined)[] = [];
  const { client, origin } = await serving((request, response) => {
    asked.push(request.url);
    response.end('{}');
  });
  await client.json({ path: `${origin}/fhir/R4?page=2` }).catch(() => undefined);
  await client.json({ path: `${origin}/fhir/R4/Patient?page=2` });
  expect(await faultOf(client, { path: 'http://evil.example/fhir/R4/Patient' })).toBe('unreachable');
  expect(await faultOf(client, { path: `${origin}/admin` })).toBe('unreachable');
  expect(await faultOf(client, { path: '../../admin' })).toBe('unreachable');
  expect(asked).toContain('/fhir/R4/Patient?page=2');
  expect(asked.join()).not.toContain('admin');
});

it('unpacks gzip, and gives an empty body as undefined', async () => {
  const { client } = await serving((request, response) => {
    if (request.url?.endsWith('/empty')) response.writeHead(200).end();
    else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('\uFEFF{"a":1}'));
  });
  expect((await client.json({ path: 'Patient' })).body).toEqual({ a: 1 });
  expect(await client.json({ path: 'empty' })).toMatchObject({ status: 200, body: undefined });
});

it('tells an error by its status even where the body is a web page', async () => {
  const { client } = await serving((_, response) => response.writeHead(502, { 'retry-after': '7' }).end('<html>'));
  expect(await client.json({ path: 'Patient' })).toMatchObject({
    status: 502,
    headers: { 'retry-after': '7' },
    body: undefined,
  });
});

describe('what goes wrong has a kind, and never repeats the request', () => {
  it('a success that is not JSON, or not gzip', async () => {
    const { client } = await serving((request, response) =>
      request.url?.endsWith('/gzip')
        ? response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain')
        : response.end('<html>9990000018</html>'),
    );
    expect(await faultOf(client)).toBe('not-json');
    expect(await faultOf(client, { path: 'gzip' })).toBe('not-json');
  });

  it('a body that is too large, as sent or once unpacked', async () => {
    const big = JSON.stringify('x'.repeat(10_000));
    const listener: RequestListener = (request, response) =>
      request.url?.endsWith('/gzip')
        ? response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(big))
        : response.end(big);
    const { client } = await serving(listener, { maxBodyBytes: 1_000 });
    expect(await faultOf(client)).toBe('too-large');
    expect(await faultOf(client, { path: 'gzip' })).toBe('too-large');
  });

  it('a dead port', async () => {
    const { client, server } = await serving((_, response) => response.end());
    await new Promise((resolve) => server.close(resolve));
    expect(await faultOf(client)).toBe('unreachable');
  });

  it('a connection cut half way', async () => {
    const { client } = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a":');
      setTimeout(() => response.destroy(), 5);
    });
    expect(await faultOf(client)).toBe('unreachable');
  });

  it('silence, and an asker who leaves', async () => {
    const { client } = await serving(() => undefined, { headersTimeoutMs: 50 });
    expect(await faultOf(client)).toBe('timed-out');
    const { client: other } = await serving(() => undefined);
    expect(await faultOf(other, { path: 'Patient', signal: AbortSignal.timeout(20) })).toBe('aborted');
  });
});
