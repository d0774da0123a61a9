import { defaultFieldResolver, getNamedType, isObjectType } from 'graphql';
import type { Capability } from '../schema/capabilities';
import { GraphRefusal } from '../schema/errors';
import { answerOf, contextOver, INFO, NOW } from './context-under-test';
import { executable, executeSubgraph } from './execute';
import { SUBGRAPHS } from './registry';

const log = { error: () => undefined };
const subgraphs = new Map(SUBGRAPHS.map((subgraph) => [subgraph.name, executable(subgraph, log)]));
const of = (name: string) => {
  const subgraph = subgraphs.get(name);
  if (!subgraph) throw new Error(name);
  return subgraph;
};

const source = { instance: 'nervecentre@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' } as const;
const code = { text: 'Something', codings: [] };
const common = { source, code, status: 'active', subject: { identifiers: [] }, issued: NOW, toComeIn: '2026-11-21' };
const three = ['1', '2', '3'].map((key) => ({ ...common, key: `RWE|${key}`, recordedDate: `2019-05-0${key}` }));
const waiting = three.map((one) => ({ ...one, status: 'waiting' }));
const said = (capability: Capability) => [answerOf(capability, capability === 'waiting-list' ? waiting : three)];

const ask = async (name: string, query: string, variables: Record<string, unknown> = {}) => {
  const { door, ask: request } = contextOver({ person: said, place: said });
  const { data, errors } = await executeSubgraph(of(name), { query, variables, context: { door, ask: request } });
  return {
    text: JSON.stringify(data ?? null),
    refused: errors?.map(({ message, extensions }) => `${extensions.code} ${message}`),
  };
};
const cursorIn = (text: string): string => /"endCursor":"([^"]+)"/.exec(text)?.[1] ?? '';

const PAGE = '{ edges { cursor node { __typename } } pageInfo { hasNextPage endCursor } completeness { status } }';
const ofPatient = (field: string, id = 'pt_1') =>
  `query Page($first: Int, $after: String) { _entities(representations: [{ __typename: "Patient", id: "${id}" }]) { ... on Patient { ${field} } } }`;
const allergies = (args: string, id?: string) =>
  ofPatient(`allergies(first: $first, after: $after${args}) ${PAGE}`, id);
const admissions = (args: string) =>
  `query Page($first: Int, $after: String) { flowForecast${args} { admissions(first: $first, after: $after) ${PAGE} } }`;

const OTHER = 'BAD_USER_INPUT after is not a cursor of this list with these arguments: leave it out, to begin again';

test.each([
  ['care-record', allergies(''), allergies('')],
  ['care-record', allergies(', organisations: ["RWE"]'), allergies(', organisations: ["RWE"]')],
  ['flow', admissions(''), admissions('(filter: null)')],
])('%s: a cursor goes on from its place in its list, however many are asked for then', async (name, one, same) => {
  const first = await ask(name, one, { first: 1 });
  const next = await ask(name, same, { first: 2, after: cursorIn(first.text) });
  expect(next.refused).toBeUndefined();
  expect(next.text.match(/"cursor"/g)).toHaveLength(2);
  expect(next.text).toContain('"hasNextPage":false');
});

test.each([
  ['of another list', 'care-record', allergies(''), ofPatient(`problems(first: $first, after: $after) ${PAGE}`)],
  ['of another person', 'care-record', allergies(''), allergies('', 'pt_2')],
  ['of other organisations', 'care-record', allergies(', organisations: ["RWE"]'), allergies('')],
  [
    'of a list in a forecast of other sites',
    'flow',
    admissions(''),
    admissions('(filter: { organisations: ["RWE"] })'),
  ],
])('a cursor %s is refused, not taken for a place in this one', async (_, name, one, other) => {
  const after = cursorIn((await ask(name, one, { first: 1 })).text);
  expect(after).not.toBe('');
  expect((await ask(name, other, { first: 1, after })).refused).toEqual([OTHER]);
});

test.each(['', 'nonsense', Buffer.from(JSON.stringify([NOW, 'al_1'])).toString('base64url')])(
  'what is no cursor of ours is refused: "%s"',
  async (after) => {
    expect((await ask('care-record', allergies(''), { first: 1, after })).refused).toEqual([OTHER]);
  },
);

