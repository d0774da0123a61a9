import { request } from 'undici';
import { openUnderTest, type UnderTest } from './under-test';

let acute: UnderTest;
let authorization: string;
beforeAll(async () => {
  acute = await openUnderTest();
  const { body } = await request(`${acute.baseUrl}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('someone:secret').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  authorization = `Bearer ${((await body.json()) as { access_token: string }).access_token}`;
});
afterAll(() => acute.close());

interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Record<string, unknown>;
}

const ask = async (
  path: string,
  more: { method?: 'GET' | 'PUT'; headers?: object; body?: string } = {},
): Promise<Seen> => {
  const { statusCode, headers, body } = await request(`${acute.baseUrl}/fhir/R4/${path}`, {
    method: more.method ?? 'GET',
    headers: { authorization, ...more.headers },
    body: more.body ?? null,
  });
  const text = await body.text();
  return { status: statusCode, headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
};

test('nothing without a token; the request id comes back', async () => {
  expect((await ask('Location', { headers: { authorization: 'Bearer made-up' } })).status).toBe(401);
  const { headers } = await ask('Location?physicalType=wa', { headers: { 'x-request-id': 'r-1' } });
  expect(headers).toMatchObject({ 'x-request-id': 'r-1', 'content-type': 'application/fhir+json; charset=utf-8' });
});

test('a parameter or a resource it does not know is refused, never passed over', async () => {
  expect(await ask('Encounter?ward=W12')).toMatchObject({ status: 400, body: { resourceType: 'OperationOutcome' } });
  expect(await ask('Immunization')).toMatchObject({ status: 404, body: { resourceType: 'OperationOutcome' } });
  expect(await ask('Observation?date=yesterday')).toMatchObject({ status: 400 });
});

test('the searches of the contract as they are written there', async () => {
  const nhs = 'https://fhir.nhs.uk/Id/nhs-number';
  const totals = await Promise.all(
    [
      'Location?partof=Location/W12&physicalType=bd',
      'Encounter?location=W12&status=in-progress&class=IMP&_include=Encounter:patient&_count=50',
      `Observation?patient.identifier=${nhs}|9990000026&code=1104051000000101&_sort=-date&_count=5`,
      'Task?status=requested,received,accepted&code=ews-escalation&location=W12',
      'Encounter?class=EMER&status=arrived,triaged,in-progress',
      'Appointment?service-category=theatre&date=2026-11-21',
      `Observation/$lastn?patient.identifier=${nhs}|9990000018,${nhs}|9990000026&code=1104051000000101&max=1`,
      `Flag?patient.identifier=${nhs}|9990000018&category=resuscitation,capacity,alert`,
      `Task?code=result-acknowledgement&patient.identifier=${nhs}|9990000050`,
    ].map(async (path) => (await ask(path)).body['total']),
  );
  expect(totals).toEqual([10, 7, 2, expect.any(Number), 8, expect.any(Number), 2, 3, 1]);
});

test('a page leads to the next, and the last to none', async () => {
  const first = (await ask('Location?partof=Location/W12&physicalType=bd&_count=6')).body;
  const links = first['link'] as { relation: string; url: string }[];
  const next = links.find(({ relation }) => relation === 'next')?.url.split('/fhir/R4/')[1];
  const last = (await ask(next ?? '')).body;
  expect([(first['entry'] as unknown[]).length, (last['entry'] as unknown[]).length]).toEqual([6, 4]);
  expect((last['link'] as { relation: string }[]).map(({ relation }) => relation)).toEqual(['self']);
});

test('what has not changed is not sent again', async () => {
  const { headers, body } = await ask('Encounter/e700002');
  expect(body['resourceType']).toBe('Encounter');
  expect((await ask('Encounter/e700002', { headers: { 'if-none-match': headers['etag'] } })).status).toBe(304);
});

test('the first to accept an escalation has it; the second comes too late', async () => {
  const { etag } = (await ask('Task/esc-011')).headers;
  const accept = (owner: string, match: unknown) =>
    ask('Task/esc-011', {
      method: 'PUT',
      headers: { 'if-match': match },
      body: JSON.stringify({ resourceType: 'Task', status: 'accepted', owner: { display: owner } }),
    });
  expect(await accept('WARD Ann', etag)).toMatchObject({ status: 200, body: { status: 'accepted' } });
  expect((await accept('HEART Henry', etag)).status).toBe(412);
  expect((await ask('Task/esc-011')).body).toMatchObject({ owner: { display: 'WARD Ann' } });
});
