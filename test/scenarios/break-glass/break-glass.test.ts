import { executable } from '../../../subgraphs/execute';
import { careRecordSubgraph } from '../../../subgraphs/care-record';
import { encountersSubgraph } from '../../../subgraphs/encounters';
import type { Authenticated } from '../../../subgraphs/authenticate';
import { buildSubgraphServer } from '../../../subgraphs/server/server';
import type { OdsCode } from '../../../schema/identifiers';
import { at } from '../answers';
import { openHospital, type Hospital, type Reply } from '../hospital';

/** Bertie Ash (p013) lies on a ward of LPT and has never been at UHL; the nurse works on UHL's Ward 12. */
const BERTIE = '9990000123';
const MAVIS = '9990000018';
const RECORD = `query Record($n: NhsNumber!) { patient(nhsNumber: $n) {
  id name { text } birthDate allergies { nodes { id } completeness { status } } } }`;
const OPEN = `mutation Open($input: BreakGlassInput!) { breakGlass(input: $input) {
  grant { id until reason } userErrors { code field } } }`;
const END = `mutation End($id: ID!) { endBreakGlass(input: { id: $id }) { grant { endedAt } userErrors { code field } } }`;
const REVIEWS = `query Reviews($state: BreakGlassReviewState) { breakGlassReviews(state: $state) {
  nodes { id patient { id } reason words userName role capabilities requests review { outcome by words } }
  pageInfo { hasNextPage } } }`;
const REVIEW = `mutation Review($input: ReviewBreakGlassInput!) { reviewBreakGlass(input: $input) {
  grant { review { outcome words } } userErrors { code field message } } }`;
const PROXY = `mutation Proxy($input: RecordProxyInput!) { recordProxy(input: $input) {
  proxy { id carerNhsNumber } userErrors { field message } } }`;
const PROXY_RESTS_ON = 'Lasting power of attorney, seen';
const PARTS = `query Parts($n: NhsNumber!) { patient(nhsNumber: $n) {
  name { text } allergies { nodes { id } } appointments { completeness { status } } } }`;
const WORDS = 'Brought in unconscious, allergies needed';