test('a cursor shows nothing of the record it stands at', async () => {
  const { text } = await ask('care-record', allergies(''), { first: 1 });
  expect(Buffer.from(cursorIn(text).slice(3), 'base64url').toString('latin1')).not.toContain('2019');
});

test.each([
  ['under other names', '{ rows: edges { at: cursor } info: pageInfo { end: endCursor } }', ''],
  ['in a fragment', '{ ... on AllergyIntoleranceConnection { edges { cursor } pageInfo { endCursor } } }', ''],
  [
    'in a fragment of a fragment',
    '{ ...One }',
    'fragment One on AllergyIntoleranceConnection { ...Two } fragment Two on AllergyIntoleranceConnection { edges { cursor } pageInfo { endCursor } }',
  ],
  [
    'in a second selection of the list',
    '{ __typename } allergies(first: $first, after: $after) { edges { cursor } pageInfo { endCursor } }',
    '',
  ],
])('asked for %s, a cursor is the same', async (_, selection, fragments) => {
  const plain = cursorIn((await ask('care-record', allergies(''), { first: 1 })).text);
  const { text } = await ask(
    'care-record',
    `${ofPatient(`allergies(first: $first, after: $after) ${selection}`)} ${fragments}`,
    { first: 1 },
  );
  expect(text.split(plain)).toHaveLength(3);
});

test('the places in a list are told by its edges and its pageInfo, and nowhere else', () => {
  const tellsPlace = (type: unknown): boolean =>
    isObjectType(type) && Object.keys(type.getFields()).some((name) => /cursor/i.test(name));
  const elsewhere: string[] = [];
  for (const { schema } of subgraphs.values())
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
      for (const field of Object.values(type.getFields())) {
        const page = getNamedType(field.type);
        if (!field.args.some((arg) => arg.name === 'after') || !isObjectType(page)) continue;
        if (tellsPlace(page)) elsewhere.push(page.name);
        for (const { name, type: below } of Object.values(page.getFields()))
          if (tellsPlace(getNamedType(below)) && !['edges', 'pageInfo'].includes(name))
            elsewhere.push(`${page.name}.${name}`);
      }
  expect(elsewhere).toEqual([]);
});

test('messages may be read either way from one cursor, as a tail does', async () => {
  const page = { messages: [], cursors: [], hasNextPage: false, endCursor: '7' };
  const { door, ask: request } = contextOver({});
  const search = jest.fn().mockResolvedValue(page);
  const context = { ask: request, door: { ...door, inbox: { ...door.inbox, search } } };
  const query =
    'query($after: String, $order: MessageOrder) { messages(after: $after, order: $order) { pageInfo { endCursor } } }';
  const first = await executeSubgraph(of('messages'), { query, context });
  const after = cursorIn(JSON.stringify(first.data));
  const { errors } = await executeSubgraph(of('messages'), {
    query,
    variables: { after, order: 'OLDEST_FIRST' },
    context,
  });
  expect(errors).toBeUndefined();
  expect(search).toHaveBeenLastCalledWith({}, { first: 20, after: '7', order: 'oldest-first' }, request);
});

test('every list of every subgraph refuses what is no cursor of its own', async () => {
  const context = contextOver({ person: said, place: said });
  const taken: string[] = [];
  let lists = 0;
  for (const { schema } of subgraphs.values())
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
      for (const { name, args, resolve = defaultFieldResolver } of Object.values(type.getFields())) {
        if (!args.some((arg) => arg.name === 'after')) continue;
        lists += 1;
        const refusal = await Promise.resolve()
          .then(() => resolve({ id: 'pt_1' }, { after: 'nonsense' }, context, INFO) as unknown)
          .catch((error: unknown) => (error instanceof GraphRefusal ? error.code : null));
        if (refusal !== 'BAD_USER_INPUT') taken.push(`${type.name}.${name}`);
      }
  expect(taken).toEqual([]);
  expect(lists).toBeGreaterThan(30);
});
