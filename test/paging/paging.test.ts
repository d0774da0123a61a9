import { at } from '../scenarios/answers';
import { openHospital, type Hospital, type Reply } from '../scenarios/hospital';
import { listFields, type ListField } from './lists';
import { NOT_PAGED, WAYS, WHOLE, type Way } from './ways';

/**
 * Every list of the graph, taken one record at a time by its cursors, against the same list in one page: the same
 * records in the same order, none twice, and each page says of the whole list what the one page says (graph
 * conventions, 16).
 */
let hospital: Hospital;

const askBy = async ({ role, on }: Way, query: string, variables: Record<string, unknown>): Promise<Reply> => {
  if (on === undefined) return hospital.ask(role, query, variables);
  const token = await hospital.tokenFor(role, on.wards, { organisation: on.organisation });
  return hospital.askWith({ authorization: `Bearer ${token}` }, query, variables);
};

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const valueAt = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | null)?.[key], data);

const pageOf = async ({ name, selection }: ListField, way: Way, first: number, after: string | null): Promise<Page> => {
  const args = [...(way.args === undefined ? [] : [way.args]), `first: ${first}`, 'after: $after'].join(', ');
  const list = `${name}(${args}) { ${selection} }`;
  const reply = await askBy(way, `query Page($after: String) { ${way.around?.(list) ?? list} }`, { after });
  expect(reply.errors).toEqual([]);
  return valueAt(reply.data, [...(way.under ?? []), name]) as Page;
};

/** What a list says of itself on every page: its completeness and its count. */
const saidOf = ({ nodes: _, pageInfo: __, ...said }: Page): unknown => said;

const oneByOne = async (list: ListField, way: Way, most: number): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for (let after: string | null = null; pages.length <= most;) {
    const page: Page = await pageOf(list, way, 1, after);
    pages.push(page);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  return pages;
};

/** What the seeded hospital has none of: reads of somebody, records opened, actions on messages; all of one moment. */
const somethingWasDone = async (): Promise<void> => {
  const found = `query Found($n: NhsNumber!) { patient(nhsNumber: $n) { id gender } }`;
  const mavis = { n: '9990000018' };
  for (const role of ['clinician', 'nurse', 'pharmacist', 'radiographer'] as const)
    await hospital.ask(role, found, mavis);
  const [stranger, another] = await Promise.all(
    ['9990000123', '9990000131'].map(async (n) => at(await hospital.ask('clinician', found, { n }), 'patient.id')),
  );
  const nurse = { authorization: `Bearer ${await hospital.tokenFor('nurse', ['RWE|W12'])}` };
  for (const patient of [stranger, another]) {
    const input = { patient, reason: 'EMERGENCY', words: 'For the list of those opened' };
    const open = 'mutation Open($input: BreakGlassInput!) { breakGlass(input: $input) { grant { id } } }';
    expect(at(await hospital.askWith(nurse, open, { input }), 'breakGlass.grant.id')).toEqual(expect.any(String));
  }
  const engineer = 'integration-engineer';
  const messages = await hospital.ask(engineer, '{ messages(first: 1) { nodes { id } } }');
  const input = { ids: at(messages, 'messages.nodes.id'), reason: 'For the list of what was done' };
  const replay = 'mutation Replay($input: MessageActionInput!) { replayMessages(input: $input) { action { id } } }';
  for (let times = 0; times < 3; times += 1) await hospital.ask(engineer, replay, { input });
  await hospital.adapters.worker?.drain();
};

beforeAll(async () => {
  hospital = await openHospital();
  await somethingWasDone();
  hospital.clock.advance(60_000);
}, 180_000);
afterAll(() => hospital.close());

const lists = listFields();

test('every list that takes a cursor is paged here, or named with why it cannot be', () => {
  const named = [...Object.keys(WAYS), ...Object.keys(NOT_PAGED)];
  expect(
    lists
      .filter(({ pages }) => pages)
      .map((list) => list.at)
      .sort(),
  ).toEqual([...named].sort());
  expect(
    lists
      .filter(({ pages }) => !pages)
      .map((list) => list.at)
      .sort(),
  ).toEqual(WHOLE);
});

test.each(
  lists.flatMap((list) =>
    Object.entries(WAYS).flatMap(([at, way]) => (at === list.at ? [[at, list, way] as const] : [])),
  ),
)('%s', async (_, list, way) => {
  const whole = await pageOf(list, way, 100, null);
  const pages = await oneByOne(list, way, whole.nodes.length);
  expect(pages.flatMap(({ nodes }) => nodes)).toEqual(whole.nodes);
  expect(new Set(whole.nodes.map((node) => JSON.stringify(node))).size).toBe(whole.nodes.length);
  expect(pages.map(saidOf)).toEqual(pages.map(() => saidOf(whole)));
  expect([whole.nodes.length > 1, whole.pageInfo.hasNextPage]).toEqual([true, false]);
});
