import { at, table } from '../answers';
import { openHospital, variablesOf, type Hospital } from '../hospital';
import { adt, send } from './sending';

/** The message console's questions. What is expected was worked out from the messages that are sent here. */
let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital();
  // The hospital's own history all arrived at 10:00.
  hospital.clock.advance(30 * 60_000);
});
afterAll(() => hospital.close());

const engineer = (query: string, variables: Record<string, unknown> = {}) =>
  hospital.ask('integration-engineer', query, variables);
const audited = async (requestId: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await hospital.adapters.store.pool.query<Record<string, unknown>>(
      'select capability, persons, outcome, note, client from read_audit where request_id = $1 order by id',
      [requestId],
    )
  ).rows;
const withId = async (requestId: string, query: string, variables: Record<string, unknown> = {}) =>
  hospital.askWith(
    { authorization: `Bearer ${await hospital.tokenFor('integration-engineer')}`, 'x-request-id': requestId },
    query,
    variables,
  );

describe('20: rejected, out of order, duplicated or waiting for a merge', () => {
  test('by sender, each with why', async () => {
    const again = adt('A28', 'Q20-A', 'S9900001^^^RWE', { occurred: '20261120100000' });
    const told = await send(
      hospital,
      'pas-adt',
      again,
      again,
      adt('A31', 'Q20-B', 'S9900001^^^RWE', { occurred: '20261120102000' }),
      adt('A31', 'Q20-C', 'S9900001^^^RWE', { occurred: '20261120090000' }),
      adt('A31', 'Q20-D', 'S9900001^^^RWE', { processing: 'T' }),
      // Nobody to merge: held. What follows for the same person waits for it.
      adt('A40', 'Q20-E', 'S9900002^^^RWE'),
      adt('A31', 'Q20-F', 'S9900002^^^RWE'),
      // A stay without its number is held; the merge that retires its person waits.
      adt('A01', 'Q20-G', 'S9900003^^^RWE', { rest: ['PV1|1|I|RWE^W12^^RWE'] }),
      adt('A40', 'Q20-H', 'S9900004^^^RWE', { rest: ['MRG|S9900003^^^RWE'] }),
    );
    expect(told).toEqual(['AA', 'AA', 'AA', 'AA', 'AR', 'AA', 'AA', 'AA', 'AA']);
    const [lims] = await send(
      hospital,
      'lims-results',
      'MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120103000||ORU^R01^ORU_R01|Q20-I|D|2.5.1\rPID|1||S9900001^^^RWE\r',
    );
    expect(lims).toBe('AR');

    const reply = await engineer('20-messages-in-trouble', {
      ...variablesOf('20-messages-in-trouble'),
      received: { from: '2026-11-20T10:29:00.000Z', to: '2026-11-20T10:31:00.000Z' },
    });
    expect(reply.errors).toEqual([]);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(at(reply, 'messageCounts')).toEqual([
      { key: 'PAS|RWE', count: 5 },
      { key: 'LIMS|RWE', count: 1 },
    ]);
    expect(table(reply, 'messages.nodes', 'controlId', 'state', 'problems', 'repeats', 'behind.controlId')).toEqual([
      ['Q20-I', 'REFUSED', ['REFUSED'], 0, null],
      ['Q20-H', 'HELD', ['HELD', 'WAITING_FOR_MERGE'], 0, 'Q20-G'],
      ['Q20-F', 'RECEIVED', ['WAITING_FOR_MERGE'], 0, 'Q20-E'],
      ['Q20-D', 'REFUSED', ['REFUSED'], 0, null],
      ['Q20-C', 'TRANSLATED', ['OUT_OF_ORDER'], 0, null],
      ['Q20-A', 'TRANSLATED', ['REPEATED'], 1, null],
    ]);
    expect(table(reply, 'messages.nodes', 'reason.hl7', 'reason.at', 'told.code')[3]).toEqual(['202', 'MSH-11', 'AR']);
    expect(at(reply, 'messages.pageInfo.hasNextPage')).toBe(false);
  });

  test('and how many wait behind each that is held, once however many records they name', async () => {
    const waiting = async (): Promise<Record<string, unknown>> => {
      const reply = await engineer(
        'query W { messages(filter: { states: [HELD, RECEIVED] }, first: 100) { nodes { controlId waitingBehind } } }',
      );
      const rows = table(reply, 'messages.nodes', 'controlId', 'waitingBehind');
      return Object.fromEntries(rows.filter(([id]) => String(id).startsWith('Q20-')));
    };
    expect(await waiting()).toEqual({ 'Q20-E': 1, 'Q20-F': 0, 'Q20-G': 1, 'Q20-H': 0 });
    // It stands behind the merge in one record, and behind what the merge waits for in the other.
    await send(
      hospital,
      'pas-adt',
      adt('A31', 'Q20-J', 'S9900004^^^RWE'),
      adt('A40', 'Q20-K', 'S9900004^^^RWE', { rest: ['MRG|S9900003^^^RWE'] }),
    );
    expect(await waiting()).toMatchObject({ 'Q20-G': 3, 'Q20-H': 2, 'Q20-J': 0, 'Q20-K': 0 });
  });
});

