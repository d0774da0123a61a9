import { ROLES, type Operation, type Role } from '../../schema/capabilities';
import { at } from '../scenarios/answers';
import { openHospital, variablesOf, type Hospital, type Reply } from '../scenarios/hospital';
import { ALL_FIELDS, CELLS, SUBGRAPHS_OF_PATIENTS } from './fields';
import { cellsOf, mayList, mayOperate, mayRead, maySearch, SCOPES } from './expected';
import { nestedReadsShowNoMore } from './nested-law';
import { LISTS, OPERATIONS_TRIED, PAGES } from './paths';
import { exportAs, ownPorts, type OwnPorts } from './past-the-gateway';
import { bare, HELD, heldFor, heldIn, PUT, PUT_DOWN } from './privacy';
import { cellsAt, operationSeen, seenAt, type Answered } from './seen';

/**
 * Role by type by path, against the product as it runs: every cell expected by the role table, every cell tried. Mavis
 * (p001) lies on Ward 12, where the staff work, is herself the patient, and gave the carer proxy; Bertie (p013) lies on
 * a ward of another trust, and nobody here has to do with him.
 */
const MAVIS = { family: 'TESTER', born: '1948-03-02', nhsNumber: '9990000018' };
const BERTIE = { family: 'ASH', born: '1949-05-25', nhsNumber: '9990000123' };
const WHO = { related: MAVIS, stranger: BERTIE } as const;
const BOTH = ['related', 'stranger'] as const;
const [W12 = '', , CEDAR = ''] = variablesOf('09-bed-state')['wards'] as string[];

const ROOT = `query Root($id: ID!) { patient(id: $id) { ${ALL_FIELDS} } }`;
const SEARCH = `query Search($s: PatientSearchInput!) { patients(search: $s, first: 1) { nodes { ${ALL_FIELDS} } } }`;
const CENSUS = `query Census($w: [ID!]!) { encounters(filter: { wards: $w }, first: 1) { nodes { patient { ${ALL_FIELDS} } } } }`;

let hospital: Hospital;
let ports: OwnPorts;
const tokens = new Map<Role, string>();
const ids = { related: '', stranger: '', hidden: '', message: '' };

const ask = (role: Role, query: string, variables: Record<string, unknown> = {}): Promise<Reply> =>
  hospital.askWith({ authorization: `Bearer ${tokens.get(role) ?? ''}` }, query, variables);

beforeAll(async () => {
  hospital = await openHospital();
  for (const role of ROLES) tokens.set(role, await hospital.tokenFor(role, ['RWE|W12'], { scopes: SCOPES }));
  for (const who of BOTH) {
    const found = await ask('nurse', 'query ($n: NhsNumber!) { patient(nhsNumber: $n) { id } }', {
      n: WHO[who].nhsNumber,
    });
    ids[who] = at(found, 'patient.id') as string;
  }
  await hospital.adapters.store.pool.query(
    `insert into proxy (carer_nhs_number, person_id, from_at) values ('9990000034', $1, '2026-01-01')`,
    [ids.related],
  );
  const messages = await ask('integration-engineer', '{ messages(first: 1) { nodes { id } } }');
  [ids.message = ''] = at(messages, 'messages.nodes.id') as string[];
  const hidden = await ask('nurse', 'query ($n: NhsNumber!) { patient(nhsNumber: $n) { id } }', { n: '9990000026' });
  ids.hidden = at(hidden, 'patient.id') as string;
  for (const variables of PUT_DOWN) await ask('privacy-officer', PUT, variables);
  ports = ownPorts(hospital);
  // The first of its shape is planned: on a busy machine that may cost its own deadline.
  await ask('clinician', ROOT, { id: ids.related });
});
afterAll(async () => {
  await ports.close();
  await hospital.close();
});