const WARD_ANN: Authenticated = {
  viewer: {
    ...{ userId: '555000000020', name: 'WARD Ann', role: 'nurse', roleProfileId: '1', wards: [] },
    ...{ organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
  },
  ...{ purpose: 'TREAT', client: 'past-the-gateway' },
};

let hospital: Hospital;
let nurse: Record<string, string>;
beforeAll(async () => {
  hospital = await openHospital();
  nurse = { authorization: `Bearer ${await hospital.tokenFor('nurse', ['RWE|W12'])}` };
});
afterAll(() => hospital.close());

const record = (n = BERTIE, more: Record<string, string> = {}): Promise<Reply> =>
  hospital.askWith({ ...nurse, ...more }, RECORD, { n });
const open = (input: Record<string, unknown>): Promise<Reply> => hospital.askWith(nurse, OPEN, { input });
const bertie = async (): Promise<string> => at(await record(), 'patient.id') as string;

test('a stranger’s name is told, their record is not, and no system is asked for it', async () => {
  let reply: Reply | undefined;
  const asked = await hospital.asksDuring(async () => void (reply = await record()));
  expect(reply?.data).toMatchObject({ patient: { name: { text: 'ASH, Bertie (Mr)' }, allergies: null } });
  expect(reply?.errors).toMatchObject([
    {
      path: ['patient', 'allergies'],
      extensions: { code: 'FORBIDDEN', reason: 'NO_RELATIONSHIP', breakGlass: true },
    },
  ]);
  expect(JSON.stringify(asked)).not.toMatch(/[Aa]llerg/);
});

test.each([
  ['too few words', { words: 'because' }, 'words'],
  ['too long', { minutes: 241 }, 'minutes'],
  ['nobody', { patient: 'pt_nobody' }, 'patient'],
  ['no reason', { reason: 'UNKNOWN' }, 'reason'],
])('%s: nothing is opened', async (_, wrong, field) => {
  const reply = await open({ patient: await bertie(), reason: 'EMERGENCY', words: WORDS, ...wrong });
  expect(at(reply, 'breakGlass')).toEqual({ grant: null, userErrors: [{ code: 'BAD_USER_INPUT', field }] });
});

test.each(['ward-clerk', 'radiographer', 'privacy-officer', 'integration-engineer', 'patient', 'machine'] as const)(
  'a %s opens nothing',
  async (role) => {
    const input = { patient: await bertie(), reason: 'EMERGENCY', words: WORDS };
    const reply = await hospital.ask(role, OPEN, { input });
    expect([at(reply, 'breakGlass'), reply.errors[0]?.extensions['code']]).toEqual([null, 'FORBIDDEN']);
  },
);

describe('opened', () => {
  let id: string;
  beforeAll(async () => {
    const reply = await open({ patient: await bertie(), reason: 'EMERGENCY', words: WORDS, minutes: 30 });
    expect(at(reply, 'breakGlass')).toMatchObject({ userErrors: [], grant: { until: '2026-11-20T10:30:00.000Z' } });
    id = at(reply, 'breakGlass.grant.id') as string;
  });

  test('the record is shown, and the answer says under what', async () => {
    const reply = await record();
    expect([reply.errors, at(reply, 'patient.allergies')]).toEqual([[], expect.any(Object)]);
    expect(reply.extensions.breakGlass).toEqual([
      { id, patient: await bertie(), until: '2026-11-20T10:30:00.000Z', reason: 'EMERGENCY' },
    ]);
  });

  test('so it does at a subgraph’s own port', async () => {
    const server = buildSubgraphServer({
      subgraph: executable(careRecordSubgraph, { error: () => undefined }),
      door: hospital.adapters.door,
      authenticate: () => Promise.resolve(WARD_ANN),
      clock: hospital.clock,
      ready: () => true,
    });
    const response = await server.inject({
      ...{ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' } },
      payload: {
        query: `query Alone($r: [_Any!]!) { _entities(representations: $r) { ... on Patient { allergies { completeness { status } } } } }`,
        variables: { r: [{ __typename: 'Patient', id: await bertie() }] },
      },
    });
    await server.close();
    expect(response.json()).toMatchObject({
      data: { _entities: [{ allergies: expect.any(Object) as object }] },
      extensions: { breakGlass: [{ patient: await bertie(), reason: 'EMERGENCY' }] },
    });
  });

  test('a stay asked for by its id says so, too', async () => {
    const stays = 'query Stays($n: NhsNumber!) { patient(nhsNumber: $n) { encounters { nodes { id } } } }';
    const [stay] = at(await hospital.askWith(nurse, stays, { n: BERTIE }), 'patient.encounters.nodes.id') as string[];
    const server = buildSubgraphServer({
      ...{ subgraph: executable(encountersSubgraph, { error: () => undefined }), door: hospital.adapters.door },
      ...{ authenticate: () => Promise.resolve(WARD_ANN), clock: hospital.clock, ready: () => true },
    });
    const response = await server.inject({
      ...{ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json' } },
      payload: {
        query: 'query Stay($r: [_Any!]!) { _entities(representations: $r) { ... on Encounter { status } } }',
        variables: { r: [{ __typename: 'Encounter', id: stay }] },
      },
    });
    await server.close();
    expect(response.json()).toMatchObject({
      data: { _entities: [{ status: expect.any(String) as string }] },
      extensions: { breakGlass: [{ patient: await bertie(), reason: 'EMERGENCY' }] },
    });
  });

  test('it is on record as break-glass, with the grant; others’ reads in the same request are not', async () => {
    await record(BERTIE, { 'x-request-id': 'scenario-glass-0001' });
    await record(MAVIS, { 'x-request-id': 'scenario-glass-0001' });
    const { rows } = await hospital.adapters.store.pool.query<Record<string, unknown>>(
      `select purpose, note, persons from read_audit where request_id = 'scenario-glass-0001' and capability = 'allergies' order by id`,
    );
    const person = await bertie();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({ purpose: 'BTG', note: `break-glass ${id}`, persons: [person] });
    expect(rows[1]).toMatchObject({ purpose: 'TREAT', note: null });
  });

  test('it opens the record to nobody else, and nothing but the record', async () => {
    const other = { authorization: `Bearer ${await hospital.tokenFor('clinician', ['RWE|W12'])}` };
    const reply = await hospital.askWith(other, RECORD, { n: BERTIE });
    expect(at(reply, 'patient.allergies')).toBeNull();
    const messages = await hospital.askWith(nurse, '{ messages { nodes { id } } }');
    expect(messages.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('the privacy officer has it on the list at once, with what was read, and reviews it once', async () => {
    const waiting = await hospital.ask('privacy-officer', REVIEWS, { state: 'WAITING' });
    expect(at(waiting, 'breakGlassReviews.nodes')).toEqual([
      {
        ...{ id, patient: { id: await bertie() }, reason: 'EMERGENCY', words: WORDS, role: 'nurse' },
        ...{ userName: 'WARD Ann', capabilities: expect.arrayContaining(['allergies', 'demographics']) as string[] },
        ...{ requests: expect.any(Number) as number, review: null },
      },
    ]);
    const input = { id, outcome: 'JUSTIFIED', words: 'The ambulance sheet bears it out' };
    const reviewed = await hospital.ask('privacy-officer', REVIEW, { input });
    expect(at(reviewed, 'reviewBreakGlass')).toMatchObject({
      ...{ userErrors: [], grant: { review: { outcome: 'JUSTIFIED', words: input.words } } },
    });
    const again = await hospital.ask('privacy-officer', REVIEW, { input });
    expect(at(again, 'reviewBreakGlass.userErrors')).toMatchObject([{ field: 'id' }]);
    const left = await hospital.ask('privacy-officer', REVIEWS, { state: 'WAITING' });
    expect(at(left, 'breakGlassReviews.nodes')).toEqual([]);
    const clinician = await hospital.ask('clinician', REVIEWS, {});
    expect(clinician.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('nobody can change what stands there, not even by hand', async () => {
    const { pool } = hospital.adapters.store;
    for (const statement of [
      `update break_glass_grant set words = 'something else was said' where id = '${id}'`,
      `delete from break_glass_review`,
      `update break_glass_review set outcome = 'NOT_JUSTIFIED'`,
      `truncate break_glass_review`,
    ])
      await expect(pool.query(statement)).rejects.toThrow(/append-only/);
  });

  test('its user closes it, once', async () => {
    const ended = await hospital.askWith(nurse, END, { id });
    expect(at(ended, 'endBreakGlass')).toEqual({ grant: { endedAt: '2026-11-20T10:00:00.000Z' }, userErrors: [] });
    expect(at(await record(), 'patient.allergies')).toBeNull();
    const again = await hospital.askWith(nurse, END, { id });
    expect(at(again, 'endBreakGlass.userErrors')).toEqual([{ code: 'BAD_USER_INPUT', field: 'id' }]);
  });
});

/** A practice that takes direct care only refuses a patient's own ask: that is its answer, and no refusal of ours. */
const refusals = ({ errors }: Reply) => errors.filter(({ extensions }) => extensions['code'] === 'FORBIDDEN');

describe('a patient', () => {
  test('sees their own record, and nobody else’s, known or not', async () => {
    const own = await hospital.ask('patient', RECORD, { n: MAVIS });
    expect([refusals(own), at(own, 'patient.name.text')]).toEqual([[], 'TESTER, Mavis (Mrs)']);
    expect(at(own, 'patient.allergies')).not.toBeNull();
    const others = await Promise.all([BERTIE, '9990000921'].map((n) => hospital.ask('patient', RECORD, { n })));
    const seen = others.map(({ data, errors }) => [data, errors.map(({ message }) => message)]);
    expect(seen[0]).toEqual([{ patient: null }, [expect.stringContaining('patient') as string]]);
    expect(seen[1]).toEqual(seen[0]);
    const search = `{ patients(search: { family: "TESTER", birthDate: "1948-03-02" }) { nodes { id } } }`;
    expect((await hospital.ask('patient', search)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('sees who looked, by role and organisation and never by name', async () => {
    await record(MAVIS);
    const reads = `{ recordReads { nodes { at role organisation purpose capabilities outcome } } }`;
    const reply = await hospital.ask('patient', reads);
    expect(reply.errors).toEqual([]);
    const nodes = at(reply, 'recordReads.nodes') as Record<string, unknown>[];
    expect(nodes[0]).toMatchObject({ role: 'nurse', organisation: 'RWE', purpose: 'TREAT', outcome: 'ANSWERED' });
    expect(nodes.every(({ role }) => role !== 'patient')).toBe(true);
    expect(JSON.stringify(reply)).not.toMatch(/WARD|555000/);
    expect(
      (await hospital.ask('patient', `{ recordReads(patient: "${await bertie()}") { nodes { at } } }`)).errors,
    ).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await hospital.ask('nurse', reads)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    const log = `{ accessLog(filter: { nhsNumber: "${MAVIS}" }) { nodes { userName } } }`;
    expect((await hospital.ask('patient', log)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('is seen by a carer who holds proxy, and by no other', async () => {
    const before = await hospital.ask('carer', RECORD, { n: MAVIS });
    expect([before.data, before.errors[0]?.extensions['code']]).toEqual([{ patient: null }, 'FORBIDDEN']);
    const input = { nhsNumber: MAVIS, carerNhsNumber: '9990000034', carerName: 'TESTER, Tom', reason: PROXY_RESTS_ON };
    const recorded = await hospital.ask('privacy-officer', PROXY, { input });
    expect(at(recorded, 'recordProxy')).toMatchObject({ userErrors: [], proxy: { carerNhsNumber: '9990000034' } });
    const after = await hospital.ask('carer', RECORD, { n: MAVIS });
    expect([refusals(after), at(after, 'patient.name.text')]).toEqual([[], 'TESTER, Mavis (Mrs)']);
    const reads = await hospital.ask('carer', '{ recordReads { nodes { role } } }');
    expect(at(reads, 'recordReads.nodes')).toContainEqual({ role: 'nurse' });
    const own = await hospital.ask('carer', RECORD, { n: '9990000034' });
    expect(own.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  test('sees who holds proxy, and ends it: from then on the carer sees nothing', async () => {
    const list = '{ proxies { nodes { id carerName carerNhsNumber capabilities by endedAt } } }';
    const [proxy] = at(await hospital.ask('patient', list), 'proxies.nodes') as Record<string, unknown>[];
    expect(proxy).toMatchObject({ carerName: 'TESTER, Tom', carerNhsNumber: null, capabilities: null, endedAt: null });
    for (const role of ['carer', 'clinician'] as const)
      expect((await hospital.ask(role, list)).errors[0]?.extensions['code']).toBe('FORBIDDEN');
    const end = `mutation End($id: ID!) { endProxy(input: { id: $id, reason: "I no longer wish it" }) {
      proxy { endedRole } userErrors { field } } }`;
    const ended = await hospital.ask('patient', end, { id: proxy?.['id'] });
    expect(at(ended, 'endProxy')).toEqual({ proxy: { endedRole: 'patient' }, userErrors: [] });
    const carer = await hospital.ask('carer', RECORD, { n: MAVIS });
    expect([carer.data, carer.errors[0]?.extensions['code']]).toEqual([{ patient: null }, 'FORBIDDEN']);
    const again = await hospital.ask('patient', end, { id: proxy?.['id'] });
    expect(at(again, 'endProxy')).toEqual({ proxy: null, userErrors: [{ field: 'id' }] });
  });

  test('lets a carer see a part of their record, by name and nothing else beside', async () => {
    const input = { nhsNumber: MAVIS, carerNhsNumber: '9990000034', carerName: 'TESTER, Tom', reason: PROXY_RESTS_ON };
    const part = { ...input, capabilities: ['appointments'] };
    expect(at(await hospital.ask('privacy-officer', PROXY, { input: part }), 'recordProxy.userErrors')).toEqual([]);
    const seen = await hospital.ask('carer', PARTS, { n: MAVIS });
    expect(at(seen, 'patient')).toMatchObject({ name: { text: 'TESTER, Mavis (Mrs)' }, allergies: null });
    expect(at(seen, 'patient.appointments')).not.toBeNull();
    expect(refusals(seen)).toMatchObject([{ path: ['patient', 'allergies'] }]);
    const reads = await hospital.ask('carer', '{ recordReads { nodes { role } } }');
    expect(reads.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

test('a picture is shown under it, on record as break-glass; without it there is no link to one', async () => {
  const stranger = { authorization: `Bearer ${await hospital.tokenFor('clinician', [], { organisation: 'RT5' })}` };
  const studies =
    'query Studies($n: NhsNumber!) { patient(nhsNumber: $n) { id imagingStudies { nodes { thumbnailUrl } } } }';
  const asked = () => hospital.askWith(stranger, studies, { n: MAVIS });
  const before = await asked();
  expect([at(before, 'patient.imagingStudies'), before.errors[0]?.extensions['code']]).toEqual([null, 'FORBIDDEN']);
  const input = { patient: at(before, 'patient.id'), reason: 'EMERGENCY', words: WORDS };
  const grant = at(await hospital.askWith(stranger, OPEN, { input }), 'breakGlass.grant.id') as string;
  const links = at(await asked(), 'patient.imagingStudies.nodes.thumbnailUrl') as string[];
  const picture = await fetch(new URL(links.find(Boolean) ?? '/no-link', hospital.url));
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)]);
  const { rows } = await hospital.adapters.store.pool.query<Record<string, unknown>>(
    `select purpose, persons from read_audit where note like '%' || $1 and capability = 'imaging-studies'`,
    [grant],
  );
  // The list with its links, and the picture.
  expect(rows).toEqual([1, 2].map(() => ({ purpose: 'BTG', persons: [input.patient] })));
});

test('once its time is over the record is closed by itself; where the feed fell silent meanwhile, that is said', async () => {
  await open({ patient: await bertie(), reason: 'RELATIONSHIP_NOT_RECORDED', words: WORDS });
  expect(at(await record(), 'patient.allergies')).not.toBeNull();
  hospital.clock.advance(61 * 60_000);
  const late = await hospital.tokenFor('nurse', ['RWE|W12']);
  const reply = await hospital.askWith({ authorization: `Bearer ${late}` }, RECORD, { n: BERTIE });
  expect(at(reply, 'patient.allergies')).toBeNull();
  const [refusal] = reply.errors.filter(({ extensions }) => extensions['code'] === 'FORBIDDEN');
  expect(refusal?.extensions).toMatchObject({ reason: 'NO_RELATIONSHIP', breakGlass: true, relationshipsStale: true });
});
