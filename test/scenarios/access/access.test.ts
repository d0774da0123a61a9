import { request } from 'node:http';
import { at, completeness, table } from '../answers';
import { openHospital, variablesOf, type Hospital } from '../hospital';

/** Who sees what, and what is kept of it. Worked out from design, section 6, and the cast. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital.close());

const HEADER = `query Header($n: NhsNumber!) { patient(nhsNumber: $n) {
  id restricted name { text } address { text } telecom { value } nextOfKin { name { text } } generalPractice { odsCode }
  currentEncounter { status ward { name } bed { name } }
} }`;
const MAVIS = { n: '9990000018' };
const RESTRICTED = { n: '9990000042' };
const [W12 = ''] = variablesOf('09-bed-state')['wards'] as string[];

interface AuditRow {
  readonly role: string;
  readonly operation: string;
  readonly capability: string;
  readonly persons: readonly string[];
  readonly outcome: string;
}
const auditOf = async (requestId: string): Promise<readonly AuditRow[]> =>
  (
    await hospital.adapters.store.pool.query<AuditRow>(
      'select role, operation, capability, persons, outcome from read_audit where request_id = $1',
      [requestId],
    )
  ).rows;
const asNurseOf = async (ward: string, query: string, variables: Record<string, unknown>) =>
  hospital.askWith({ authorization: `Bearer ${await hospital.tokenFor('nurse', [ward])}` }, query, variables);

describe('at the door', () => {
  test.each([
    ['no token', {}],
    ['a token that is none', { authorization: 'Bearer nonsense' }],
    ['a role said in a header', { 'x-role': 'clinician' }],
  ])('%s: 401 and no data', async (_, headers) => {
    const reply = await hospital.askWith(headers, HEADER, MAVIS);
    expect([reply.status, reply.data]).toEqual([401, undefined]);
    expect(reply.errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
  });

  test('a query in a URL is refused whoever asks, since it would stand in access logs', async () => {
    const url = new URL(`/graphql?query=${encodeURIComponent('{ viewer { name } }')}`, hospital.url);
    const response = await fetch(url, { headers: { authorization: `Bearer ${await hospital.tokenFor('clinician')}` } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.text()).not.toContain('DOCTOR');
  });

  test('nobody on the way may keep an answer, and the asker’s request id comes back', async () => {
    const authorization = `Bearer ${await hospital.tokenFor('nurse')}`;
    const headers = { authorization, 'x-request-id': 'scenario-access-0001' };
    const reply = await hospital.askWith(headers, HEADER, MAVIS);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('x-request-id')).toBe('scenario-access-0001');
    const own = await hospital.askWith({ authorization }, HEADER, MAVIS);
    expect(own.headers.get('x-request-id')).toMatch(/\S{8,}/);
  });

  test('a purpose that the role does not have is refused', async () => {
    const authorization = `Bearer ${await hospital.tokenFor('nurse')}`;
    const reply = await hospital.askWith({ authorization, 'x-purpose': 'BTG' }, HEADER, MAVIS);
    expect([reply.status, reply.errors[0]?.extensions['code']]).toEqual([403, 'FORBIDDEN']);
  });

  test('an asker who goes away before the answer harms nobody', async () => {
    const authorization = `Bearer ${await hospital.tokenFor('nurse')}`;
    await new Promise<void>((resolve) => {
      const call = request(new URL('/graphql', hospital.url), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
      });
      call.on('error', () => resolve());
      call.end(JSON.stringify({ query: HEADER, variables: MAVIS }), () => call.destroy(new Error('gone')));
    });
    expect((await asNurseOf('RWE|W12', HEADER, MAVIS)).errors).toEqual([]);
  });
});

describe('on record', () => {
  test('every read of a person names them, who asked, as what, and for what', async () => {
    const headers = { 'x-request-id': 'scenario-audit-0001' };
    const authorization = `Bearer ${await hospital.tokenFor('clinician')}`;
    const reply = await hospital.askWith({ ...headers, authorization }, '01-patient-header', {
      nhsNumber: '9990000018',
    });
    const person = at(reply, 'patient.id') as string;
    const rows = await auditOf('scenario-audit-0001');
    expect(new Set(rows.map(({ capability }) => capability))).toEqual(new Set(['demographics', 'flags', 'allergies']));
    for (const row of rows)
      expect(row).toMatchObject({
        role: 'clinician',
        operation: 'PatientHeader',
        persons: [person],
        outcome: 'answered',
      });
  });

  test('a ward list names everybody on it', async () => {
    const headers = {
      'x-request-id': 'scenario-audit-0002',
      authorization: `Bearer ${await hospital.tokenFor('nurse', ['RWE|W12'])}`,
    };
    const census = `query ($w: [ID!]!) { encounters(filter: { wards: $w }) { nodes { patient { id } } completeness { status } } }`;
    const reply = await hospital.askWith(headers, census, { w: [W12] });
    const people = at(reply, 'encounters.nodes.patient.id') as string[];
    expect(people).toHaveLength(7);
    const rows = await auditOf('scenario-audit-0002');
    const census12 = rows.find(({ capability }) => capability === 'encounters');
    expect([...(census12?.persons ?? [])].sort()).toEqual([...people].sort());
  });

  test('what was refused is on record as refused', async () => {
    const headers = {
      'x-request-id': 'scenario-audit-0003',
      authorization: `Bearer ${await hospital.tokenFor('integration-engineer')}`,
    };
    await hospital.askWith(headers, HEADER, MAVIS);
    const rows = await auditOf('scenario-audit-0003');
    expect(rows.map(({ role, outcome }) => [role, outcome])).toEqual([['integration-engineer', 'refused']]);
  });
});

describe('by role', () => {
  test('a ward clerk has the header and no results, and the rest of the answer stands', async () => {
    const query = `query ($n: NhsNumber!) { patient(nhsNumber: $n) { name { text } currentEncounter { ward { name } }
      labReports { nodes { id } completeness { status } } } }`;
    const reply = await hospital.ask('ward-clerk', query, MAVIS);
    expect(reply.status).toBe(200);
    expect(reply.data).toEqual({
      patient: {
        name: { text: 'TESTER, Mavis (Mrs)' },
        currentEncounter: { ward: { name: 'Ward 12' } },
        labReports: null,
      },
    });
    expect(reply.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['patient', 'labReports'], 'FORBIDDEN'],
    ]);
  });

  test.each(['integration-engineer', 'migration-planner'] as const)('%s has nothing of any patient', async (role) => {
    const reply = await hospital.ask(role, HEADER, MAVIS);
    expect(reply.data).toEqual({ patient: null });
    expect(reply.errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    expect(JSON.stringify([reply.errors, reply.extensions])).not.toMatch(/TESTER|9990000018|S1234567/);
  });
});

describe('a restricted person (p005, on Ward 12 in B4-02)', () => {
  const masked = { restricted: true, address: null, telecom: null, nextOfKin: null, generalPractice: null };
  const board = `query ($w: [ID!]!) {
    encounters(filter: { wards: $w }) { nodes { bed { code } } totalCount completeness { ...C } }
    wards(filter: { wards: $w }) { nodes { beds { nodes { code status occupant { id } } completeness { ...C } } }
      completeness { status } }
    bedState(filter: { wards: $w }) { nodes { total occupied } completeness { status } } }
    fragment C on Completeness { status withheld }`;
  const bedB402 = (reply: Awaited<ReturnType<typeof asNurseOf>>) =>
    (at(reply, 'wards.nodes.beds.nodes') as { code: string; status: string; occupant: object | null }[][])
      .flat()
      .find(({ code }) => code === 'B4-02');

  test('the ward that treats him sees its patient in his bed, and not where he lives', async () => {
    const reply = await asNurseOf('RWE|W12', HEADER, RESTRICTED);
    expect(reply.errors).toEqual([]);
    expect(at(reply, 'patient')).toMatchObject({
      ...masked,
      name: { text: 'SHIELD, Robin (Mr)' },
      currentEncounter: { ward: { name: 'Ward 12' }, bed: { name: 'Ward 12 Bay 4 Bed 2' } },
    });
    const ward = await asNurseOf('RWE|W12', board, { w: [W12] });
    expect(at(ward, 'encounters')).toMatchObject({
      totalCount: 7,
      completeness: { status: 'COMPLETE', withheld: false },
    });
    expect(bedB402(ward)).toMatchObject({ status: 'OCCUPIED', occupant: { id: expect.any(String) as string } });
  });

  test('another ward sees that he is in hospital, and neither where he lies nor where he lives', async () => {
    const reply = await asNurseOf('RWE|W20', HEADER, RESTRICTED);
    expect(reply.errors).toEqual([]);
    expect(at(reply, 'patient')).toMatchObject({
      ...masked,
      currentEncounter: { status: 'IN_PROGRESS', ward: null, bed: null },
    });
  });

  test('to another ward the list of his says that something is withheld, without a count; the beds still add up', async () => {
    const reply = await asNurseOf('RWE|W20', board, { w: [W12] });
    const beds = table(reply, 'encounters.nodes', 'bed.code').flat();
    expect(beds).not.toContain('B4-02');
    expect(beds).toHaveLength(6);
    expect(at(reply, 'encounters')).toMatchObject({
      totalCount: null,
      completeness: { status: 'PARTIAL', withheld: true },
    });
    expect(bedB402(reply)).toMatchObject({ status: 'OCCUPIED', occupant: null });
    expect(at(reply, 'bedState.nodes')).toEqual([{ total: 10, occupied: 7 }]);
  });

  test('his practice is named nowhere, not even in who answered or in an error', async () => {
    const reply = await asNurseOf('RWE|W12', '01-patient-header', { nhsNumber: RESTRICTED.n });
    expect(completeness(reply, 'patient.allergies').sources).toMatchObject({ 'gp-connect@WITHHELD': 'FAILED' });
    expect(JSON.stringify(reply)).not.toMatch(/C82997|Hidden Close|LE\d/);
  });
});
