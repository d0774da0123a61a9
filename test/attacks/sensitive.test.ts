import { at, table } from '../scenarios/answers';
import { openHospital, variablesOf, type Hospital, type Reply } from '../scenarios/hospital';
import { adt, send } from '../scenarios/messages/sending';
import { ALL_FIELDS, SUBGRAPHS_OF_PATIENTS } from '../matrix/fields';
import { ownPorts, type OwnPorts } from '../matrix/past-the-gateway';

/**
 * Whether anything tells a person whose whole record is very restricted from one who does not exist: the bytes of an
 * answer, its headers, what the systems are asked, a list, a bed, a link of before. Ivy (p002) lies on Ward 12, where the
 * nurse works who asks; the others were never anybody. What is answered when is tried in adapters/routing, by a clock of
 * its own.
 */
const IVY = { nhsNumber: '9990000026', hospitalNumber: 'S1234568', family: 'HOLLY', born: '1939-06-14' };
const NOBODY = { nhsNumber: '9990099995', hospitalNumber: 'S1999999', family: 'NOSUCH', born: '1939-06-14' };
const MAVIS = '9990000018';
const [W12 = ''] = variablesOf('09-bed-state')['wards'] as string[];

const BY_NUMBER = `query Root($n: NhsNumber!) { patient(nhsNumber: $n) { ${ALL_FIELDS} } }`;
const BY_IDENTIFIER = `query Root($v: String!) { patient(identifier: {
  system: "https://fhir.rwe.example.nhs.uk/Id/hospital-number", value: $v }) { ${ALL_FIELDS} } }`;
const BY_ID = `query Root($id: ID!) { patient(id: $id) { ${ALL_FIELDS} } }`;
const SEARCH = `query Search($s: PatientSearchInput!) { patients(search: $s) { nodes { ${ALL_FIELDS} }
  totalCount completeness { status withheld sources { system answer } } } }`;
const GLASS = `mutation Open($id: ID!) { breakGlass(input: { patient: $id, reason: EMERGENCY,
  words: "Brought in unconscious" }) { grant { id } userErrors { code field message } } }`;
const LISTS = `query Lists($w: [ID!]!) {
  encounters(filter: { wards: $w }, first: 100) { nodes { id patient { id } } totalCount completeness { status withheld } }
  earlyWarnings(filter: { wards: $w }, first: 100) { nodes { encounter { id } patient { id } } notAssessed { id }
    completeness { status withheld } } }`;
const BEDS = `query Beds($w: [ID!]!) { bedState(filter: { wards: $w }) { nodes { total occupied available
  ward { beds(first: 100) { nodes { code status occupant { id patient { id } } } completeness { withheld } } } } } }`;
const PUT = `mutation Put($input: PutPrivacyDirectiveInput!) { putPrivacyDirective(input: $input) {
  directive { id kind role endedAt } userErrors { code field message } } }`;
const END = `mutation End($id: ID!) { endPrivacyDirective(input: { id: $id, reason: "No longer in danger" }) {
  directive { endedAt } userErrors { code field } } }`;

let hospital: Hospital;
let ports: OwnPorts;
let nurse: string;
let ivy: string;
let stay: string;
let bed: string;
let mark: string;
let before: { readonly lists: Reply; readonly beds: Reply; readonly picture: string };

const ask = (query: string, variables: Record<string, unknown>, token = nurse): Promise<Reply> =>
  hospital.askWith({ authorization: `Bearer ${token}` }, query, variables);

interface Sent {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Names of what is each answer's own: when it was made, and the name of its trace. */
const ITS_OWN = ['date', 'traceparent', 'ratelimit-remaining', 'ratelimit-reset'];

/** An answer as it goes over the wire, asked under one request id each time. */
const sent = async (query: string, variables: Record<string, unknown>): Promise<Sent> => {
  const response = await fetch(`${hospital.url}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${nurse}` },
      'x-request-id': 'attack-sensitive-one',
    },
    body: JSON.stringify({ query, variables }),
  });
  const headers = [...response.headers].filter(([name]) => !ITS_OWN.includes(name));
  return { status: response.status, headers, body: await response.text() };
};