const NHS = '9997770102';
const PID = `PID|1||S9900009^^^RWE^MR~${NHS}^^^NHS^NH||SPECIMEN^BEA^^^MS^^L||19620709|F`;
const report = (id: string, status: string, potassium: string): string =>
  [
    `MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|20261120103000||ORU^R01^ORU_R01|${id}|P|2.5.1|||AL|NE|GBR|UNICODE UTF-8|EN`,
    PID,
    `ORC|RE||26Q0000019||CM`,
    `OBR|1||26Q0000019|252167001^Urea and electrolytes^SCT|||20261120090000|||||||20261120091500||||||||20261120102500||BS|${status}`,
    `OBX|1|NM|1107751000000106^Potassium^SCT||${potassium}|mmol/L|3.5-5.3||||${status}|||20261120090000|||||20261120102000||||LRI Pathology`,
  ]
    .map((segment) => `${segment}\r`)
    .join('');

describe('19: the message of a result, what it became, and every later correction', () => {
  const first = report('Q19-A', 'F', '5.9');
  const second = report('Q19-B', 'C', '4.8');
  let firstId: string;
  beforeAll(async () => {
    const person = `S9900009^^^RWE~${NHS}^^^NHS`;
    await send(
      hospital,
      'pas-adt',
      adt('A28', 'Q19-P', person).replace('SPECIMEN^ADA^^^MRS', 'SPECIMEN^BEA^^^MS').replace('19500401', '19620709'),
    );
    await send(hospital, 'lims-results', first, second);
    const reply = await hospital.ask(
      'clinician',
      `query R($n: NhsNumber!) { patient(nhsNumber: $n) { labReports { nodes { source { messageId } previous { messageId } } completeness { status } } } }`,
      { n: NHS },
    );
    [[firstId = ''] = []] = at(reply, 'patient.labReports.nodes.previous.messageId') as string[][];
  });

  const ask19 = (variables: Record<string, unknown> = {}) =>
    engineer('19-message-of-a-result', { ...variablesOf('19-message-of-a-result'), messageId: firstId, ...variables });

  test('the raw message, named by the standard, and the record it was mapped to', async () => {
    const reply = await ask19();
    expect(reply.errors).toEqual([]);
    expect(at(reply, 'message.controlId')).toBe('Q19-A');
    expect(at(reply, 'message.content.text')).toBe(first);
    const [, pid] = at(reply, 'message.content.segments') as { name: string; children: unknown[] }[];
    expect(pid).toMatchObject({
      name: 'Patient Identification',
      children: expect.arrayContaining([
        expect.objectContaining({ position: 'PID-7', name: 'Date/Time of Birth', value: '19620709' }),
        expect.objectContaining({
          position: 'PID-3',
          repetition: 2,
          children: expect.arrayContaining([expect.objectContaining({ position: 'PID-3.1', value: NHS })]) as unknown,
        }),
      ]) as unknown,
    });
    const became = at(reply, 'message.content.became') as { type: string; current: boolean; fields: object[] }[];
    const mapped = became.find(({ type }) => type === 'LabReport');
    expect(mapped).toMatchObject({ capability: 'lab-reports', current: false });
    expect(mapped?.fields).toEqual(
      expect.arrayContaining([
        { path: 'fillerNumber', value: '26Q0000019' },
        { path: 'status', value: 'final' },
        { path: 'collected', value: '2026-11-20T09:00:00.000Z' },
        { path: 'results[0].valueText', value: '5.9 mmol/L' },
      ]),
    );
  });

  test('its correction, with what that says now', async () => {
    const reply = await ask19();
    expect(table(reply, 'message.related', 'relation', 'message.controlId', 'message.content.text')).toEqual([
      ['CORRECTED_BY', 'Q19-B', second],
    ]);
    const [became] = at(reply, 'message.related.message.content.became') as {
      type: string;
      current: boolean;
      fields: object[];
    }[][];
    const mapped = became?.find(({ type }) => type === 'LabReport');
    expect(mapped?.current).toBe(true);
    expect(mapped?.fields).toEqual(
      expect.arrayContaining([
        { path: 'status', value: 'corrected' },
        { path: 'results[0].valueText', value: '4.8 mmol/L' },
        { path: 'previous[0].results[0].valueText', value: '5.9 mmol/L' },
      ]),
    );
  });

  test('opening names the person in the audit, and the opener in the history', async () => {
    const query = `query O($id: ID!) { message(id: $id) { content(reason: "The ward asks for the first value") { masked } } }`;
    await withId('messages-opened-0001', query, { id: firstId });
    const rows = await audited('messages-opened-0001');
    const opened = rows.find(({ capability }) => capability === 'message-content');
    expect(opened).toMatchObject({ outcome: 'answered', note: `${firstId} opened` });
    expect(opened?.['persons']).toHaveLength(1);
    const history = await engineer('query H($id: ID!) { message(id: $id) { history { what by reason } } }', {
      id: firstId,
    });
    expect(at(history, 'message.history')).toContainEqual({
      what: 'opened',
      by: expect.any(String) as unknown,
      reason: 'The ward asks for the first value',
    });
  });

  test('without a reason nothing of the person is there; with too short a one it is refused', async () => {
    const query = `query C($id: ID!, $r: String) { message(id: $id) { content(reason: $r) { masked text
      segments { children { position value children { position value children { value } } } } became { fields { path value } } } } }`;
    const masked = await engineer(query, { id: firstId });
    expect(at(masked, 'message.content.masked')).toBe(true);
    const all = JSON.stringify(masked.data);
    for (const value of [NHS, 'S9900009', 'SPECIMEN', 'BEA', '19620709', '5.9', '26Q0000019', '20261120090000'])
      expect(all).not.toContain(value);
    expect(all).toContain('Potassium');
    const short = await engineer(query, { id: firstId, r: 'because' });
    expect(short.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['message', 'content'], 'BAD_USER_INPUT'],
    ]);
  });

  test('a search by NHS number finds both, and is on record with the person', async () => {
    const query = `query S($n: NhsNumber!) { messages(filter: { nhsNumber: $n }, order: OLDEST_FIRST) { nodes { controlId } } }`;
    const reply = await withId('messages-search-0001', query, { n: NHS });
    expect(at(reply, 'messages.nodes.controlId')).toEqual(['Q19-P', 'Q19-A', 'Q19-B']);
    const [row] = await audited('messages-search-0001');
    expect(row).toMatchObject({ capability: 'messages', outcome: 'answered', note: 'search by nhsNumber' });
    expect(row?.['persons']).toHaveLength(1);
    const others = await engineer(
      `query S($i: MessageIdentifierInput!) { messages(filter: { identifier: $i, types: ["ORU^R01"] }) { nodes { controlId } } }`,
      { i: { system: 'RWE', value: 'S9900009' } },
    );
    expect(at(others, 'messages.nodes.controlId')).toEqual(['Q19-B', 'Q19-A']);
  });
});