describe.each(ROLES)('%s', (role) => {
  test.each(BOTH)('root: a patient by id, %s', async (who) => {
    const reply = await ask(role, ROOT, { id: ids[who] });
    expect(cellsAt(reply, ['patient'])).toEqual(cellsOf(role, who, 'found'));
  });

  test.each(BOTH)('nested: below a search, %s', async (who) => {
    const { family, born } = WHO[who];
    const reply = await ask(role, SEARCH, { s: { family, birthDate: born } });
    const expected = cellsOf(role, who, maySearch(role) ? 'anywhere' : 'nowhere');
    expect(cellsAt(reply, ['patients', 'nodes', 0])).toEqual(expected);
  });

  test('somebody very restricted is nobody, by id and as an entity', async () => {
    const replies = [await ask(role, ROOT, { id: ids.hidden }), await ask(role, ROOT, { id: 'pt_nobody' })];
    expect(replies.map(bare)[0]).toEqual(replies.map(bare)[1]);
    expect(at({ data: replies[0]?.data }, 'patient')).toBeNull();
    for (const subgraph of SUBGRAPHS_OF_PATIENTS) {
      const entity = (id: string) => ports.entity(subgraph, tokens.get(role) ?? '', id);
      const [one, none] = [await entity(ids.hidden), await entity('pt_nobody')];
      expect([subgraph, one.data, one.errors?.length]).toEqual([subgraph, none.data, none.errors?.length]);
    }
  });

  test('a sealed part and dissent hold back from whom they bind', async () => {
    expect(heldIn(await ask(role, HELD, { id: ids.related }))).toEqual(heldFor(role));
  });

  test('nested: below the list of a ward', async () => {
    const reply = await ask(role, CENSUS, { w: [W12] });
    const expected = cellsOf(role, 'related', mayList(role, 'encounters') ? 'anywhere' : 'nowhere');
    expect(cellsAt(reply, ['encounters', 'nodes', 0, 'patient'])).toEqual(expected);
  });

  test.each(BOTH)('entity: at each subgraph’s own port, %s', async (who) => {
    for (const subgraph of SUBGRAPHS_OF_PATIENTS) {
      const answered = await ports.entity(subgraph, tokens.get(role) ?? '', ids[who]);
      expect([subgraph, cellsAt(answered, ['_entities', 0], subgraph)]).toEqual([
        subgraph,
        cellsOf(role, who, mayRead(role, 'demographics', 'related') ? 'anywhere' : 'nowhere', subgraph),
      ]);
    }
  });

  test.each(Object.entries(LISTS))('list by place: %s', async (field, tried) => {
    const { query, capabilities, people, ofEach = [] } = tried;
    const may = capabilities.every((capability) => mayList(role, capability));
    const mayEach = may && ofEach.every((capability) => mayRead(role, capability, 'related'));
    const path = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const own = await ask(role, query, { w: [W12] });
    const others = await ask(role, query, { w: [CEDAR] });
    const expected = [mayEach, may].map((open) => (open ? 'shown' : 'refused'));
    expect([seenAt(own, path), seenAt(others, path)]).toEqual(expected);
    if (!mayEach || !people) return;
    // Nobody here has to do with anybody on another trust's ward; a program has no ward, and its trust's own patients.
    expect([(at(own, people) as unknown[]).length > 0, at(others, people)]).toEqual([true, []]);
    expect(at(others, `${field}.completeness.withheld`)).toBe(true);
  });

  test.each(Object.entries(OPERATIONS_TRIED) as [Operation, (typeof OPERATIONS_TRIED)[Operation]][])(
    'operation: %s',
    async (operation, tried) => {
      if (tried === null) return;
      const reply = await ask(role, tried, { id: ids.stranger });
      expect(operationSeen(reply)).toBe(mayOperate(role, operation));
    },
  );

  test.each(PAGES)('page: %s', async (_, document, variables, operation) => {
    expect(operationSeen(await ask(role, document, variables(ids)))).toBe(mayOperate(role, operation));
  });

  test('export: who read a record, as FHIR', async () => {
    const answered: Answered = await exportAs(hospital, tokens.get(role) ?? '', ids.related);
    expect(operationSeen(answered)).toBe(mayOperate(role, 'access-log'));
  });
});

test.each([
  ['clinician', '555000000010'],
  ['nurse', '555000000020'],
  ['ward-clerk', '555000000030'],
  ['radiographer', '555000000040'],
  ['pharmacist', '555000000050'],
] as const)('a %s with a task in hand reads of its person what the role reads of the related', async (role, user) => {
  const { pool } = hospital.adapters.store;
  await pool.query(
    `insert into task_owner (instance, key, kind, owner, record_instance, record_id, authored_at)
     select 'nervecentre@RT5', 'task', 'user', $2, instance, record_id, now() from person_record where person_id = $1 limit 1`,
    [ids.stranger, user],
  );
  const seen = async () => cellsAt(await ask(role, ROOT, { id: ids.stranger }), ['patient']);
  expect(await seen()).toEqual(cellsOf(role, 'related', 'found'));
  await pool.query('delete from task_owner');
  expect(await seen()).toEqual(cellsOf(role, 'stranger', 'found'));
});

test('a program with one scope reads that alone, of a person by id, and nothing of who they are', async () => {
  const token = await hospital.tokenFor('machine', undefined, { scopes: ['read:observations'] });
  const reply = await hospital.askWith({ authorization: `Bearer ${token}` }, ROOT, { id: ids.related });
  const shown = CELLS.map(({ capability }) => [capability, capability === 'observations' ? 'shown' : 'refused']);
  expect(cellsAt(reply, ['patient'])).toEqual(Object.fromEntries(shown));
});

test('a nested read never shows what a direct read refuses', () => nestedReadsShowNoMore(hospital, SCOPES, 12));
