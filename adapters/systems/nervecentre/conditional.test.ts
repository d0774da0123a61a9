import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { fixedClock } from '../../../schema/clock';
import { ANCHOR, askOf, connectTo, openUnderTest, RWE, valueOf, type UnderTest } from './simulator/under-test';
import type { Connection } from '../../contract';
import type { Answer } from '../../../schema/answer';

const W12 = [{ organisation: RWE, ward: 'W12' }];
const W30 = [{ organisation: RWE, ward: 'W30' }];

interface Exchange {
  readonly what: string;
  readonly condition: string | undefined;
  readonly status: number;
  readonly bytes: number;
}

/** Between the adapter and the simulator: what was asked on what condition, and how many bytes came back. */
const openWitness = async (baseUrl: string): Promise<{ server: Server; baseUrl: string; seen: Exchange[] }> => {
  const seen: Exchange[] = [];
  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    const { connection: _, ...headers } = incoming.headers;
    const reply = await request(`${baseUrl}${incoming.url}`, {
      method: incoming.method === 'POST' ? 'POST' : 'GET',
      headers: headers as Record<string, string>,
      body: pieces.length > 0 ? Buffer.concat(pieces) : null,
    });
    const body = Buffer.from(await reply.body.arrayBuffer());
    if (incoming.method === 'GET')
      seen.push({
        what: incoming.url?.split('?')[0]?.replace('/fhir/R4/', '') ?? '',
        condition: incoming.headers['if-none-match'],
        status: reply.statusCode,
        bytes: body.length,
      });
    const { etag } = reply.headers;
    response.writeHead(reply.statusCode, typeof etag === 'string' ? { etag } : {}).end(body);
  };
  const server = createServer((incoming, response) => {
    pass(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
};

const shut = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

describe('asked twice', () => {
  let acute: UnderTest;
  let witness: Awaited<ReturnType<typeof openWitness>>;
  let connection: Connection;
  beforeEach(async () => {
    acute = await openUnderTest();
    witness = await openWitness(acute.baseUrl);
    connection = connectTo(witness.baseUrl, acute.clock, 'nervecentre@RWE', { pageSize: 12 });
  });
  afterEach(async () => {
    await connection.close();
    await shut(witness.server);
    await acute.close();
  });
  const seen = (): readonly Exchange[] => witness.seen.splice(0);
  const escalations = async (): Promise<Answer<readonly unknown[]> | undefined> =>
    (await connection.sources.places.escalations?.(W12, {}, acute.ask))?.[0];

  test('an unchanged list is not sent again, page by page, and is as fresh as the second ask', async () => {
    const ward = async () => (await connection.sources.places.encounters?.(W30, {}, acute.ask))?.[0];
    const first = await ward();
    const whole = seen();
    expect(whole.map(({ condition, status }) => [condition, status])).toEqual(Array(3).fill([undefined, 200]));
    acute.clock.advance(60_000);
    const second = await ward();
    const unchanged = seen();
    expect(unchanged.map(({ status, bytes }) => [status, bytes])).toEqual(Array(3).fill([304, 0]));
    // Each page on its own condition.
    expect(new Set(unchanged.map(({ condition }) => condition)).size).toBe(3);
    expect(valueOf(second)).toHaveLength(30);
    const without = (answer: typeof first): unknown[] =>
      valueOf(answer).map(({ source: { retrievedAt: _, ...source }, ...record }) => ({ ...record, source }));
    expect(without(second)).toEqual(without(first));
    for (const { source } of valueOf(second)) expect(source.retrievedAt).toBe('2026-11-20T10:01:00.000Z');
    expect(second).toMatchObject({ complete: true, source: { freshness: 'LIVE', asOf: '2026-11-20T10:01:00.000Z' } });
  });

  test('whatever happens in the hospital, it answers as one that keeps nothing', async () => {
    const forgetful = connectTo(acute.baseUrl, acute.clock, 'nervecentre@RWE', { pageSize: 12, keptBytes: 0 });
    const wards = ['W12', 'ED', 'W20', 'G5'].map((ward) => ({ organisation: RWE, ward }));
    for (let step = 0; step < 25; step += 1) {
      acute.clock.advance(60_000);
      acute.hospital.step();
      for (const capability of ['encounters', 'bed-state'] as const)
        expect(await connection.sources.places[capability]?.(wards, {}, acute.ask)).toEqual(
          await forgetful.sources.places[capability]?.(wards, {}, acute.ask),
        );
    }
    await forgetful.close();
    const conditional = seen().filter(({ condition }) => condition !== undefined);
    expect(new Set(conditional.map(({ status }) => status))).toEqual(new Set([200, 304]));
  });

  test('a broken system is not hidden by what was kept, and afterwards all is as before', async () => {
    const before = valueOf(await escalations());
    for (const kind of ['error', 'garbage', 'empty'] as const) {
      acute.running.setFault({ kind, delayMs: 0, share: 1 });
      await expect(escalations().then(valueOf)).rejects.toThrow();
      acute.running.setFault(null);
      expect(valueOf(await escalations())).toEqual(before);
    }
  });
});

describe('a server that answers as it pleases', () => {
  const clock = fixedClock(ANCHOR);
  let server: Server;
  let connection: Connection;
  let conditions: (string | undefined)[];
  let respond: (incoming: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    conditions = [];
    server = createServer((incoming, response) => {
      if (incoming.url === '/oauth2/token')
        return void response.end(JSON.stringify({ access_token: 't', token_type: 'Bearer', expires_in: 600 }));
      conditions.push(incoming.headers['if-none-match']);
      respond(incoming, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    connection = connectTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, clock, 'nervecentre@RWE');
  });
  afterEach(async () => {
    await connection.close();
    await shut(server);
  });

  const none = { resourceType: 'Bundle', type: 'searchset', total: 0 };
  const says = (status: number, body: unknown, etag?: string): void => {
    respond = (_incoming, response) => {
      response.writeHead(status, etag === undefined ? {} : { etag });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
  };
  const read = async (): Promise<string> => {
    const [answer] = (await connection.sources.places.wards?.(W12, {}, askOf(clock))) ?? [];
    return answer?.kind === 'failed' ? answer.error.code : (answer?.kind ?? 'nothing');
  };
  const told = (): Promise<string> => read().catch((error: unknown) => (error as { code: string }).code);

  test('no ETag, no condition', async () => {
    says(200, none);
    expect([await told(), await told()]).toEqual(['found', 'found']);
    expect(conditions).toEqual([undefined, undefined]);
  });

  test('a 304 that nobody asked for is nonsense', async () => {
    says(304, undefined, '"1"');
    expect(await told()).toBe('SOURCE_INVALID');
  });

  test('weakly the same is the same; a 304 about another version is nonsense, and the next ask is for the whole', async () => {
    says(200, none, 'W/"1"');
    await told();
    says(304, undefined, '"1"');
    expect(await told()).toBe('found');
    says(304, undefined, '"2"');
    expect(await told()).toBe('SOURCE_INVALID');
    says(200, none, 'W/"2"');
    expect(await told()).toBe('found');
    expect(conditions).toEqual([undefined, 'W/"1"', 'W/"1"', undefined]);
  });

  test.each([
    ['a 200 that is not FHIR', 200, { hello: 'world' }],
    ['a searchset without its total', 200, { resourceType: 'Bundle', type: 'searchset' }],
    ['a refusal', 403, undefined],
    ['a page that is gone', 410, undefined],
    ['a condition not taken', 412, undefined],
  ])('%s is not kept, and lets go what was', async (_what, status, body) => {
    says(200, none, '"1"');
    await told();
    says(status, body, '"broken"');
    expect(await told()).toMatch(/^SOURCE_/);
    says(200, none, '"2"');
    expect([await told(), await told()]).toEqual(['found', 'found']);
    expect(conditions).toEqual([undefined, '"1"', undefined, '"2"']);
  });

  test.each([429, 503])('HTTP %d says nothing against what was kept', async (status) => {
    says(200, none, '"1"');
    await told();
    says(status, undefined);
    expect(await told()).toBe('SOURCE_UNAVAILABLE');
    says(304, undefined);
    expect(await told()).toBe('found');
  });

  test('a second page that is gone lets go the first, whose link is too old', async () => {
    let version = 1;
    respond = (incoming, response) => {
      const etag = '"same"';
      if (incoming.url?.includes('page=')) {
        if (!incoming.url.endsWith(`page=${version}`)) return void response.writeHead(410).end();
        return void response.end(JSON.stringify({ ...none, total: 0 }));
      }
      if (incoming.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
      const url = `http://${incoming.headers.host}/fhir/R4/Location?page=${version}`;
      response.writeHead(200, { etag }).end(JSON.stringify({ ...none, link: [{ relation: 'next', url }] }));
    };
    expect(await told()).toBe('found');
    version = 2;
    expect([await told(), await told()]).toEqual(['SOURCE_UNAVAILABLE', 'found']);
  });

  test('with keptBytes 0 nothing is kept', async () => {
    await connection.close();
    const { port } = server.address() as AddressInfo;
    connection = connectTo(`http://127.0.0.1:${port}`, clock, 'nervecentre@RWE', { keptBytes: 0 });
    says(200, none, '"1"');
    await told();
    await told();
    expect(conditions).toEqual([undefined, undefined]);
  });
});
