import type { Role } from '../../../schema/capabilities';
import { at, table } from '../answers';
import { openHospital, variablesOf, type Hospital, type Reply } from '../hospital';
import { adt, send } from '../messages/sending';

/** Question 21: who looked at this patient's record, under which role and reason; and what they were shown. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
  // The hospital's own history all arrived at 10:00.
  hospital.clock.advance(30 * 60_000);
});
afterAll(() => hospital.close());

const as = async (role: Role, requestId: string, query: string, variables: Record<string, unknown> = {}) =>
  hospital.askWith(
    { authorization: `Bearer ${await hospital.tokenFor(role)}`, 'x-request-id': requestId },
    query,
    variables,
  );
const audited = async (requestId: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await hospital.adapters.store.pool.query<Record<string, unknown>>(
      'select capability, persons, outcome, note from read_audit where request_id = $1 order by id',
      [requestId],
    )
  ).rows;
const officer = (query: string, variables: Record<string, unknown> = {}) =>
  hospital.ask('privacy-officer', query, variables);
const codes = ({ errors }: Reply) => errors.map(({ extensions }) => extensions['code']);

const LOG = `query Log($filter: AccessLogFilter!, $first: Int, $after: String) {
  accessLog(filter: $filter, first: $first, after: $after) {
    nodes { request at userId role purpose client operation capabilities systems people outcome notes }
    pageInfo { hasNextPage endCursor }
  }
}`;
const SEEN = `query Seen($request: ID!) {
  asSeen(request: $request) { request parts { at userId capability patient { id } system content } }
}`;
const ALLERGIES = `query Allergies($n: NhsNumber!) {
  patient(nhsNumber: $n) { id allergies { nodes { code { text } } completeness { status } } }
}`;
const MAVIS = '9990000018';

test('a number that nobody has was still tried, and that is on record', async () => {
  await as('privacy-officer', 'access-nobody-01', LOG, { filter: { nhsNumber: '9990009996' } });
  expect(await audited('access-nobody-01')).toEqual([
    { capability: 'access-log', persons: [], outcome: 'refused', note: 'BAD_USER_INPUT' },
  ]);
});

describe('21: who looked at this record', () => {
  test('one entry a request, newest first, with role, purpose, program and what was read', async () => {
    await as('clinician', 'access-first-0001', '01-patient-header', variablesOf('01-patient-header'));
    hospital.clock.advance(60_000);
    await as('ward-clerk', 'access-second-01', ALLERGIES, { n: MAVIS });
    const reply = await officer('21-who-looked', variablesOf('21-who-looked'));
    expect(reply.errors).toEqual([]);
    expect(table(reply, 'accessLog.nodes', 'request', 'role', 'purpose', 'operation', 'people', 'outcome')).toEqual([
      ['access-second-01', 'ward-clerk', 'TREAT', 'Allergies', 1, 'PARTLY_REFUSED'],
      ['access-first-0001', 'clinician', 'TREAT', 'PatientHeader', 1, 'ANSWERED'],
    ]);
    const [second, first] = at(reply, 'accessLog.nodes') as Record<string, unknown>[];
    expect(second).toMatchObject({
      capabilities: ['allergies', 'demographics'],
      notes: ['The role ward-clerk may not read allergies.', 'find by nhsNumber: one'],
    });
    expect(first?.['capabilities']).toEqual(expect.arrayContaining(['allergies', 'demographics']));
    expect(first?.['systems']).toEqual(expect.arrayContaining(['pas@RWE', 'nervecentre@RWE']));
    expect(Date.parse(String(second?.['at'])) - Date.parse(String(first?.['at']))).toBeGreaterThanOrEqual(60_000);
  });

  test('of a ward list only what was read of this person counts, and everybody in it is counted', async () => {
    // Of wards that are not the viewer's own it must be known who lies there before their beds can be shown.
    const authorization = `Bearer ${await hospital.tokenFor('nurse', ['RWE|W12'])}`;
    const headers = { authorization, 'x-request-id': 'access-ward-0001' };
    await hospital.askWith(headers, '09-bed-state', variablesOf('09-bed-state'));
    const rows = await audited('access-ward-0001');
    const [patient] = rows.map(({ persons }) => persons as string[]).find(({ length }) => length > 1) ?? [];
    const reply = await officer(LOG, { filter: { patient, request: 'access-ward-0001' } });
    const [entry] = at(reply, 'accessLog.nodes') as { people: number; outcome: string }[];
    expect(entry?.outcome).toBe('ANSWERED');
    expect(entry?.people).toBeGreaterThan(1);
  });

  test('by hospital number, by user and by request the same is found', async () => {
    const [{ userId = '' } = {}] = at(
      await officer(LOG, { filter: { request: 'access-first-0001' } }),
      'accessLog.nodes',
    ) as { userId?: string }[];
    const system = 'https://fhir.rwe.example.nhs.uk/Id/hospital-number';
    const { rows } = await hospital.adapters.store.pool.query<{ value: string }>(
      `select i.value from person_identifier i join person_record r on r.id = i.record
       where r.nhs_number = $1 and i.system = $2`,
      [MAVIS, system],
    );
    for (const filter of [{ identifier: { system, value: rows[0]?.value } }, { user: userId }])
      expect(at(await officer(LOG, { filter }), 'accessLog.nodes.request')).toContain('access-first-0001');
  });

  test('pages follow each other whatever is read meanwhile', async () => {
    for (const number of [1, 2, 3]) await as('nurse', `access-page-000${number}`, ALLERGIES, { n: '9990000042' });
    const filter = { nhsNumber: '9990000042' };
    const one = await officer(LOG, { filter, first: 2 });
    expect(at(one, 'accessLog.nodes.request')).toEqual(['access-page-0003', 'access-page-0002']);
    expect(at(one, 'accessLog.pageInfo.hasNextPage')).toBe(true);
    await as('nurse', 'access-page-0004', ALLERGIES, { n: '9990000042' });
    const two = await officer(LOG, { filter, first: 2, after: at(one, 'accessLog.pageInfo.endCursor') });
    expect(at(two, 'accessLog.nodes.request')).toEqual(['access-page-0001']);
    expect(at(two, 'accessLog.pageInfo.hasNextPage')).toBe(false);
  });

  test('reads older than 90 days are shown when they are asked for', async () => {
    const from = '2026-11-20T00:00:00.000Z';
    hospital.clock.advance(91 * 86_400_000);
    try {
      const filter = { request: 'access-page-0001' };
      expect(at(await as('privacy-officer', 'access-late-0001', LOG, { filter }), 'accessLog.nodes')).toEqual([]);
      const whole = { filter: { ...filter, window: { from } } };
      const reply = await as('privacy-officer', 'access-late-0002', LOG, whole);
      expect(at(reply, 'accessLog.nodes.request')).toEqual(['access-page-0001']);
    } finally {
      hospital.clock.advance(-91 * 86_400_000);
    }
  });

  test('reads under an id that was merged away since are found by the survivor', async () => {
    await send(hospital, 'pas-adt', adt('A28', 'ACC-1', 'S9900201^^^RWE'), adt('A28', 'ACC-2', 'S9900202^^^RWE'));
    const BY = `query By($i: IdentifierInput!) { patient(identifier: $i) { id name { text } } }`;
    const of = (value: string) => ({ system: 'https://fhir.rwe.example.nhs.uk/Id/hospital-number', value });
    const before = await as('nurse', 'access-merged-001', BY, { i: of('S9900202') });
    await send(hospital, 'pas-adt', adt('A40', 'ACC-3', 'S9900201^^^RWE', { rest: ['MRG|S9900202^^^RWE'] }));
    const after = await as('nurse', 'access-merged-002', BY, { i: of('S9900201') });
    const id = at(after, 'patient.id');
    expect(at(before, 'patient.id')).not.toBe(id);
    const reply = await officer(LOG, { filter: { patient: id } });
    expect(at(reply, 'accessLog.nodes.request')).toEqual(['access-merged-002', 'access-merged-001']);
  });
});

describe('who may look, and that looking is seen', () => {
  test('the look-up is on record with whom it was about, and stands in the log from then on', async () => {
    await as('privacy-officer', 'access-look-0001', LOG, { filter: { nhsNumber: MAVIS } });
    const [row, ...more] = await audited('access-look-0001');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ capability: 'access-log', outcome: 'answered', note: 'access log by nhsNumber' });
    expect(row?.['persons']).toHaveLength(1);
    const reply = await officer(LOG, { filter: { nhsNumber: MAVIS }, first: 1 });
    expect(table(reply, 'accessLog.nodes', 'request', 'role', 'purpose', 'capabilities')).toEqual([
      ['access-look-0001', 'privacy-officer', 'HOPERAT', ['access-log']],
    ]);
  });

  test.each([
    'clinician',
    'nurse',
    'pharmacist',
    'radiographer',
    'ward-clerk',
    'integration-engineer',
    'migration-planner',
  ] as const)('a %s sees none of it, and that is on record', async (role) => {
    const requestId = `access-${role}-0001`;
    const reply = await as(
      role,
      requestId,
      `{ accessLog(filter: { nhsNumber: "${MAVIS}" }) { nodes { request } } asSeen(request: "access-first-0001") { request } auditState { sealed } }`,
    );
    expect(reply.data).toEqual({ accessLog: null, asSeen: null, auditState: null });
    expect(codes(reply)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    const rows = await audited(requestId);
    expect(rows.map(({ capability, outcome }) => [capability, outcome]).sort()).toEqual([
      ['access-log', 'refused'],
      ['access-log', 'refused'],
      ['as-seen', 'refused'],
    ]);
  });

  test.each([
    ['nothing', {}],
    ['two people', { patient: 'pe_1', nhsNumber: MAVIS }],
    ['a number that nobody has', { nhsNumber: '9990009996' }],
    [
      'a period that ends before it begins',
      { user: 'x', window: { from: '2026-11-20T10:00:00Z', to: '2026-11-19T10:00:00Z' } },
    ],
  ])('to ask for %s is an error, never an empty list', async (_what, filter) => {
    const reply = await officer(LOG, { filter });
    expect([reply.data, codes(reply)]).toEqual([{ accessLog: null }, ['BAD_USER_INPUT']]);
  });

  test('the state of the seal says what waits', async () => {
    const reply = await officer('{ auditState { sealed unsealed oldestUnsealed } }');
    expect(reply.errors).toEqual([]);
    const { sealed, unsealed } = at(reply, 'auditState') as { sealed: number; unsealed: number };
    const { rows } = await hospital.adapters.store.pool.query<{ count: number }>(
      'select count(*)::int as count from read_audit',
    );
    expect(sealed + unsealed).toBeGreaterThan(0);
    expect(sealed + unsealed).toBeLessThanOrEqual(rows[0]?.count ?? 0);
  });
});

describe('as seen', () => {
  const NHS = '9997770102';
  const REPORTS = `query R($n: NhsNumber!) { patient(nhsNumber: $n) {
    id labReports { nodes { status results { valueText } } completeness { status } }
    allergies { nodes { code { text } } completeness { status } } } }`;
  const report = (id: string, status: string, potassium: string): string =>
    [
      `MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120103000||ORU^R01^ORU_R01|${id}|P|2.5.1|||AL|NE|GBR|UNICODE UTF-8|EN`,
      `PID|1||S9900009^^^RWE^MR~${NHS}^^^NHS^NH||SPECIMEN^BEA^^^MS^^L||19620709|F`,
      'ORC|RE||26Q0000021||CM',
      `OBR|1||26Q0000021|252167001^Urea and electrolytes^SCT|||20261120090000|||||||20261120091500||||||||20261120102500||BS|${status}`,
      `OBX|1|NM|1107751000000106^Potassium^SCT||${potassium}|mmol/L|3.5-5.3||||${status}|||20261120090000|||||20261120102000||||LRI Pathology`,
    ]
      .map((segment) => `${segment}\r`)
      .join('');
  const partsOf = (reply: Reply) =>
    at(reply, 'asSeen.parts') as {
      capability: string;
      system: string;
      content: string;
      patient: { id: string } | null;
    }[];

  test('what was shown is shown again byte for byte, after the record was corrected and the system is gone', async () => {
    const person = `S9900009^^^RWE~${NHS}^^^NHS`;
    await send(
      hospital,
      'pas-adt',
      adt('A28', 'SEEN-P', person).replace('SPECIMEN^ADA^^^MRS', 'SPECIMEN^BEA^^^MS').replace('19500401', '19620709'),
    );
    await send(hospital, 'lims-results', report('SEEN-A', 'F', '5.9'));
    const left = jest.spyOn(hospital.adapters.door, 'forPeople');
    const shown = await as('clinician', 'access-seen-0001', REPORTS, { n: NHS });
    const answers = await Promise.all(left.mock.results.map(({ value }) => value as Promise<unknown[][]>));
    left.mockRestore();
    expect(JSON.stringify(shown.data)).toContain('5.9');

    await send(hospital, 'lims-results', report('SEEN-B', 'C', '4.8'));
    await hospital.setFault('nervecentre', { kind: 'down' });
    try {
      const now = await as('clinician', 'access-seen-0002', REPORTS, { n: NHS });
      expect(JSON.stringify(now.data)).toContain('4.8');

      const reply = await as('privacy-officer', 'access-seen-0003', SEEN, { request: 'access-seen-0001' });
      expect(reply.errors).toEqual([]);
      const parts = partsOf(reply);
      const texts = answers.flat(2).map((routed) => {
        const { capability, instance, systemName, needed, withheld, answer } = routed as Record<string, unknown>;
        const about = { person: at(shown, 'patient.id'), capability, instance, systemName, needed, withheld, answer };
        return JSON.stringify(about);
      });
      expect(parts.map(({ content }) => content).sort()).toEqual(texts.sort());
      const lab = parts.find(({ capability }) => capability === 'lab-reports');
      expect(lab).toMatchObject({ system: 'lims@RWE', patient: { id: at(shown, 'patient.id') } });
      expect(lab?.content).toContain('5.9');
      expect(lab?.content).not.toContain('4.8');

      const [row] = await audited('access-seen-0003');
      expect(row).toMatchObject({
        capability: 'as-seen',
        outcome: 'answered',
        note: 'as seen: request access-seen-0001',
      });
      expect(row?.['persons']).toEqual([at(shown, 'patient.id')]);
    } finally {
      await hospital.setFault('nervecentre', null);
    }
  });

  test('what was masked for the asker is masked here; of a ward the parts are about a place', async () => {
    await as(
      'clinician',
      'access-seen-0004',
      `query D($n: NhsNumber!) { patient(nhsNumber: $n) { address { text } } }`,
      {
        n: '9990000042',
      },
    );
    const masked = partsOf(await officer(SEEN, { request: 'access-seen-0004' }));
    expect(masked.map(({ capability }) => capability)).toContain('demographics');
    const told = masked.map(({ content }) => JSON.parse(content) as { withheld: boolean; answer: { value?: object } });
    const [demographics] = told.filter(({ answer }) => answer.value !== undefined);
    expect(demographics?.withheld).toBe(true);
    expect(demographics?.answer.value).toHaveProperty('name');
    expect(demographics?.answer.value).not.toHaveProperty('address');
    const ward = partsOf(await officer(SEEN, { request: 'access-ward-0001' }));
    expect(ward.filter(({ patient }) => patient === null).map(({ content }) => content)).toEqual(
      expect.arrayContaining([expect.stringContaining('"place":{"organisation":"RWE"')]),
    );
  });

  test('a request that never was is null, and that somebody asked is on record', async () => {
    const reply = await as('privacy-officer', 'access-seen-0005', SEEN, { request: 'never-was-0001' });
    expect([reply.data, reply.errors]).toEqual([{ asSeen: null }, []]);
    expect(await audited('access-seen-0005')).toHaveLength(1);
  });
});
