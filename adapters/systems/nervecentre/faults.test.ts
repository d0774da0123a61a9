import type { Ask } from '../../../schema/capabilities';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fixedClock } from '../../../schema/clock';
import { hospitalNumberSystem } from '../../../schema/identifiers';
import {
  ANCHOR,
  askOf,
  connectTo,
  identityOf,
  openUnderTest,
  RWE,
  valueOf,
  type UnderTest,
} from './simulator/under-test';
import { SourceFault, type Connection } from '../../contract';
import type { Answer } from '../../../schema/answer';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Fault } from '../../simulation/simulator';

const W12 = [{ organisation: RWE, ward: 'W12' }];
const clock = fixedClock(ANCHOR);

const faultOf = async (work: Promise<unknown> | undefined): Promise<SourceFault> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof SourceFault) return error;
    throw error;
  }
  throw new Error('Expected the ask to fail');
};

describe('the simulator with a fault', () => {
  let acute: UnderTest;
  let mavis: PersonIdentity;
  beforeEach(async () => {
    acute = await openUnderTest();
    const person = acute.hospital.current.people[0];
    if (person === undefined) throw new Error('The hospital has nobody');
    mavis = identityOf(person);
    // The token is fetched before anything breaks.
    await acute.connection.sources.people.flags?.([mavis], {}, acute.ask);
  });
  afterEach(() => acute.close());

  const fault = (kind: Fault['kind'], delayMs = 0): void => acute.running.setFault({ kind, delayMs, share: 1 });
  const allergies = (more: Partial<Ask> = {}) =>
    acute.connection.sources.people.allergies?.([mavis], {}, askOf(acute.clock, more));

  it.each([
    ['down', 'SOURCE_UNAVAILABLE'],
    ['error', 'SOURCE_UNAVAILABLE'],
    ['garbage', 'SOURCE_INVALID'],
    ['empty', 'SOURCE_INVALID'],
  ] as const)('%s is told as %s, with no value in its words', async (kind, code) => {
    fault(kind);
    const { code: told, message } = await faultOf(allergies());
    expect(told).toBe(code);
    expect(message).not.toMatch(/999\d{7}|S1234567|Tester/);
    acute.running.setFault(null);
  });

  it('stops when the asker stops waiting', async () => {
    fault('slow', 60_000);
    const stop = new AbortController();
    const asked = faultOf(allergies({ signal: stop.signal }));
    while (acute.asked().filter((what) => what === 'GET AllergyIntolerance').length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect((await asked).code).toBe('SOURCE_TIMEOUT');
  });

  it('reads every page', async () => {
    const paged = connectTo(acute.baseUrl, acute.clock, 'nervecentre@RWE', { pageSize: 4 });
    acute.asked();
    const [answer] =
      (await paged.sources.places.encounters?.([{ organisation: RWE, ward: 'W30' }], {}, acute.ask)) ?? [];
    expect(answer).toMatchObject({ complete: true });
    expect(valueOf(answer)).toHaveLength(30);
    expect(acute.asked()).toHaveLength(8);
    await paged.close();
  });

  it('says so when there are more pages than it reads', async () => {
    const short = connectTo(acute.baseUrl, acute.clock, 'nervecentre@RWE', { pageSize: 4, maxPages: 2 });
    const [answer] =
      (await short.sources.places.encounters?.([{ organisation: RWE, ward: 'W30' }], {}, acute.ask)) ?? [];
    expect(answer).toMatchObject({ complete: false, warnings: [{ code: 'PAGES_MISSING' }] });
    expect(valueOf(answer)).toHaveLength(8);
    await short.close();
  });

  it('is refused with the wrong secret, before anything is asked', async () => {
    const wrong = connectTo(acute.baseUrl, acute.clock, 'nervecentre@RWE', { clientSecret: 'wrong' });
    acute.asked();
    const told = await faultOf(wrong.sources.places.wards?.(W12, {}, acute.ask));
    expect(told.code).toBe('SOURCE_REFUSED');
    expect(acute.asked()).toEqual([]);
    await wrong.close();
    await wrong.close();
  });
});

describe('a server that answers as it pleases', () => {
  let server: Server;
  let connection: Connection;
  let respond: (request: IncomingMessage, response: ServerResponse) => void;
  let tokens: number;

  beforeEach(async () => {
    tokens = 0;
    server = createServer((request, response) => {
      if (request.url !== '/oauth2/token') return respond(request, response);
      tokens += 1;
      response.end(JSON.stringify({ access_token: `t${tokens}`, token_type: 'Bearer', expires_in: 600 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    connection = connectTo(`http://127.0.0.1:${port}`, clock, 'nervecentre@RWE');
  });
  afterEach(async () => {
    await connection.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => {
    respond = (_request, response) => {
      response.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body));
    };
  };
  const hospitalNumber = { system: hospitalNumberSystem('RWE'), value: 'S1234567' };
  const one: PersonIdentity = {
    id: 'id-1' as PersonIdentity['id'],
    mergedIds: [],
    nhsNumber: '9990000018' as NonNullable<PersonIdentity['nhsNumber']>,
    nhsNumberVerified: true,
    identifiers: [hospitalNumber],
    records: [],
    restricted: false,
    epoch: 0,
  };
  const allergies = async (): Promise<Answer<readonly unknown[]> | undefined> =>
    (await connection.sources.people.allergies?.([one], {}, askOf(clock)))?.[0];
  const subject = { identifier: hospitalNumber };
  const latex = { resourceType: 'AllergyIntolerance', id: 'a1', code: { text: 'Latex' }, patient: subject };
  const searchset = (entry: readonly unknown[], more: object = {}) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    total: entry.length,
    entry: entry.map((resource) => ({ resource })),
    ...more,
  });

  it('none is a fact when the total says so', async () => {
    json(searchset([]));
    expect(await allergies()).toMatchObject({ kind: 'found', value: [], complete: true });
  });

  it.each([
    ['a 200 without a body', undefined],
    ['a searchset without its total', { resourceType: 'Bundle', type: 'searchset' }],
    ['something else', { hello: 'world' }],
    ['resources of another kind', searchset([{ resourceType: 'Flag', id: 'f1', status: 'active' }])],
  ])('%s is not an answer', async (_, body) => {
    json(body);
    expect((await faultOf(allergies())).code).toBe('SOURCE_INVALID');
  });

  it.each([
    [429, 'SOURCE_UNAVAILABLE', 7_000],
    [503, 'SOURCE_UNAVAILABLE', 7_000],
    [403, 'SOURCE_REFUSED', undefined],
    [422, 'SOURCE_REFUSED', undefined],
    [404, 'SOURCE_INVALID', undefined],
    [410, 'SOURCE_UNAVAILABLE', undefined],
  ] as const)('HTTP %d is %s', async (status, code, retryAfterMs) => {
    json({ resourceType: 'OperationOutcome', issue: [] }, status, { 'retry-after': '7' });
    const told = await faultOf(allergies());
    expect(told.code).toBe(code);
    expect(told.retryAfterMs).toBe(retryAfterMs);
  });

  it('fetches a new token after one was no longer taken', async () => {
    json({}, 401);
    expect((await faultOf(allergies())).code).toBe('SOURCE_UNAVAILABLE');
    json(searchset([latex]));
    expect(await allergies()).toMatchObject({ kind: 'found' });
    await allergies();
    expect(tokens).toBe(2);
  });

  it('a second page that fails fails the list: half of it must not look whole', async () => {
    respond = (request, response) => {
      if (request.url?.includes('page=2')) return void response.writeHead(503).end();
      const next = `http://${request.headers.host}/fhir/R4/AllergyIntolerance?page=2`;
      response.end(JSON.stringify(searchset([latex], { total: 2, link: [{ relation: 'next', url: next }] })));
    };
    expect((await faultOf(allergies())).code).toBe('SOURCE_UNAVAILABLE');
  });

  it('never follows a page to another server', async () => {
    json(searchset([latex], { total: 2, link: [{ relation: 'next', url: 'http://127.0.0.2:1/fhir/R4/x' }] }));
    expect((await faultOf(allergies())).code).toBe('SOURCE_UNAVAILABLE');
  });

  it('what the server says against its own answer reaches the reader, and the answer is not whole', async () => {
    const issue = [{ severity: 'warning', code: 'incomplete', diagnostics: 'Archive not searched' }];
    json({
      ...searchset([]),
      total: 1,
      entry: [
        { resource: latex },
        { resource: { resourceType: 'OperationOutcome', issue }, search: { mode: 'outcome' } },
      ],
    });
    expect(await allergies()).toMatchObject({
      complete: false,
      value: [{ code: { text: 'Latex' } }],
      warnings: [{ code: 'incomplete' }],
    });
  });

  it('an allergy that cannot be read is marked, one of nobody or of somebody else left out, and all of it told', async () => {
    const others = { patient: { identifier: { ...hospitalNumber, value: 'S7654321' } } };
    const [unread, ofNobody] = [
      { ...latex, id: 'a3', code: 7 },
      { ...latex, id: 'a4', patient: 7 },
    ];
    json(searchset([latex, unread, ofNobody, { ...latex, id: 'a2', ...others }, { ...unread, id: 'a5', ...others }]));
    const answer = await allergies();
    expect(answer).toMatchObject({
      complete: false,
      value: [
        { key: 'nervecentre@RWE|AllergyIntolerance/a1', code: { text: 'Latex' } },
        {
          key: 'nervecentre@RWE|AllergyIntolerance/a3',
          code: { text: expect.stringContaining('not be read') as string },
        },
      ],
      warnings: [{ code: 'RECORD_PARTLY_READ' }, { code: 'RECORD_UNREADABLE' }, { code: 'SUBJECT_NOT_ASKED' }],
    });
    expect(valueOf(answer)).toHaveLength(2);
  });

  it('a place that fails fails alone', async () => {
    respond = (request, response) => {
      if (request.url?.includes('identifier=W15')) return void response.writeHead(500).end();
      response.end(JSON.stringify(searchset([])));
    };
    const places = ['W12', 'W15'].map((ward) => ({ organisation: RWE, ward }));
    const answers = await connection.sources.places.wards?.(places, {}, askOf(clock));
    expect(answers?.map(({ kind }) => kind)).toEqual(['found', 'failed']);
  });
});