const put = async (input: Record<string, unknown>, token: string): Promise<Reply> => ask(PUT, { input }, token);

beforeAll(async () => {
  hospital = await openHospital();
  ports = ownPorts(hospital);
  nurse = await hospital.tokenFor('nurse', ['RWE|W12']);
  const found = await ask(
    'query ($n: NhsNumber!) { patient(nhsNumber: $n) { id currentEncounter { id bed { code } } } }',
    {
      n: IVY.nhsNumber,
    },
  );
  [ivy, stay, bed] = [
    at(found, 'patient.id') as string,
    at(found, 'patient.currentEncounter.id') as string,
    at(found, 'patient.currentEncounter.bed.code') as string,
  ];
  const picture = hospital.adapters.door.imagingLinks.issue(
    { instance: 'pacs@RWE', studyUid: '2.25.101', study: 'RWE|ACC1', person: ivy as never },
    {
      viewer: {
        ...{ userId: '555000000020', name: 'WARD Ann', role: 'nurse', roleProfileId: '1', wards: [] },
        ...{ organisation: 'RWE' as never, organisationName: 'UHL' },
      },
      ...{ purpose: 'TREAT', client: 'test', operation: 'Chest', requestId: 'r-1', clock: hospital.clock },
      ...{ deadline: hospital.clock.millis() + 3_000, signal: new AbortController().signal },
    },
  );
  // Every cache is warm, and knows her.
  await ask(BY_NUMBER, { n: IVY.nhsNumber });
  before = { lists: await ask(LISTS, { w: [W12] }), beds: await ask(BEDS, { w: [W12] }), picture };
  const officer = await hospital.tokenFor('privacy-officer');
  const marked = await put(
    { nhsNumber: IVY.nhsNumber, kind: 'VERY_RESTRICTED', reason: 'In danger from somebody who works here' },
    officer,
  );
  mark = at(marked, 'putPrivacyDirective.directive.id') as string;
});
afterAll(async () => {
  await ports.close();
  await hospital.close();
});