describe('who may', () => {
  const CONTENT = `query C($id: ID!, $r: String) { message(id: $id) { controlId history { what } content(reason: $r) { masked restricted text
    segments { position children { position value children { position value } } } became { fields { value } } } } }`;

  test('of somebody restricted nothing is shown, whatever the reason, and the history says who tried', async () => {
    const found = await engineer(
      `query S($n: NhsNumber!) { messages(filter: { nhsNumber: $n, feeds: ["pas-adt"] }, first: 1) { nodes { id } } }`,
      { n: '9990000042' },
    );
    const [id] = at(found, 'messages.nodes.id') as string[];
    const reply = await engineer(CONTENT, { id, r: 'A held message has to be mended' });
    expect(at(reply, 'message.content')).toMatchObject({ masked: true, restricted: true, text: null });
    expect(JSON.stringify(reply.data)).not.toContain('9990000042');
    const values = (at(reply, 'message.content.became.fields.value') as (string | null)[][]).flat();
    expect(values.length).toBeGreaterThan(0);
    expect(new Set(values)).toEqual(new Set([null]));
    const history = await engineer('query H($id: ID!) { message(id: $id) { history { what words } } }', { id });
    expect(at(history, 'message.history')).toContainEqual({
      what: 'opened',
      words: 'its values stayed masked: a restricted record',
    });
  });

  test('a privacy officer sees what happened, and not what is in it', async () => {
    const reply = await hospital.ask('privacy-officer', CONTENT, { id: 'm_1', r: 'An enquiry about a reading' });
    expect(at(reply, 'message.history.what')).toContain('received');
    expect(at(reply, 'message.content')).toBeNull();
    expect(reply.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['message', 'content'], 'FORBIDDEN'],
    ]);
  });

  test.each(['clinician', 'nurse', 'ward-clerk', 'radiographer', 'pharmacist', 'migration-planner'] as const)(
    'a %s sees no messages, and that is on record',
    async (role) => {
      const requestId = `messages-${role}-0001`;
      const headers = { authorization: `Bearer ${await hospital.tokenFor(role)}`, 'x-request-id': requestId };
      const reply = await hospital.askWith(
        headers,
        '{ messages { nodes { id } } feeds { name } messageCounts(by: FEED) { key } }',
      );
      expect(reply.data).toEqual({ messages: null, feeds: null, messageCounts: null });
      expect(reply.errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
      expect((await audited(requestId)).map(({ capability, outcome }) => [capability, outcome])).toEqual(
        Array.from({ length: 3 }, () => ['messages', 'refused']),
      );
    },
  );

  test.each(['privacy-officer', 'nurse'] as const)('a %s acts on nothing', async (role) => {
    const reply = await hospital.ask(
      role,
      'mutation { dismissMessages(input: { ids: ["m_1"], reason: "A reason that says why" }) { action { id } userErrors { message } } }',
    );
    const codes = reply.errors.map(({ extensions }) => extensions['code']);
    expect([at(reply, 'dismissMessages'), codes]).toEqual([null, ['FORBIDDEN']]);
  });
});