describe('somebody very restricted and somebody who does not exist', () => {
  const WAYS: readonly (readonly [string, string, (who: typeof IVY, id: string) => Record<string, unknown>])[] = [
    ['by NHS number', BY_NUMBER, ({ nhsNumber }) => ({ n: nhsNumber })],
    ['by hospital number', BY_IDENTIFIER, ({ hospitalNumber }) => ({ v: hospitalNumber })],
    ['by id', BY_ID, (_, id) => ({ id })],
    ['by a search', SEARCH, ({ family, born }) => ({ s: { family, birthDate: born } })],
    ['by break-glass', GLASS, (_, id) => ({ id })],
  ];

  test.each(WAYS)('are one %s: the same bytes, the same asks of the systems', async (_, query, variables) => {
    const answers: Sent[] = [];
    const asked = [
      await hospital.asksDuring(async () => answers.push(await sent(query, variables(IVY, ivy)))),
      await hospital.asksDuring(async () => answers.push(await sent(query, variables(NOBODY, 'pt_nobody')))),
    ];
    const [hidden, nobody] = answers;
    expect(hidden?.status).toBe(200);
    expect(hidden).toEqual(nobody);
    expect(asked[0]).toEqual(asked[1]);
    expect(hidden?.body).not.toMatch(/withheld":true|restricted/);
  });

  test('are one at each subgraph’s own port, and one stay at the port of stays', async () => {
    for (const subgraph of SUBGRAPHS_OF_PATIENTS)
      expect(await ports.entity(subgraph, nurse, ivy)).toEqual(await ports.entity(subgraph, nurse, 'pt_nobody'));
    const none = hospital.adapters.door.ids.seal('encounter', 'RWE|799999');
    const asks: Record<string, unknown>[] = [];
    const told: unknown[] = [];
    for (const id of [stay, none])
      asks.push(await hospital.asksDuring(async () => told.push(await ports.stay(nurse, id))));
    expect(told[0]).toMatchObject({ data: { _entities: [null] } });
    expect(told[0]).toEqual(told[1]);
    expect(asks[0]).toEqual(asks[1]);
  });

  test('are one to a carer who holds proxy, and to other patients', async () => {
    await hospital.adapters.store.pool.query(
      `insert into proxy (carer_nhs_number, person_id, from_at) values ('9990000034', $1, '2026-01-01')`,
      [ivy],
    );
    for (const role of ['carer', 'patient'] as const) {
      const token = await hospital.tokenFor(role);
      const replies = [
        await ask(BY_NUMBER, { n: IVY.nhsNumber }, token),
        await ask(BY_NUMBER, { n: NOBODY.nhsNumber }, token),
      ].map(({ status, data, errors }) => ({
        status,
        data,
        errors: errors.map(({ message, path, extensions: { ref: _, ...rest } }) => ({ message, path, rest })),
      }));
      expect(replies[0]).toEqual(replies[1]);
    }
  });

  test('a link to a picture, made before, opens as much as one that nobody made', async () => {
    const fetched = async (path: string) => {
      const response = await fetch(`${hospital.url}${path}`);
      return [response.status, await response.text()];
    };
    const asked = await hospital.asksDuring(async () => {
      expect(await fetched(before.picture)).toEqual(await fetched('/imaging/nobody-made-this'));
    });
    expect(asked).toEqual({});
  });
});

describe('the lists of her own ward', () => {
  test('leave her out, and say nothing of it', async () => {
    const after = await ask(LISTS, { w: [W12] });
    for (const list of ['encounters', 'earlyWarnings']) {
      const was = table(before.lists, `${list}.nodes`, 'patient.id');
      expect(was).toContainEqual([ivy]);
      expect(table(after, `${list}.nodes`, 'patient.id')).toEqual(was.filter(([id]) => id !== ivy));
      expect(at(after, `${list}.completeness`)).toEqual(at(before.lists, `${list}.completeness`));
    }
    expect(JSON.stringify(after.data)).not.toContain(stay);
    expect(after.errors).toEqual(before.lists.errors);
  });

  test('count her bed, which is occupied by nobody who is told of', async () => {
    const after = await ask(BEDS, { w: [W12] });
    for (const count of ['total', 'occupied', 'available'])
      expect(at(after, `bedState.nodes.${count}`)).toEqual(at(before.beds, `bedState.nodes.${count}`));
    const beds = (at(after, 'bedState.nodes.ward.beds.nodes') as unknown[][]).flat();
    expect(beds).toContainEqual({ code: bed, status: 'OCCUPIED', occupant: null });
    expect(JSON.stringify(beds)).not.toContain(stay);
  });
});

test('she sees her own record, and who tried to; the privacy officer sees who it was', async () => {
  const herself = await hospital.tokenFor('patient', undefined, { nhsNumber: IVY.nhsNumber, birthDate: IVY.born });
  const own = await ask(BY_NUMBER, { n: IVY.nhsNumber }, herself);
  expect(at(own, 'patient.allergies')).not.toBeNull();
  const reads = await ask('{ recordReads(first: 100) { nodes { role outcome } } }', {}, herself);
  expect(at(reads, 'recordReads.nodes')).toContainEqual({ role: 'nurse', outcome: 'REFUSED' });
  const log = await ask(
    'query ($id: ID!) { accessLog(filter: { patient: $id }, first: 100) { nodes { userName outcome notes } } }',
    { id: ivy },
    await hospital.tokenFor('privacy-officer'),
  );
  expect(at(log, 'accessLog.nodes')).toContainEqual(expect.objectContaining({ userName: 'WARD Ann' }));
  expect(JSON.stringify(log.data)).toContain('find by nhsNumber: none');
});

describe('a patient’s own wishes (Mavis, who is looked after on Ward 12)', () => {
  const LABS = `query Labs($n: NhsNumber!) { patient(nhsNumber: $n) { id
    labReports { nodes { id } completeness { status withheld sources { warnings { code } } } }
    allergies { nodes { id } completeness { withheld } } } }`;
  const labs = (token = nurse): Promise<Reply> => ask(LABS, { n: MAVIS }, token);
  const all = async (): Promise<unknown[]> => at(await labs(herself), 'patient.labReports.nodes') as unknown[];
  let herself: string;
  const wish = async (input: Record<string, unknown>): Promise<string> => {
    const reply = await put({ reason: 'I would rather they did not see it', ...input }, herself);
    expect(at(reply, 'putPrivacyDirective.userErrors')).toEqual([]);
    return at(reply, 'putPrivacyDirective.directive.id') as string;
  };
  beforeAll(async () => {
    herself = await hospital.tokenFor('patient');
  });

  test('a sealed part is withheld, says so, opens by break-glass, and is hers to see and to unseal', async () => {
    const was = at(await labs(), 'patient.labReports.nodes') as unknown[];
    expect(was.length).toBeGreaterThan(0);
    const id = await wish({ kind: 'SEALED', part: { capability: 'lab-reports' } });
    const sealed = await labs();
    expect(at(sealed, 'patient.labReports.nodes')).toEqual([]);
    expect(at(sealed, 'patient.labReports.completeness')).toMatchObject({ status: 'PARTIAL', withheld: true });
    expect(JSON.stringify(at(sealed, 'patient.labReports.completeness'))).toContain('SEALED_BY_PATIENT');
    expect(at(sealed, 'patient.allergies.completeness.withheld')).toBe(false);
    expect(await all()).toEqual(was);
    const patient = at(sealed, 'patient.id') as string;
    const opened = await ask(GLASS.replace('grant { id }', 'grant { id }'), { id: patient });
    const open = await labs();
    expect(at(open, 'patient.labReports.nodes')).toEqual(was);
    expect(open.extensions.breakGlass).toMatchObject([{ reason: 'EMERGENCY' }]);
    const grant = at(opened, 'breakGlass.grant.id') as string;
    await ask('mutation ($id: ID!) { endBreakGlass(input: { id: $id }) { grant { endedAt } } }', { id: grant });
    expect(at(await labs(), 'patient.labReports.nodes')).toEqual([]);
    await ask(END, { id }, herself);
    expect(at(await labs(), 'patient.labReports.nodes')).toEqual(was);
  });

  test('one record that is sealed and locked is not there, and nothing says so', async () => {
    const [first, ...rest] = at(await labs(), 'patient.labReports.nodes') as { readonly id: string }[];
    const wanted = at(await labs(), 'patient.labReports.completeness');
    const id = await wish({ kind: 'SEALED_AND_LOCKED', part: { capability: 'lab-reports', record: first?.id } });
    const locked = await labs();
    expect(at(locked, 'patient.labReports.nodes')).toEqual(rest);
    expect(at(locked, 'patient.labReports.completeness')).toEqual(wanted);
    await ask(END, { id }, herself);
  });

  test('allergies that are locked are said to be withheld all the same', async () => {
    const id = await wish({ kind: 'SEALED_AND_LOCKED', part: { organisation: 'RWE' } });
    expect(at(await labs(), 'patient.allergies.completeness.withheld')).toBe(true);
    await ask(END, { id }, herself);
  });

  test.each([
    ['whole records are the officer’s to hide', { kind: 'VERY_RESTRICTED' }, 'kind'],
    ['a seal needs its part', { kind: 'SEALED' }, 'part'],
    ['who somebody is cannot be sealed', { kind: 'SEALED', part: { capability: 'demographics' } }, 'part'],
    ['a record needs its capability', { kind: 'SEALED', part: { record: 'lr_nothing' } }, 'part'],
    ['a record of another kind', { kind: 'SEALED', part: { capability: 'lab-reports', record: 'STAY' } }, 'part'],
    ['an allergy as a problem', { kind: 'SEALED', part: { capability: 'problems', record: 'ALLERGY' } }, 'part'],
    ['a test as a picture', { kind: 'SEALED', part: { capability: 'imaging-orders', record: 'TEST' } }, 'part'],
    ['a line of a report', { kind: 'SEALED', part: { capability: 'lab-reports', record: 'LINE' } }, 'part'],
    ['an unknown system', { kind: 'SEALED', part: { system: 'lims@RW3' } }, 'part'],
    ['an unknown organisation', { kind: 'SEALED', part: { organisation: 'RW3' } }, 'part'],
    ['a system of another organisation', { kind: 'SEALED', part: { system: 'pas@RWE', organisation: 'RT5' } }, 'part'],
    ['too few words', { kind: 'DISSENT', reason: 'because' }, 'reason'],
    ['an end before its beginning', { kind: 'DISSENT', until: '2026-01-01T00:00:00Z' }, 'until'],
  ])('%s', async (_, input, field) => {
    const { ids } = hospital.adapters.door;
    const named = {
      STAY: ids.seal('encounter', 'RWE|1'),
      LINE: ids.seal('lab-result', 'RWE|1|1'),
      ALLERGY: ids.seal('allergy', 'RWE|1'),
      TEST: ids.seal('lab-order', 'RWE|1'),
    };
    const text = Object.entries(named).reduce((all, [name, id]) => all.replace(name, id), JSON.stringify(input));
    const given = JSON.parse(text) as Record<string, unknown>;
    const reply = await put({ reason: 'I would rather they did not see it', ...given }, herself);
    expect(at(reply, 'putPrivacyDirective')).toMatchObject({ directive: null, userErrors: [{ field }] });
  });

  test('nobody wishes for somebody else', async () => {
    const other = { kind: 'DISSENT', nhsNumber: IVY.nhsNumber, reason: 'I would rather they did not' };
    for (const token of [herself, nurse, await hospital.tokenFor('carer')])
      expect((await put(other, token)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('as the PAS says it', () => {
  /** Says nothing of who the person is. */
  const told = (id: string, number: string, ...rest: readonly string[]) =>
    send(
      hospital,
      'pas-adt',
      adt('A31', id, `${number}^^^RWE`, { rest }).replace('||SPECIMEN^ADA^^^MRS^^L||19500401|2', ''),
    );
  const warned = async (): Promise<readonly string[]> => {
    const reply = await ask(
      `query ($n: NhsNumber!) { patient(nhsNumber: $n) { allergies { completeness { withheld sources { system
        warnings { code } } } } } }`,
      { n: MAVIS },
    );
    const rows = table(reply, 'patient.allergies.completeness.sources', 'system', 'warnings.code') as [
      string,
      string[],
    ][];
    return rows
      .filter(([, codes]) => codes.includes('SHARING_DISSENTED'))
      .map(([system]) => system)
      .sort();
  };

  test('dissent (ZU8-2) keeps other organisations from being asked, until it is taken back', async () => {
    expect(await warned()).toEqual([]);
    await told('ZU8-DISSENT', 'S1234567', 'ZU8||2');
    const asked = await hospital.asksDuring(async () => expect(await warned()).toEqual(['gp-connect', 'systmone']));
    expect(Object.keys(asked).filter((instance) => !instance.endsWith('@RWE'))).toEqual([]);
    await told('ZU8-UNKNOWN', 'S1234567', 'ZU8||3');
    expect(await warned()).toHaveLength(2);
    await told('ZU8-CONSENT', 'S1234567', 'ZU8||1');
    expect(await warned()).toEqual([]);
  });

  test('a whole record that is restricted (ARV) is nobody’s, until it is no more', async () => {
    const number = 'S9900401';
    const found = async () => at(await ask(BY_IDENTIFIER, { v: number }), 'patient');
    await send(hospital, 'pas-adt', adt('A28', 'ARV-NEW', `${number}^^^RWE`));
    expect(await found()).not.toBeNull();
    await told('ARV-ALL', number, 'ARV|1|A|ALL');
    expect(await found()).toBeNull();
    await told('ARV-NONE', number, 'ARV|1|D|ALL');
    expect(await found()).not.toBeNull();
  });
});

test('once the mark is ended she is there again, at the next read', async () => {
  expect(
    at(await ask(END, { id: mark }, await hospital.tokenFor('privacy-officer')), 'endPrivacyDirective.userErrors'),
  ).toEqual([]);
  expect(at(await ask(BY_ID, { id: ivy }), 'patient.gender')).toBe('FEMALE');
});
